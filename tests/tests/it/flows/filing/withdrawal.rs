//! Taking an application back.

use kaiye_tests::{Draft, on_both};
use serde_json::json;

on_both! {
    async fn one_item_is_taken_back_and_the_others_go_on(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.file().await;
        let path = draft.path("/withdraw");
        let answer = applicant.post(&path, json!({ "items": ["shop_hygiene_permit"] })).await.expect(200);
        assert_eq!(answer.json["status"], "submitted");
        assert_eq!(draft.item("shop_hygiene_permit").await["status"], "withdrawn");
        let progress = applicant.get(&draft.path("/progress")).await.expect(200);
        let gone = progress.json["items"].as_array().into_iter().flatten().find(|it| it["status"] == "withdrawn");
        assert_eq!(gone.expect("one")["deadlines"], json!([]));
        let again = applicant.post(&path, json!({ "items": ["shop_hygiene_permit"] })).await;
        again.expect_problem(409, "item_not_in_this_state");
        let unknown = applicant.post(&path, json!({ "items": ["fire_check"] })).await;
        unknown.expect_problem(422, "item_not_requested");
        let all = applicant.post(&path, json!({})).await.expect(200);
        assert_eq!(all.json["status"], "withdrawn");
        assert_eq!(all.json["allowed_actions"], json!([]));
        applicant.post(&path, json!({})).await.expect_problem(409, "application_nothing_to_do");
        let notices = applicant.get(&draft.path("/notices")).await.expect(200);
        assert_eq!(notices.json["items"].as_array().map(Vec::len), Some(2));
        draft.add_material("premises_use").await.expect_problem(409, "material_not_open");
    }
}
