//! Filing again after a correction notice (S6).

use chrono::TimeDelta;
use kaiye_tests::{Draft, draft::business, on_both};
use serde_json::json;

const ITEM: &str = "shop_hygiene_permit";

async fn returned(app: &kaiye_tests::TestApp) -> Draft {
    let draft = Draft::supermarket(&app.applicant().await, 1).await;
    draft.file().await;
    let point = json!({ "item": ITEM, "subject": "business/address", "text": "地址请写到门牌号" });
    let clerk = app.clerk().await;
    clerk.post(&draft.path("/request-correction"), json!({ "points": [point] })).await.expect(200);
    draft
}

on_both! {
    async fn what_was_returned_is_corrected_and_filed_again(app: TestApp) {
        let draft = returned(&app).await;
        let shown = draft.show().await;
        assert_eq!(shown.json["status"], "correction");
        assert_eq!(draft.item(ITEM).await["waits_for"], "applicant");
        assert!(draft.item(ITEM).await["correction_notice"].as_str().is_some_and(|it| it.starts_with("BZ-2025-")));
        let items = json!({ "items": [{ "code": "business_licence" }] });
        let refused = draft.by.patch(&draft.path(""), shown.etag(), items).await.expect_problem(422, "content_invalid");
        assert_eq!(refused.text("/errors/0/code"), "fixed_once_submitted");
        let mut shop = business("好邻居超市", "F5212", 25.0, 1);
        shop["address"] = json!("五彩湾镇幸福路1号1栋101室");
        draft.by.patch(&draft.path(""), shown.etag(), json!({ "business": shop })).await.expect(200);
        app.advance(TimeDelta::days(7));
        // The letters name the old address: they are signed for the new one.
        let refused = draft.submit().await.expect_problem(422, "application_not_ready");
        assert_eq!(refused.text("/errors/0/code"), "commitment_signed");
        draft.sign_all().await;
        let filed = draft.submit().await.expect(200);
        assert_eq!(filed.json["status"], "submitted");
        let progress = draft.by.get(&draft.path("/progress")).await.expect(200);
        let items = progress.json["items"].as_array().expect("items");
        let due = |code: &str| {
            let item = items.iter().find(|item| item["code"] == code).expect("the item");
            item["deadlines"][0]["due_on"].as_str().expect("a day").to_owned()
        };
        assert_eq!(due("business_licence"), "2025-06-13");
        assert_eq!(due(ITEM), "2025-06-17");
        let events = draft.by.get(&draft.path("/events?limit=100")).await.expect(200);
        let last = events.json["items"].as_array().and_then(|all| all.last()).expect("one");
        assert_eq!(last["kind"], "application.corrected");
        assert_eq!(last["data"]["items"], json!([ITEM]));
    }

    async fn what_was_filed_first_is_received_once(app: TestApp) {
        let draft = returned(&app).await;
        let received = draft.show().await.text("/received_at").to_owned();
        app.advance(TimeDelta::days(3));
        draft.submit().await.expect(200);
        assert_eq!(draft.show().await.text("/received_at"), received);
    }

    async fn who_comes_too_late_comes_too_late_before_the_sweep_too(app: TestApp) {
        let draft = returned(&app).await;
        app.advance(TimeDelta::days(60));
        draft.submit().await.expect_problem(409, "application_filed_too_late");
        assert_eq!(draft.item(ITEM).await["status"], "correction");
        let forgotten = Draft::supermarket(&app.applicant().await, 2).await;
        forgotten.add_materials().await;
        forgotten.sign_all().await;
        app.advance(TimeDelta::days(120));
        forgotten.submit().await.expect_problem(409, "application_filed_too_late");
    }
}
