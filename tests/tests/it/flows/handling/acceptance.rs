//! Taking in, and not taking in (S5, S6).

use kaiye_tests::{Draft, on_both};
use serde_json::json;

on_both! {
    async fn the_window_accepts_what_was_filed(app: TestApp) {
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.file().await;
        let accepted = draft.accept(&clerk).await;
        assert_eq!(accepted.text("/application/status"), "accepted");
        let receipt = accepted.text("/notices/0/number");
        assert_eq!(accepted.text("/notices/0/kind"), "acceptance");
        assert!(receipt.starts_with("SL-2025-"), "{receipt}");
        assert_eq!(draft.item("business_licence").await["receipt"], receipt);
        let told = accepted.json["notices"][0]["content"]["items"].as_array().expect("items");
        let licence = told.iter().find(|item| item["item"] == "business_licence").expect("the licence");
        assert_eq!(licence["decision"]["due_on"], "2025-06-11");
        assert_eq!(licence["way"], "in_order");
        let permit = told.iter().find(|item| item["item"] == "shop_hygiene_permit").expect("the permit");
        assert_eq!(permit["decision"]["on_the_spot"], true);
        assert!(draft.events().await.contains(&"application.accepted".to_owned()));
        clerk.post(&draft.path("/accept"), json!({})).await.expect_problem(409, "application_nothing_to_do");
    }

    async fn what_may_follow_is_named_with_its_day_and_its_consequence(app: TestApp) {
        let draft = Draft::hotel(&app.applicant().await, 1).await;
        draft.file().await;
        let accepted = draft.accept(&app.clerk().await).await;
        assert_eq!(accepted.text("/notices/1/kind"), "deferral");
        let materials = accepted.json["notices"][1]["content"]["materials"].as_array().expect("materials");
        let of = |item: &str, code: &str| {
            materials.iter().find(|it| it["item"] == item && it["material"] == code).expect("a material")
        };
        let register = of("hotel_special_trade_permit", "guest_registration");
        let due = (register["due"].as_str(), register["due_on"].as_str());
        assert_eq!(due, (Some("before_decision"), Some("2025-06-20")));
        assert_eq!(register["on_failure"], "lapse");
        let plan = of("fire_check", "floor_plan");
        assert_eq!((plan["due"].as_str(), plan["on_failure"].as_str()), (Some("after_issue"), Some("check_task")));
        assert!(plan["due_on"].is_null());
        assert_eq!(plan["within"], json!({ "working_days": 15 }));
    }

    async fn each_item_has_its_own_outcome(app: TestApp) {
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.file().await;
        let body = json!({ "items": [
            { "item": "business_licence", "corrected_on_the_spot": "住所门牌号已当场更正" },
        ], "channel": "counter" });
        let accepted = clerk.post(&draft.path("/accept"), body).await.expect(200);
        assert_eq!(accepted.text("/notices/0/content/items/0/way"), "corrected_on_the_spot");
        assert_eq!(accepted.text("/notices/0/channel"), "counter");
        assert_eq!(accepted.text("/application/status"), "submitted");
        let elsewhere = json!({ "items": [{
            "item": "shop_hygiene_permit", "ground": "not_this_authority", "reason": "不属于本机关职权范围",
        }] });
        let missing = clerk.post(&draft.path("/decline"), elsewhere.clone()).await.expect_problem(422, "content_invalid");
        assert_eq!(missing.text("/errors/0/pointer"), "/items/0/authority");
        let mut elsewhere = elsewhere;
        elsewhere["items"][0]["authority"] = json!("昌吉州卫生健康委员会");
        let declined = clerk.post(&draft.path("/decline"), elsewhere).await.expect(200);
        assert_eq!(declined.text("/notices/0/kind"), "not_this_authority");
        assert!(declined.text("/notices/0/number").starts_with("BSL-2025-"));
        assert_eq!(declined.text("/notices/0/content/authority"), "昌吉州卫生健康委员会");
        assert!(declined.json["notices"][0]["content"]["remedies"].as_array().is_some_and(|it| it.len() == 2));
        let item = draft.item("shop_hygiene_permit").await;
        assert_eq!((item["status"].as_str(), item["ground"].as_str()), (Some("declined"), Some("not_this_authority")));
        let needless = json!({ "items": [
            { "item": "small_grocery_registration", "ground": "no_permit_needed", "reason": "依法不需要取得许可" },
        ] });
        let declined = clerk.post(&draft.path("/decline"), needless.clone()).await.expect(200);
        assert!(declined.text("/notices/0/number").starts_with("WX-2025-"));
        assert_eq!(declined.text("/application/status"), "accepted");
        clerk.post(&draft.path("/decline"), needless).await.expect_problem(409, "item_not_in_this_state");
    }

    async fn only_the_window_takes_in_and_only_what_is_there(app: TestApp) {
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.file().await;
        let before = draft.show().await;
        applicant.post(&draft.path("/accept"), json!({})).await.expect_problem(403, "not_permitted");
        app.public().post(&draft.path("/accept"), json!({})).await.expect_problem(401, "token_missing");
        let unknown = json!({ "items": [{ "item": "fire_check" }, { "item": "business_licence" }] });
        let refused = clerk.post(&draft.path("/accept"), unknown).await.expect_problem(422, "content_invalid");
        assert_eq!(refused.text("/errors/0/code"), "item_not_requested");
        let nowhere = "/api/v1/applications/0190a000-0000-7000-8000-000000000000/accept";
        clerk.post(nowhere, json!({})).await.expect_problem(404, "not_found");
        clerk.post(&draft.path("/accept"), json!({ "all": true })).await.expect_problem(422, "body_invalid");
        assert_eq!(draft.show().await.json, before.json);
    }

    async fn the_same_key_accepts_once(app: TestApp) {
        let clerk = app.clerk().await.with_header("idempotency-key", "accept-1");
        let draft = Draft::supermarket(&app.applicant().await, 1).await;
        draft.file().await;
        let first = draft.accept(&clerk).await;
        let again = draft.accept(&clerk).await;
        assert_eq!(first.json, again.json);
        assert_eq!(again.header("idempotent-replayed"), "true");
        let kinds: Vec<_> = draft.notices().await.into_iter().map(|it| it["kind"].clone()).collect();
        assert_eq!(kinds.iter().filter(|kind| **kind == "acceptance").count(), 1);
        let other = json!({ "channel": "post" });
        clerk.post(&draft.path("/accept"), other).await.expect_problem(422, "idempotency_key_reused");
    }
}
