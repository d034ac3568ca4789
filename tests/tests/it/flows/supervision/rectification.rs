//! Rectification (S16): mended in time, late, not at all; and whose step each is.

use chrono::TimeDelta;
use kaiye_api::background::run_all;
use kaiye_tests::{enforcing::Case, on_both};
use serde_json::{Value, json};

fn found(mended: bool) -> Value {
    json!({ "points": [{ "clause": "1", "mended": mended, "note": "现场查看" }] })
}

on_both! {
    async fn what_is_mended_in_time_is_settled(app: TestApp) {
        app.entrust(20);
        let officer = app.supervisor("jimsar_health").await;
        let (draft, permit, task) = app.found(1, "not_kept").await;
        let order = app.ordered(&officer, &task, 10).await.expect(201);
        assert_eq!(order.text("/document"), "吉卫责改〔2025〕1号");
        assert_eq!(order.json["allowed_actions"], json!(["extend_rectification", "recheck_rectification"]));
        let path = order.header("location").to_owned();
        officer.post(&format!("{path}/recheck"), found(false)).await.expect_problem(409, "rectification_time_left");

        let more = json!({ "due_on": "2025-06-20", "reason": "到货延迟" });
        let longer = officer.post(&format!("{path}/extend"), &more).await.expect(200);
        assert_eq!((longer.text("/due_on"), longer.text("/extension/from")), ("2025-06-20", "2025-06-13"));
        officer.post(&format!("{path}/extend"), &more).await.expect_problem(409, "rectification_prolonged_before");
        app.advance(TimeDelta::days(12));
        app.sweep();
        assert_eq!(draft.by.get(&path).await.expect(200).json["status"], "ordered", "the first day was prolonged");

        let material = draft.add_material("floor_plan").await.expect(201).json["id"].clone();
        let mending = json!({ "statement": "已配齐", "material_ids": [material] });
        let submitted = draft.by.post(&format!("{path}/submit"), &mending).await.expect(200);
        assert_eq!((submitted.text("/status"), &submitted.json["allowed_actions"]), ("submitted", &json!([])));
        draft.by.post(&format!("{path}/submit"), &mending).await.expect_problem(409, "rectification_not_open");
        let waiting = officer.get("/api/v1/worklist?kind=recheck_rectification").await.expect(200);
        assert_eq!(waiting.json["items"][0]["id"], order.json["id"]);

        let entry = format!("/api/v1/public-commitments/{permit}");
        assert_eq!(app.public().get(&entry).await.expect(200).text("/clauses/0/standing"), "not_kept");
        let settled = officer.post(&format!("{path}/recheck"), found(true)).await.expect(200);
        assert_eq!(app.public().get(&entry).await.expect(200).text("/clauses/0/standing"), "mended");
        assert_eq!((settled.text("/status"), settled.text("/recheck/document")), ("mended", "吉卫复查〔2025〕1号"));
        officer.post(&format!("{path}/recheck"), found(true)).await.expect_problem(409, "rectification_settled");
        let ground = json!({ "rectification_id": order.json["id"] });
        Case::try_open(&officer, &permit, ground).await.expect_problem(409, "case_rectification_not_failed");
        app.advance(TimeDelta::days(20));
        app.sweep();
        assert_eq!(app.count_events("rectification.overdue"), 0);
        assert_eq!(app.checked(&permit).await, "valid");
    }

    async fn a_day_that_passes_is_told_once_however_many_look(app: TestApp) {
        app.entrust(20);
        let officer = app.supervisor("jimsar_health").await;
        let (draft, permit, task) = app.found(1, "not_kept").await;
        let path = app.ordered(&officer, &task, 10).await.expect(201).header("location").to_owned();
        app.advance(TimeDelta::days(11));
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| assert!(run_all(&app.state).iter().all(|(_, result)| result.is_ok())));
            }
        });
        app.sweep();
        assert_eq!(app.count_events("rectification.overdue"), 1);
        let order = officer.get(&path).await.expect(200);
        assert_eq!(order.text("/status"), "overdue");
        // Late is looked at all the same, and was late.
        let material = draft.add_material("floor_plan").await.expect(201).json["id"].clone();
        let mending = json!({ "statement": "已配齐", "material_ids": [material] });
        app.clerk().await.post(&format!("{path}/submit"), mending).await.expect(200);
        let failed = officer.post(&format!("{path}/recheck"), found(false)).await.expect(200);
        assert_eq!(failed.text("/status"), "not_mended");
        let waiting = officer.get("/api/v1/worklist?kind=open_enforcement_case").await.expect(200);
        assert_eq!(waiting.json["items"].as_array().map(Vec::len), Some(1));
        let ground = json!({ "rectification_id": order.json["id"] });
        Case::open(&officer, &permit, ground).await;
        let waiting = officer.get("/api/v1/worklist?kind=open_enforcement_case").await.expect(200);
        assert_eq!(waiting.json["items"], json!([]));
    }

    async fn who_refuses_is_not_waited_for(app: TestApp) {
        app.entrust(20);
        let officer = app.supervisor("jimsar_health").await;
        let (_, permit, task) = app.found(1, "not_kept").await;
        let order = app.ordered(&officer, &task, 10).await.expect(201);
        let mut refused = found(false);
        refused["refusal"] = json!("当事人当场表示拒绝整改");
        let settled = officer.post(&format!("{}/recheck", order.header("location")), refused).await.expect(200);
        assert_eq!(settled.text("/status"), "not_mended");
        Case::open(&officer, &permit, json!({ "rectification_id": order.json["id"] })).await;
    }

    async fn nobody_takes_anothers_step_and_nothing_is_changed_by_trying(app: TestApp) {
        app.entrust(20);
        let officer = app.supervisor("jimsar_health").await;
        let (draft, _, task) = app.found(1, "not_kept").await;
        let (stranger, brigade) = (app.sign_in("applicant-2").await, app.supervisor("fire_brigade").await);
        let clerk = app.clerk().await;
        let before = app.contents();
        app.ordered(&brigade, &task, 10).await.expect_problem(404, "not_found");
        app.ordered(&draft.by, &task, 10).await.expect_problem(403, "not_permitted");
        app.ordered(&officer, &task, 0).await.expect_problem(422, "content_invalid");
        app.ordered(&officer, &task, 31).await.expect_problem(422, "content_invalid");
        let path = format!("/api/v1/verification-tasks/{}/rectification", task["id"].as_str().expect("an id"));
        let kept = json!({ "clauses": ["2", "2", "x"], "demand": "整改", "due_on": "2025-06-10" });
        let refused = officer.post(&path, kept).await.expect_problem(422, "content_invalid");
        let faults = refused.json["errors"].as_array().expect("errors");
        let faults: Vec<_> = faults.iter().filter_map(|it| it["code"].as_str()).collect();
        assert_eq!(faults, ["clause_not_at_fault", "repeated", "clause_not_at_fault"]);
        assert_eq!(app.contents(), before, "not even a number is lost");

        let order = app.ordered(&officer, &task, 10).await.expect(201);
        assert_eq!(order.text("/document"), "吉卫责改〔2025〕1号");
        app.ordered(&officer, &task, 10).await.expect_problem(409, "rectification_ordered_before");
        let path = order.header("location").to_owned();
        let before = app.contents();
        let mending = json!({ "statement": "已配齐", "material_ids": ["01970000-0000-7000-8000-000000000000"] });
        for unknown in [&stranger, &brigade] {
            unknown.get(&path).await.expect_problem(404, "not_found");
        }
        stranger.post(&format!("{path}/submit"), &mending).await.expect_problem(404, "not_found");
        brigade.post(&format!("{path}/recheck"), found(true)).await.expect_problem(404, "not_found");
        draft.by.post(&format!("{path}/recheck"), found(true)).await.expect_problem(403, "not_permitted");
        clerk.post(&format!("{path}/recheck"), found(true)).await.expect_problem(403, "not_permitted");
        draft.by.post(&format!("{path}/submit"), &mending).await.expect_problem(422, "content_invalid");
        let elsewhere = json!({ "points": [{ "clause": "2", "mended": true, "note": "x" }] });
        officer.post(&format!("{path}/recheck"), elsewhere).await.expect_problem(422, "content_invalid");
        assert_eq!(app.contents(), before);
    }
}
