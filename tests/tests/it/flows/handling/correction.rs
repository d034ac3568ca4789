//! The one-time correction notice (行政许可法 §32(4), S6).

use chrono::TimeDelta;
use kaiye_tests::{Draft, on_both};
use serde_json::{Value, json};

fn point(subject: &str) -> Value {
    json!({ "points": [{ "item": "shop_hygiene_permit", "subject": subject, "text": "请补正" }] })
}

on_both! {
    async fn everything_is_said_once(app: TestApp) {
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.file().await;
        let path = draft.path("/request-correction");
        let asked = clerk.post(&path, point("business/address")).await.expect(200);
        assert!(asked.text("/notices/0/number").starts_with("BZ-2025-"));
        assert_eq!(asked.text("/notices/0/content/due_on"), "2025-07-18");
        assert_eq!(asked.text("/application/status"), "correction");
        assert_eq!(draft.item("business_licence").await["status"], "submitted");
        clerk.post(&path, point("business/address")).await.expect_problem(409, "item_not_in_this_state");
        draft.submit().await.expect(200);
        let more = clerk.post(&path, point("business/name")).await.expect_problem(409, "correction_said_once");
        assert_eq!(more.text("/errors/0/pointer"), "/points/0/subject");
        clerk.post(&path, point("business/address")).await.expect(200);
        let unknown = json!({ "points": [{ "item": "fire_check", "subject": "x", "text": "y" }] });
        clerk.post(&path, unknown).await.expect_problem(422, "content_invalid");
        applicant.post(&path, point("x")).await.expect_problem(403, "not_permitted");
    }

    async fn after_five_working_days_it_is_accepted_in_law(app: TestApp) {
        let clerk = app.clerk().await;
        let draft = Draft::supermarket(&app.applicant().await, 1).await;
        draft.file().await;
        let received = app.now();
        app.advance(TimeDelta::days(11));
        let shown = clerk.get(&draft.path("")).await.expect(200).json;
        let offered = shown["items"][0]["allowed_actions"].to_string();
        assert!(offered.contains("accept_application"), "{offered}");
        assert!(!offered.contains("decline") && !offered.contains("request_correction"), "{offered}");
        clerk.post(&draft.path("/request-correction"), point("x")).await.expect_problem(409, "item_deemed_accepted");
        let needless = json!({ "items": [
            { "item": "business_licence", "ground": "no_permit_needed", "reason": "不需要" },
        ] });
        clerk.post(&draft.path("/decline"), needless).await.expect_problem(409, "item_deemed_accepted");
        let accepted = draft.accept(&clerk).await;
        assert_eq!(accepted.text("/notices/0/content/items/0/way"), "deemed");
        let since = draft.item("business_licence").await["accepted_at"].as_str().map(str::to_owned).expect("an instant");
        assert_eq!(since.parse::<chrono::DateTime<chrono::Utc>>().expect("an instant"), received);
    }
}
