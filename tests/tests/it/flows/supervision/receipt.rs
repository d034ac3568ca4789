//! A department's receipt starts its time to verify, whichever way it comes (S13, S14).

use chrono::TimeDelta;
use kaiye_api::operations::verification;
use kaiye_domain::{
    actor::Actor,
    verification::{Receipt, ReceiptWay},
};
use kaiye_tests::{Client, TestApp, issuing::certificate_of, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

const HEALTH: &str = "jimsar_health";

/// The commitment's task of a shop's hygiene permit.
async fn task(app: &TestApp, issued: &Value) -> Value {
    app.task(&certificate_of(issued, "shop_hygiene_permit"), "commitment").await
}

fn path(task: &Value, below: &str) -> String {
    format!("/api/v1/verification-tasks/{}{below}", task["id"].as_str().expect("an id"))
}

async fn acknowledge(by: &Client, task: &Value, body: Value) -> kaiye_tests::Answer {
    by.post(&path(task, "/acknowledge"), body).await
}

on_both! {
    async fn an_acknowledgement_starts_the_time_to_verify(app: TestApp) {
        app.entrust(20);
        let (draft, issued) = app.issued_shop(1).await;
        let waiting = task(&app, &issued).await;
        assert_eq!((&waiting["status"], &waiting["due_on"]), (&json!("open"), &Value::Null));
        assert_eq!(waiting["limits"].as_array().map(Vec::len), Some(1), "{waiting}");
        let officer = app.supervisor(HEALTH).await;
        let work = officer.get("/api/v1/worklist").await.expect(200);
        assert_eq!(work.text("/items/0/kind"), "acknowledge_verification_task");
        assert_eq!(work.text("/items/0/due_on"), waiting["receipt_due_on"]);

        app.advance(TimeDelta::hours(3));
        let received = acknowledge(&officer, &waiting, json!({ "reference": "吉卫收〔2025〕1号" })).await.expect(200).json;
        assert_eq!((&received["receipt_way"], &received["received_at"]), (&json!("acknowledged"), &json!(app.now())));
        assert_eq!(received["receipts"][0]["reference"], "吉卫收〔2025〕1号");
        // Two calendar months from Tuesday 2025-06-03 end on a Sunday, and so on the Monday (民法典 §203).
        assert_eq!(received["due_on"], "2025-08-04");
        assert_eq!(received["limits"][0]["status"], "running");
        assert_eq!(officer.get("/api/v1/worklist").await.expect(200).text("/items/0/kind"), "assign_verification_task");
        acknowledge(&officer, &waiting, json!({})).await.expect_problem(409, "verification_received");

        // What was received is never deemed, and nobody was late.
        app.advance(TimeDelta::days(30));
        app.sweep();
        assert_eq!(task(&app, &issued).await["receipts"].as_array().map(Vec::len), Some(1));
        let kinds = draft.events().await;
        assert_eq!(kinds.iter().filter(|kind| *kind == "verification.received").count(), 1, "{kinds:?}");
    }

    async fn the_first_fetch_by_the_department_itself_is_a_receipt(app: TestApp) {
        app.entrust(20);
        let (draft, issued) = app.issued_shop(1).await;
        let waiting = task(&app, &issued).await;
        app.inspector().await.get(&path(&waiting, "")).await.expect(200);
        app.lead().await.get(&path(&waiting, "")).await.expect(200);
        assert_eq!(task(&app, &issued).await["received_at"], Value::Null, "that was not its department");
        app.supervisor("fire_brigade").await.get(&path(&waiting, "")).await.expect_problem(404, "not_found");
        app.agency("jimsar_health", &["read_verification"]).await.get(&path(&waiting, "")).await.expect(200);
        assert_eq!(task(&app, &issued).await["received_at"], Value::Null, "it may read, and not receive");

        let officer = app.supervisor(HEALTH).await;
        let fetched = officer.get(&path(&waiting, "")).await.expect(200).json;
        assert_eq!((&fetched["receipt_way"], &fetched["received_at"]), (&json!("fetched"), &json!(app.now())));
        app.advance(TimeDelta::days(1));
        let again = officer.get(&path(&waiting, "")).await.expect(200).json;
        assert_eq!(again["receipts"], fetched["receipts"], "the first fetch alone");
        // The acknowledgement that follows is kept as a fact, and moves nothing.
        let both = acknowledge(&officer, &waiting, json!({})).await.expect(200).json;
        assert_eq!(both["receipts"].as_array().map(Vec::len), Some(2));
        assert_eq!((&both["receipt_way"], &both["due_on"]), (&json!("fetched"), &fetched["due_on"]));
        assert_eq!(draft.events().await.iter().filter(|kind| *kind == "verification.received").count(), 2);
    }

    async fn reading_the_certificate_itself_is_a_receipt_too(app: TestApp) {
        app.entrust(20);
        let (_, issued) = app.issued_shop(1).await;
        let certificate = format!("/api/v1/certificates/{}", certificate_of(&issued, "shop_hygiene_permit"));
        app.clerk().await.get(&certificate).await.expect(200);
        assert_eq!(task(&app, &issued).await["received_at"], Value::Null, "that was not its department");
        let system = app.agency(HEALTH, &["read_certificate", "acknowledge_verification"]).await;
        system.get(&certificate).await.expect(200);
        assert_eq!(task(&app, &issued).await["receipt_way"], "fetched");
    }

    async fn what_nobody_receives_is_deemed_received_once(app: TestApp) {
        app.entrust(20);
        let (draft, issued) = app.issued_shop(1).await;
        let waiting = task(&app, &issued).await;
        // Three working days from Tuesday 2025-06-03, over the Corban festival's days off.
        assert_eq!(waiting["receipt_due_on"], "2025-06-11");
        app.set_clock("2025-06-11T15:59:59Z".parse().expect("an instant"));
        app.sweep();
        assert_eq!(task(&app, &issued).await["received_at"], Value::Null, "the day is not over");
        app.set_clock("2025-06-13T02:00:00Z".parse().expect("an instant"));
        app.sweep();
        app.sweep();
        let deemed = task(&app, &issued).await;
        assert_eq!(deemed["receipt_way"], "deemed");
        assert_eq!(deemed["received_at"], "2025-06-11T15:59:59.999999Z");
        assert_eq!(deemed["due_on"], "2025-08-11");
        let events = draft.by.get(&draft.path("/events?limit=100")).await.expect(200).json;
        let of_task = |event: &&Value| event["data"]["task"] == waiting["id"] && event["kind"] == "verification.deemed_received";
        let told: Vec<&Value> = events["items"].as_array().into_iter().flatten().filter(of_task).collect();
        assert_eq!(told.len(), 1);
        assert_eq!((&told[0]["data"]["late"], &told[0]["data"]["department"]), (&json!(true), &json!(HEALTH)));

        // A receipt later than that moves nothing on; one that was earlier moves the start back, and the lateness stays.
        let officer = app.supervisor(HEALTH).await;
        let later = officer.get(&path(&waiting, "")).await.expect(200).json;
        assert_eq!((&later["receipt_way"], &later["due_on"]), (&json!("deemed"), &json!("2025-08-11")));
        let had_it = json!({ "received_at": "2025-06-04T03:00:00Z" });
        let earlier = acknowledge(&officer, &waiting, had_it).await.expect(200).json;
        assert_eq!((&earlier["receipt_way"], &earlier["due_on"]), (&json!("acknowledged"), &json!("2025-08-04")));
        assert_eq!(earlier["receipts"].as_array().map(Vec::len), Some(3));
    }

    async fn a_receipt_that_turns_out_to_have_been_in_time_takes_the_finding_back(app: TestApp) {
        app.entrust(20);
        let (draft, issued) = app.issued_shop(1).await;
        let waiting = task(&app, &issued).await;
        app.set_clock("2025-06-13T02:00:00Z".parse().expect("an instant"));
        app.sweep();
        let path = format!("/api/v1/liability-findings?department={HEALTH}&application_id={}", draft.id);
        let inspector = app.inspector().await;
        let late = inspector.get(&path).await.expect(200).json["items"][0].clone();
        assert_eq!((&late["late"]["rule"], &late["fallen_at"]), (&json!("acknowledge"), &Value::Null));

        // The department's endpoint had answered the day after the decision; its worker died before it said so.
        let id = waiting["id"].as_str().expect("an id").parse().expect("an id");
        let at = "2025-06-04T03:00:00Z".parse().expect("an instant");
        let known = app.state.transact_here(&Actor::kaiye(), |tx| {
            let (mut dossier, mut opened) = verification::open(tx, id)?;
            let by = Uuid::nil();
            let receipt = Receipt { way: ReceiptWay::Answered, at, recorded_at: tx.now, by, reference: None };
            verification::receive(tx, &mut dossier, &mut opened, receipt)?;
            dossier.save(tx)
        });
        known.map_err(|failure| failure.context().to_owned()).expect("a receipt");
        let fallen = inspector.get(&path).await.expect(200).json["items"][0].clone();
        assert_eq!((&fallen["id"], &fallen["fallen_at"]), (&late["id"], &json!(app.now())), "it stays, and stands no more");
        let proof = fallen["facts"].as_array().map(Vec::len);
        assert!(proof > late["facts"].as_array().map(Vec::len), "and says why: {fallen}");
        assert_eq!(task(&app, &issued).await["due_on"], "2025-08-04");
        assert_eq!(draft.events().await.iter().filter(|kind| *kind == "duty.done_in_time").count(), 1);
    }

    async fn a_receipt_that_cannot_be_is_refused_and_changes_nothing(app: TestApp) {
        app.entrust(20);
        let (_, issued) = app.issued_shop(1).await;
        let waiting = task(&app, &issued).await;
        let officer = app.supervisor(HEALTH).await;
        let police = app.supervisor("public_security").await;
        let before = app.contents();
        for (instant, code) in [("2025-06-03T02:00:01Z", "in_the_future"), ("2025-06-02T02:00:00Z", "before_it_was_available")] {
            let problem = acknowledge(&officer, &waiting, json!({ "received_at": instant })).await;
            let problem = problem.expect_problem(422, "content_invalid");
            assert_eq!((problem.text("/errors/0/pointer"), problem.text("/errors/0/code")), ("/received_at", code));
        }
        acknowledge(&police, &waiting, json!({})).await.expect_problem(404, "not_found");
        assert_eq!(app.contents(), before);
    }

    async fn many_are_acknowledged_at_once_each_for_itself(app: TestApp) {
        app.entrust(20);
        let (first, second) = (app.issued_shop(1).await, app.issued_shop(2).await);
        let system = app.agency(HEALTH, &["read_verification", "acknowledge_verification"]).await;
        let (one, other) = (task(&app, &first.1).await, task(&app, &second.1).await);
        acknowledge(&system, &one, json!({})).await.expect(200);
        let markets = app.inspector().await.get("/api/v1/verification-tasks?department=market_supervision_branch").await;
        let foreign = markets.expect(200).json["items"][0]["id"].clone();
        let keyed = system.with_header("Idempotency-Key", "receipts-1");
        let batch = json!({ "task_ids": [foreign, other["id"], one["id"]], "reference": "批-1" });
        let answer = keyed.post("/api/v1/verification-task-receipts", batch.clone()).await.expect(200).json;
        let results = answer["results"].as_array().expect("results");
        let told: Vec<_> = results.iter().map(|it| (&it["task_id"], &it["received"], &it["refused"])).collect();
        assert_eq!(told, [
            (&foreign, &json!(false), &json!("not_found")),
            (&other["id"], &json!(true), &Value::Null),
            (&one["id"], &json!(false), &json!("verification_received")),
        ]);
        assert_eq!(results[1]["task"]["receipt_way"], "acknowledged");
        assert_eq!(task(&app, &second.1).await["receipts"][0]["reference"], "批-1");
        assert_eq!(keyed.post("/api/v1/verification-task-receipts", batch).await.expect(200).json, answer);
        let twice = json!({ "task_ids": [one["id"], one["id"]] });
        system.post("/api/v1/verification-task-receipts", twice).await.expect_problem(422, "body_invalid");
    }
}
