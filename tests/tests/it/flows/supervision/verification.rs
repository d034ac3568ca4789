//! Working a verification task: officers, findings with evidence, the clock, the verdict (S14, S15), and which comes first.

use chrono::TimeDelta;
use kaiye_tests::{
    Client, Draft, TestApp,
    issuing::{MANY, certificate_of},
    on_both,
    verifying::Check,
};
use serde_json::{Value, json};

const HEALTH: &str = "jimsar_health";
const PERMIT: &str = "shop_hygiene_permit";

/// A shop's hygiene permit and its task, with the officer of the department.
async fn shop(app: &TestApp) -> (Draft, Value, Client) {
    app.entrust(20);
    let (draft, issued) = app.issued_shop(1).await;
    let task = app.task(&certificate_of(&issued, PERMIT), "commitment").await;
    (draft, task, app.supervisor(HEALTH).await)
}

async fn officers(app: &TestApp) -> [Value; 2] {
    [app.account("supervisor-jimsar-health").await, app.account("approver-jimsar-health").await]
}

fn clauses(task: &Value) -> Vec<&str> {
    task["clauses"].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

on_both! {
    async fn a_commitment_is_found_kept(app: TestApp) {
        let (draft, task, officer) = shop(&app).await;
        let check = Check::of(&officer, &task);
        let assigned = check.assign(&officers(&app).await, "on_site").await.expect(200).json;
        assert_eq!((&assigned["status"], &assigned["receipt_way"]), (&json!("assigned"), &json!("acknowledged")));
        assert_eq!(assigned["due_on"], "2025-08-04", "who assigns it has it");
        let work = officer.get("/api/v1/worklist?kind=conclude_verification_task").await.expect(200);
        assert_eq!((work.text("/items/0/id"), work.text("/items/0/due_on")), (task["id"].as_str().unwrap_or_default(), "2025-08-04"));

        check.find("1", "not_kept", &[]).await.expect_problem(422, "content_invalid");
        let photograph = check.photograph().await;
        check.find("1", "not_kept", &[&photograph]).await.expect(200);
        check.conclude().await.expect_problem(409, "verification_points_open");
        // Looked at again: the last finding of a clause counts.
        for clause in clauses(&task) {
            check.find(clause, if clause == "2" { "not_applicable" } else { "kept" }, &[&photograph]).await.expect(200);
        }
        app.advance(TimeDelta::days(20));
        let concluded = check.conclude().await.expect(200).json;
        assert_eq!((&concluded["status"], &concluded["verdict"]), (&json!("concluded"), &json!("kept")));
        assert_eq!(concluded["limits"][0]["status"], "met");
        assert_eq!(concluded["findings"].as_array().map(Vec::len), Some(clauses(&task).len() + 1));
        assert_eq!(concluded["allowed_actions"], json!([]));
        check.find("1", "false", &[&photograph]).await.expect_problem(409, "verification_concluded");
        app.advance(TimeDelta::days(90));
        app.sweep();
        let kinds = draft.events().await;
        assert_eq!(kinds.iter().filter(|kind| *kind == "verification.concluded").count(), 1, "{kinds:?}");

        let content = check.path(&format!("/evidence/{}/content", photograph.as_str().expect("an id")));
        let read = app.inspector().await.get(&content).await.expect(200);
        assert_eq!((read.bytes.as_slice(), read.header("content-type")), (&b"\xff\xd8\xff\xe0 a photograph"[..], "image/jpeg"));
        app.supervisor("fire_brigade").await.get(&content).await.expect_problem(404, "not_found");
        app.clerk().await.get(&content).await.expect_problem(403, "not_permitted");
    }

    async fn nobody_does_anothers_step(app: TestApp) {
        let (_, task, officer) = shop(&app).await;
        let check = Check::of(&officer, &task);
        let colleague = check.by(&app.colleague("zhao", "supervisor", HEALTH).await);
        let (police, head) = (check.by(&app.supervisor("public_security").await), check.by(&app.approver(HEALTH).await));
        let own = app.account("supervisor-jimsar-health").await;
        let stranger = app.account("supervisor-public-security").await;
        let reviewer = app.account("reviewer-jimsar-health").await;
        let before = app.contents();
        for (officers, method, fault) in [
            (vec![own.clone()], "on_site", ("/officer_ids", "too_few_officers")),
            (vec![own.clone(), own.clone()], "on_site", ("/officer_ids/1", "duplicate")),
            (vec![stranger], "documents", ("/officer_ids/0", "not_its_officer")),
            (vec![reviewer], "documents", ("/officer_ids/0", "not_its_officer")),
            (vec![task["id"].clone()], "documents", ("/officer_ids/0", "not_its_officer")),
        ] {
            let problem = check.assign(&officers, method).await.expect_problem(422, "content_invalid");
            assert_eq!((problem.text("/errors/0/pointer"), problem.text("/errors/0/code")), fault);
        }
        police.assign(std::slice::from_ref(&own), "documents").await.expect_problem(404, "not_found");
        check.find("1", "kept", &[]).await.expect_problem(409, "verification_not_assigned");
        assert_eq!(app.contents(), before);

        check.assign(&[own], "documents").await.expect(200);
        let before = app.contents();
        for other in [&colleague, &police] {
            let refused = if std::ptr::eq(other, &police) { (404, "not_found") } else { (403, "verification_not_its_officer") };
            other.find("1", "kept", &[]).await.expect_problem(refused.0, refused.1);
            other.upload(b"%PDF-1.7").await.expect_problem(refused.0, refused.1);
            other.step("suspend", json!({ "ground": "testing", "reason": "送检" })).await.expect_problem(refused.0, refused.1);
            other.step("resume", json!({})).await.expect_problem(refused.0, refused.1);
            other.conclude().await.expect_problem(refused.0, refused.1);
        }
        assert_eq!(app.contents(), before);
        head.find("1", "kept", &[]).await.expect(200);
    }

    async fn the_clock_stands_still_while_something_is_tested(app: TestApp) {
        let (draft, task, officer) = shop(&app).await;
        let check = Check::of(&officer, &task);
        check.assign(&officers(&app).await, "on_site").await.expect(200);
        check.step("resume", json!({})).await.expect_problem(409, "verification_not_suspended");
        let suspended = check.step("suspend", json!({ "ground": "testing", "reason": "公共用品送检" })).await.expect(200).json;
        assert_eq!((&suspended["status"], &suspended["limits"][0]["status"]), (&json!("suspended"), &json!("suspended")));
        let work = officer.get("/api/v1/worklist?kind=resume_verification_task").await.expect(200);
        assert_eq!(work.json["items"].as_array().map(Vec::len), Some(1));
        check.find("1", "kept", &[]).await.expect_problem(409, "verification_suspended");
        app.advance(TimeDelta::days(10));
        let resumed = check.step("resume", json!({ "reason": "检测合格" })).await.expect(200).json;
        assert_eq!((&resumed["status"], &resumed["due_on"]), (&json!("assigned"), &json!("2025-08-12")));
        let served: Vec<Value> = draft.notices().await.into_iter().map(|notice| notice["kind"].clone()).collect();
        assert!(served.contains(&json!("suspension")) && served.contains(&json!("resumption")), "{served:?}");
        // What has run out cannot be stopped any more.
        app.set_clock("2025-08-15T02:00:00Z".parse().expect("an instant"));
        let late = json!({ "ground": "testing", "reason": "送检" });
        check.step("suspend", late.clone()).await.expect_problem(409, "deadline_passed");
        app.sweep();
        check.step("suspend", late).await.expect_problem(409, "deadline_passed");
    }

    async fn what_is_verified_late_is_late_once_whoever_looks(app: TestApp) {
        let (draft, task, officer) = shop(&app).await;
        let check = Check::of(&officer, &task);
        check.assign(&officers(&app).await, "on_site").await.expect(200);
        app.set_clock("2025-08-04T16:00:00Z".parse().expect("an instant"));
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| app.sweep());
            }
        });
        let events = draft.by.get(&draft.path("/events?limit=100")).await.expect(200).json;
        let late = |event: &&Value| event["kind"] == "duty.overdue" && event["data"]["subject"] == task["id"];
        let late: Vec<&Value> = events["items"].as_array().into_iter().flatten().filter(late).collect();
        assert_eq!(late.len(), 1);
        assert_eq!((&late[0]["data"]["rule"], &late[0]["data"]["department"]), (&json!("verify"), &json!(HEALTH)));
        assert_eq!(late[0]["data"]["due_on"], "2025-08-04");
        for clause in clauses(&task) {
            check.find(clause, "kept", &[]).await.expect(200);
        }
        let concluded = check.conclude().await.expect(200).json;
        assert_eq!(concluded["limits"][0]["status"], "missed", "done, and late all the same");
    }

    async fn opening_before_the_proof_is_a_finding_of_its_own(app: TestApp) {
        app.entrust(20);
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.add_materials().await;
        let mut letter = draft.letter(PERMIT);
        letter["promises"][0] = json!({ "clause": "1", "kind": "by_date", "date": "2025-06-20" });
        draft.sign(letter).await.expect(201);
        draft.sign(draft.letter("small_grocery_registration")).await.expect(201);
        draft.submit().await.expect(200);
        draft.accept(&clerk).await;
        let issued = draft.issue(&clerk).await.expect(200).json;
        let dormant = app.task(&certificate_of(&issued, PERMIT), "commitment").await;
        let operative = app.task(&certificate_of(&issued, "small_grocery_registration"), "commitment").await;
        let check = Check::of(&app.supervisor(HEALTH).await, &dormant);
        check.assign(&officers(&app).await, "on_site").await.expect(200);
        let photograph = check.photograph().await;
        let opened = |evidence: &Value| json!({ "place": "五彩湾镇", "note": "正在营业", "evidence_ids": [evidence] });
        let recorded = check.step("early-opening", opened(&photograph)).await.expect(200).json;
        assert_eq!(recorded["early_opening"]["note"], "正在营业");
        check.step("early-opening", opened(&photograph)).await.expect_problem(409, "verification_early_opening_recorded");
        for clause in clauses(&dormant) {
            check.find(clause, "kept", &[]).await.expect(200);
        }
        assert_eq!(check.conclude().await.expect(200).json["verdict"], "mismatch", "whatever the clauses");
        let found = app.inspector().await.get("/api/v1/liability-findings").await.expect(200).json;
        assert_eq!(found["items"][0]["cause"], "operated_before_proof", "{found}");

        let market = app.supervisor("market_supervision_branch").await;
        let check = Check::of(&market, &operative);
        check.assign(&[app.account("supervisor-market-supervision-branch").await], "documents").await.expect(200);
        let photograph = check.photograph().await;
        check.step("early-opening", opened(&photograph)).await.expect_problem(409, "verification_holder_may_open");
    }

    async fn what_is_risky_comes_first_and_says_why(app: TestApp) {
        app.entrust(20);
        let clerk = app.clerk().await;
        let mut certificates = Vec::new();
        for id in app.accepted(3) {
            let issued = clerk.post(&format!("/api/v1/applications/{id}/issue"), json!({})).await.expect(200).json;
            certificates.push(certificate_of(&issued, MANY));
        }
        let last = app.task(&certificates[2], "commitment").await;
        assert_eq!((&last["priority"], &last["priority_reasons"]), (&json!(0), &json!([])));
        let clause = clauses(&last)[0].to_owned();
        let concluded = app.verified(&certificates[2], &[(&clause, "not_kept")]).await;
        assert_eq!(concluded["verdict"], "mismatch");

        // One holder: what was found once makes its other tasks more pressing, and the page begins with them.
        let (mut path, mut seen) = ("/api/v1/verification-tasks?limit=1".to_owned(), Vec::new());
        loop {
            let page = app.inspector().await.get(&path).await.expect(200).json;
            seen.extend(page["items"].as_array().cloned().unwrap_or_default());
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            path = format!("/api/v1/verification-tasks?limit=1&cursor={cursor}");
        }
        let priorities: Vec<&Value> = seen.iter().map(|it| &it["priority"]).collect();
        assert_eq!(priorities, [&json!(20), &json!(20), &json!(0)]);
        assert_eq!(seen[2]["certificate_id"], json!(certificates[2]), "it is done");
        assert_eq!(seen[0]["priority_reasons"], json!([{ "factor": "earlier_mismatch", "count": 1, "points": 20 }]));
        // And one that comes about later begins there.
        let id = app.accepted(1)[0];
        let issued = clerk.post(&format!("/api/v1/applications/{id}/issue"), json!({})).await.expect(200).json;
        assert_eq!(app.task(&certificate_of(&issued, MANY), "commitment").await["priority"], 20);
    }
}
