//! A commitment taken back after acceptance: the ordinary route from here (S4).

use chrono::TimeDelta;
use kaiye_tests::{Draft, TestApp, on_both};
use serde_json::{Value, json};

const ITEM: &str = "lodging_hygiene_permit";

async fn accepted_hotel(app: &TestApp) -> Draft {
    let draft = Draft::hotel(&app.applicant().await, 1).await;
    draft.file().await;
    app.clerk().await.post(&draft.path("/accept"), json!({})).await.expect(200);
    draft
}

async fn take_back(draft: &Draft) {
    let commitment = draft.item(ITEM).await["commitment"]["id"].as_str().expect("an id").to_owned();
    draft.by.post(&draft.path(&format!("/commitments/{commitment}/withdraw")), json!({})).await.expect(200);
}

async fn clocks(draft: &Draft) -> Vec<(String, String)> {
    let progress = draft.by.get(&draft.path("/progress")).await.expect(200);
    let item = progress.json["items"].as_array().into_iter().flatten().find(|item| item["code"] == ITEM).cloned();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let deadlines = item.unwrap_or_default()["deadlines"].clone();
    deadlines.as_array().into_iter().flatten().map(|it| (text(&it["rule"]), text(&it["due_on"]))).collect()
}

on_both! {
    async fn the_ordinary_clock_begins_with_the_withdrawal(app: TestApp) {
        let draft = accepted_hotel(&app).await;
        assert_eq!(clocks(&draft).await[0].0, "decide_joint");
        app.advance(TimeDelta::days(14));
        take_back(&draft).await;
        // Twenty working days from 2025-06-17.
        assert_eq!(clocks(&draft).await, [("decide_ordinary".to_owned(), "2025-07-15".to_owned())]);
        let item = draft.item(ITEM).await;
        assert_eq!(item["status"], "accepted");
        assert_eq!(item["waits_for"], "department");
        let approver = app.approver("qitai_health").await.get(&draft.path("")).await.expect(200);
        let item = approver.json["items"].as_array().into_iter().flatten().find(|it| it["code"] == ITEM).cloned();
        assert!(item.expect("the item")["allowed_actions"].as_array().is_some_and(|it| it.contains(&json!("decide_item"))));
    }

    async fn an_item_leaves_the_review_it_was_in(app: TestApp) {
        let draft = accepted_hotel(&app).await;
        let lead = app.lead().await;
        app.designate_for_hotel().await;
        lead.post(&draft.path("/reviews"), json!({ "review_on": "2025-06-04" })).await.expect(201);
        assert_eq!(draft.item(ITEM).await["status"], "in_review");
        take_back(&draft).await;
        let item = draft.item(ITEM).await;
        assert_eq!((item["status"].as_str(), item["handling"].as_str()), (Some("accepted"), Some("approver")));
        assert_eq!(draft.item("fire_check").await["status"], "in_review");
    }
}
