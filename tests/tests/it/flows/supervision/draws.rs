//! Random inspection (双随机): subjects and officers drawn from a recorded seed, which anybody can compute again.

use kaiye_domain::hash::sha256;
use kaiye_tests::{Client, TestApp, issuing::certificate_of, on_both, verifying::Check};
use serde_json::{Value, json};

const HEALTH: &str = "jimsar_health";

/// Further officers of a department.
async fn officers(app: &TestApp, department: &str, count: usize) -> Vec<Client> {
    let administrator = app.administrator().await;
    let mut signed_in = Vec::new();
    for number in 0..count {
        let login = format!("inspector-{department}-{number}").replace('_', "-");
        let account = json!({
            "login": login, "name": "李四", "roles": ["supervisor"], "department": department,
            "password": TestApp::PASSWORD,
        });
        administrator.post("/api/v1/accounts", account).await.expect(201);
        signed_in.push(app.sign_in(&login).await);
    }
    signed_in
}

fn order(count: usize) -> Value {
    json!({ "plan": "2025年第二季度抽查计划", "item_code": "shop_hygiene_permit", "count": count })
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The so many with the lowest hashes, as `docs/random-selection.md` says.
fn lowest(all: &Value, count: usize, line: impl Fn(&str) -> String) -> Vec<String> {
    let mut all = texts(all);
    all.sort_by_key(|id| sha256(line(id)));
    all.truncate(count);
    all
}

on_both! {
    async fn a_draw_follows_from_its_seed_and_becomes_tasks(app: TestApp) {
        app.entrust(20);
        let mut holders = Vec::new();
        for person in 1..=4 {
            holders.push(certificate_of(&app.issued_shop(person).await.1, "shop_hygiene_permit"));
        }
        holders.sort();
        officers(&app, HEALTH, 2).await;
        let officer = app.supervisor(HEALTH).await;
        let drawn = officer.post("/api/v1/inspection-draws", order(2)).await.expect(201);
        let record = &drawn.json;
        assert_eq!(texts(&record["subjects"]), holders, "everybody that could be drawn is named");
        assert_eq!((texts(&record["officers"]).len(), record["algorithm"].as_str()), (3, Some("sha256_order_v1")));

        // Computed again from the record alone.
        let seed = drawn.text("/seed");
        assert_eq!(seed.len(), 64);
        let picks = record["picks"].as_array().expect("picks");
        let again = lowest(&record["subjects"], 2, |id| format!("{seed} subject {id}"));
        assert_eq!(again, picks.iter().map(|pick| pick["certificate_id"].as_str().expect("an id")).collect::<Vec<_>>());
        for pick in picks {
            let certificate = pick["certificate_id"].as_str().expect("an id");
            let again = lowest(&record["officers"], 2, |id| format!("{seed} officer {certificate} {id}"));
            assert_eq!(again, texts(&pick["officer_ids"]));

            // Each is a task with those officers on it, received, about every condition.
            let path = format!("/api/v1/verification-tasks/{}", pick["task_id"].as_str().expect("an id"));
            let task = app.inspector().await.get(&path).await.expect(200).json;
            assert_eq!((&task["kind"], &task["status"]), (&json!("inspection"), &json!("assigned")));
            assert_eq!((&task["department"], &task["certificate_id"]), (&json!(HEALTH), &json!(certificate)));
            assert_eq!(task["clauses"].as_array().map(Vec::len), Some(5));
            assert_eq!(task["due_on"], "2025-08-04");
        }
        app.sweep();
        assert_eq!(app.count_events("inspection.drawn"), 1);
    }

    async fn a_draw_is_in_its_overseers_sight_alone_until_it_is_done(app: TestApp) {
        app.entrust(20);
        app.issued_shop(1).await;
        officers(&app, HEALTH, 1).await;
        let head = app.approver(HEALTH).await;
        let drawn = head.post("/api/v1/inspection-draws", order(1)).await.expect(201);
        let place = drawn.header("location");
        for overseer in [app.supervisor(HEALTH).await, app.inspector().await] {
            assert_eq!(overseer.get(place).await.expect(200).json, drawn.json);
            let listed = overseer.get("/api/v1/inspection-draws").await.expect(200);
            assert_eq!((listed.text("/items/0/id"), listed.json["items"][0]["picks"].as_u64()), (drawn.text("/id"), Some(1)));
        }
        for other in [app.public(), app.applicant().await, app.approver("fire_brigade").await] {
            other.get(place).await.expect_problem(404, "not_found");
        }
        let elsewhere = app.approver("fire_brigade").await.get("/api/v1/inspection-draws").await.expect(200);
        assert_eq!(elsewhere.json["items"], json!([]));
        app.public().get("/api/v1/inspection-draws").await.expect_problem(401, "token_missing");
    }

    async fn a_draw_that_is_done_is_public_with_all_that_it_was_drawn_from(app: TestApp) {
        app.entrust(20);
        let (_, issued) = app.issued_shop(1).await;
        let certificate = certificate_of(&issued, "shop_hygiene_permit");
        officers(&app, HEALTH, 1).await;
        let head = app.approver(HEALTH).await;
        let drawn = head.post("/api/v1/inspection-draws", order(1)).await.expect(201);
        let task = app.task(&certificate, "inspection").await;
        let check = Check::of(&head, &task);
        let photograph = check.photograph().await;
        for clause in texts(&task["clauses"]) {
            app.public().get(drawn.header("location")).await.expect_problem(404, "not_found");
            let result = if clause == "3" { "not_kept" } else { "kept" };
            check.find(&clause, result, &[&photograph]).await.expect(200);
        }
        let concluded = check.conclude().await.expect(200);
        assert_eq!(concluded.text("/verdict"), "mismatch");
        let public = app.public().get(drawn.header("location")).await.expect(200).json;
        assert_eq!(public, drawn.json, "the seed, all who could be drawn, and who was");
        let entry = app.public().get(&format!("/api/v1/public-commitments/{certificate}")).await.expect(200);
        let standing = |clause: usize| entry.text(&format!("/clauses/{clause}/standing")).to_owned();
        assert_eq!((standing(1).as_str(), standing(2).as_str()), ("kept", "not_kept"), "and what it found");
    }

    async fn nothing_is_drawn_where_it_cannot_be_done(app: TestApp) {
        app.entrust(20);
        app.issued_shop(1).await;
        let officer = app.supervisor(HEALTH).await;
        let clerk = app.clerk().await;
        let before = app.contents();
        officer.post("/api/v1/inspection-draws", order(1)).await.expect_problem(409, "draw_too_few_officers");
        officer.post("/api/v1/inspection-draws", order(2)).await.expect_problem(409, "draw_too_few_subjects");
        officer.post("/api/v1/inspection-draws", order(0)).await.expect_problem(422, "body_invalid");
        clerk.post("/api/v1/inspection-draws", order(1)).await.expect_problem(403, "not_permitted");
        assert_eq!(app.contents(), before);
    }
}
