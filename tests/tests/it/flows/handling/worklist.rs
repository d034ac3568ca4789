//! Work lists: each sees what waits for it, the most urgent first.

use chrono::TimeDelta;
use kaiye_tests::{
    Answer, Draft,
    offices::{task_of, task_path},
    on_both,
};
use serde_json::json;

fn kinds(list: &Answer) -> Vec<&str> {
    list.json["items"].as_array().into_iter().flatten().filter_map(|it| it["kind"].as_str()).collect()
}

on_both! {
    async fn each_sees_what_waits_for_it(app: TestApp) {
        let (clerk, lead) = (app.clerk().await, app.lead().await);
        let draft = Draft::hotel(&app.applicant().await, 1).await;
        assert!(kinds(&clerk.get("/api/v1/worklist").await.expect(200)).is_empty());
        draft.file().await;
        let waiting = clerk.get("/api/v1/worklist?limit=100").await.expect(200);
        assert_eq!(kinds(&waiting), ["accept_application"; 5]);
        assert_eq!(waiting.text("/items/0/due_on"), "2025-06-13");
        assert_eq!(waiting.json["items"][0]["overdue"], false);
        draft.accept(&clerk).await;
        let cleared = clerk.get("/api/v1/worklist").await.expect(200);
        assert_eq!(kinds(&cleared), ["issue_application"]);
        assert_eq!(cleared.text("/items/0/item"), "business_licence");
        assert_eq!(kinds(&lead.get("/api/v1/worklist").await.expect(200)), ["open_joint_review"; 4]);
        app.designate_for_hotel().await;
        let review = draft.open_review(&lead, "2025-06-05").await.expect(201).json;
        let reviewer = app.reviewer("fire_brigade").await;
        let own = reviewer.get("/api/v1/worklist").await.expect(200);
        assert_eq!(kinds(&own), ["give_opinion"]);
        assert_eq!(own.text("/items/0/due_on"), "2025-06-05");
        assert!(kinds(&app.reviewer("environment_bureau").await.get("/api/v1/worklist").await.expect(200)).is_empty());
        let liaison = app.liaison("qitai_liaison").await;
        assert_eq!(kinds(&liaison.get("/api/v1/worklist").await.expect(200)), ["record_handover"]);
        assert!(kinds(&app.liaison("mori_liaison").await.get("/api/v1/worklist").await.expect(200)).is_empty());
        let handover = json!({ "received_by": "审批科", "receipt": "1" });
        let task = task_of(&review, "qitai_health");
        liaison.post(&task_path(&task, "/handover"), handover).await.expect(200);
        assert_eq!(kinds(&liaison.get("/api/v1/worklist").await.expect(200)), ["give_opinion"]);
        app.applicant().await.get("/api/v1/worklist").await.expect_problem(403, "not_permitted");
    }

    async fn what_is_promised_is_granted_on_the_spot(app: TestApp) {
        app.entrust(20);
        let clerk = app.clerk().await;
        let draft = Draft::supermarket(&app.applicant().await, 1).await;
        draft.file().await;
        draft.accept(&clerk).await;
        let listed = clerk.get("/api/v1/worklist").await.expect(200).json;
        let due = |at: usize| listed["items"][at]["due_on"].as_str().unwrap_or_default();
        assert_eq!((due(0), due(1), due(2)), ("2025-06-03", "2025-06-03", "2025-06-11"), "the licence is the last");
        app.sweep();
        assert_eq!(app.inspector().await.get("/api/v1/escalations").await.expect(200).json["items"], json!([]));
        app.advance(TimeDelta::days(1));
        app.sweep();
        app.sweep();
        assert_eq!(app.count_events("duty.overdue"), 2);
        draft.issue(&clerk).await.expect(200);
        app.sweep();
        assert_eq!(app.count_events("duty.done_late"), 2);
        assert_eq!(clerk.get("/api/v1/worklist").await.expect(200).json["items"], json!([]));
    }

    async fn the_list_goes_on_page_by_page(app: TestApp) {
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        for person in 1..=2 {
            Draft::supermarket(&applicant, person).await.file().await;
        }
        let (mut path, mut seen) = ("/api/v1/worklist?limit=4".to_owned(), Vec::new());
        loop {
            let page = clerk.get(&path).await.expect(200);
            seen.extend(page.json["items"].as_array().cloned().unwrap_or_default());
            match page.json["next_cursor"].as_str() {
                Some(cursor) => path = format!("/api/v1/worklist?limit=4&cursor={cursor}"),
                None => break,
            }
        }
        let mut ids: Vec<String> = seen.iter().map(|it| it["id"].to_string()).collect();
        assert_eq!(ids.len(), 6);
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 6);
        let wrong = clerk.get("/api/v1/worklist?kind=no_such").await;
        wrong.expect_problem(400, "query_invalid");
    }
}
