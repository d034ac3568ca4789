//! How often somebody had to come to the window (最多跑一趟, S27).

use chrono::TimeDelta;
use kaiye_tests::{Draft, on_both};
use serde_json::json;

on_both! {
    async fn each_visit_counts_and_one_should_be_enough(app: TestApp) {
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = Draft::supermarket(&applicant, 1).await;
        let taken = async || applicant.get(&draft.path("/progress")).await.expect(200).json["visits"].clone();
        assert_eq!(taken().await, json!({ "count": 0, "within_one": true }));
        let recorded = clerk.post(&draft.path("/visits"), json!({ "purpose": "file" })).await.expect(201);
        assert_eq!(recorded.text("/department"), "market_supervision_branch");
        assert_eq!(taken().await, json!({ "count": 1, "within_one": true }));
        app.advance(TimeDelta::minutes(5));
        let asked = json!({ "purpose": "consult", "visited_at": "2025-05-20T02:00:00Z" });
        clerk.post(&draft.path("/visits"), asked).await.expect(201);
        assert_eq!(taken().await, json!({ "count": 2, "within_one": false }));
        let listed = applicant.get(&draft.path("/visits?limit=1")).await.expect(200);
        assert_eq!(listed.text("/items/0/purpose"), "file");
        let next = format!("/visits?limit=1&cursor={}", listed.text("/next_cursor"));
        assert_eq!(clerk.get(&draft.path(&next)).await.expect(200).text("/items/0/purpose"), "consult");
        let events = clerk.get(&draft.path("/events?limit=100")).await.expect(200).json;
        let visits = events["items"].as_array().into_iter().flatten().filter(|it| it["kind"] == "visit.recorded");
        let data: Vec<_> = visits.map(|it| (it["data"]["department"].clone(), it["data"]["purpose"].clone())).collect();
        let window = json!("market_supervision_branch");
        assert_eq!(data, [(window.clone(), json!("file")), (window, json!("consult"))]);
    }

    async fn a_visit_is_the_windows_to_record_and_has_happened(app: TestApp) {
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = Draft::supermarket(&applicant, 1).await;
        for (at, code) in [("2030-01-01T00:00:00Z", "in_the_future"), ("2025-05-20T02:00:00Z", "before_the_application")] {
            let body = json!({ "purpose": "file", "visited_at": at });
            let refused = clerk.post(&draft.path("/visits"), body).await.expect_problem(422, "content_invalid");
            assert_eq!((refused.text("/errors/0/pointer"), refused.text("/errors/0/code")), ("/visited_at", code));
        }
        applicant.post(&draft.path("/visits"), json!({ "purpose": "file" })).await.expect_problem(403, "not_permitted");
        let head = app.approver("fire_brigade").await;
        head.get(&draft.path("/visits")).await.expect_problem(404, "not_found");
        let twice = clerk.with_header("idempotency-key", "one-visit");
        for _ in 0..2 {
            twice.post(&draft.path("/visits"), json!({ "purpose": "collect" })).await.expect(201);
        }
        assert_eq!(clerk.get(&draft.path("/visits")).await.expect(200).json["items"].as_array().map(Vec::len), Some(1));
    }
}
