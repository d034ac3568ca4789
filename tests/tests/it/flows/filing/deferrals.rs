//! 容缺 (S5): what was owed is delivered.

use kaiye_tests::{Draft, on_both};
use serde_json::{Value, json};

const ITEM: &str = "hotel_special_trade_permit";

fn due_before_decision(item: &Value) -> Value {
    item["owed"].as_array().into_iter().flatten().find(|it| it["due"] == "before_decision").cloned().unwrap_or_default()
}

on_both! {
    async fn what_is_owed_is_named_and_then_delivered(app: TestApp) {
        let draft = Draft::hotel(&app.applicant().await, 1).await;
        draft.file().await;
        let clerk = app.clerk().await;
        clerk.post(&draft.path("/accept"), json!({})).await.expect(200);
        let owed = due_before_decision(&draft.item(ITEM).await);
        assert_eq!(owed["status"], "owed");
        assert!(owed["due_on"].is_string());
        let code = owed["material"].as_str().expect("a code");
        draft.add_material("application_form").await.expect_problem(409, "material_not_open");
        draft.add_material(code).await.expect(201);
        assert_eq!(due_before_decision(&draft.item(ITEM).await)["status"], "delivered");
        draft.add_material(code).await.expect_problem(409, "material_not_open");
        let events = draft.by.get(&draft.path("/events?limit=100")).await.expect(200);
        let last = events.json["items"].as_array().and_then(|all| all.last()).expect("one");
        assert_eq!(last["data"]["delivers"], json!([ITEM]));
    }

    async fn a_delivery_whose_answer_was_lost_may_be_sent_again(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::hotel(&applicant, 1).await;
        draft.file().await;
        app.clerk().await.post(&draft.path("/accept"), json!({})).await.expect(200);
        let code = due_before_decision(&draft.item(ITEM).await)["material"].as_str().expect("a code").to_owned();
        let sender = Draft { by: applicant.with_header("idempotency-key", "delivery-1"), ..draft.clone() };
        let first = sender.add_material(&code).await.expect(201);
        let again = sender.add_material(&code).await.expect(201);
        assert_eq!(again.json, first.json);
        draft.add_material(&code).await.expect_problem(409, "material_not_open");
    }

    async fn nothing_is_owed_for_what_was_taken_back(app: TestApp) {
        let draft = Draft::hotel(&app.applicant().await, 1).await;
        draft.file().await;
        app.clerk().await.post(&draft.path("/accept"), json!({})).await.expect(200);
        draft.by.post(&draft.path("/withdraw"), json!({ "items": [ITEM] })).await.expect(200);
        assert_eq!(due_before_decision(&draft.item(ITEM).await)["status"], "released");
    }
}
