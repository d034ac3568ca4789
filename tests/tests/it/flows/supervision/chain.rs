//! The whole chain of a commitment that was not kept (S16–S19): overdue, stopped, revoked, told, annulled, deregistered;
//! barred at the next notice and at issue, free on the ordinary route; repaired, and free again.

use chrono::{DateTime, TimeDelta, Utc};
use kaiye_tests::{
    Client, Draft, TestApp,
    draft::person,
    enforcing::{Case, PERMIT},
    on_both,
};
use serde_json::{Value, json};

/// The permit is stopped, revoked, annulled and taken off the register, each step by its body.
async fn taken(app: &TestApp, permit: &str, case: &Case) {
    let officer = app.supervisor("market_supervision_branch").await;
    let (head, grantor) = (app.approver("market_supervision_branch").await, app.approver("jimsar_health").await);
    case.step(&officer, "stop").await.expect(200);
    case.step(&officer, "hearing").await.expect(200);
    app.advance(TimeDelta::days(9));
    app.sweep();
    case.step(&head, "revoke").await.expect(200);
    case.step(&officer, "letter").await.expect(200);
    grantor.post(&case.path("/letter/acknowledge"), json!({})).await.expect(200);
    case.step(&grantor, "annul").await.expect(200);
    let path = format!("/api/v1/certificates/{permit}/deregister");
    grantor.post(&path, json!({ "reason": "许可已撤销" })).await.expect(200);
}

/// Who of those a notice is asked for is barred.
async fn barred_at_notice(by: &Client, number: u32) -> Value {
    let answers = json!({ "county": "652327", "area_m2": 25 });
    let subjects = json!({ "operator_id_number": person(number)["id_number"] });
    let body = json!({ "bundle": "small_supermarket", "answers": answers, "subjects": subjects });
    by.post("/api/v1/notices", body).await.expect(201).json["barred"].clone()
}

/// A licence and the permit on the ordinary route, to the end.
async fn ordinary(app: &TestApp, draft: &Draft, clerk: &Client) -> Value {
    let items = json!([{ "code": "business_licence", "route": "ordinary" }, { "code": PERMIT, "route": "ordinary" }]);
    draft.by.patch(&draft.path(""), "*", json!({ "items": items })).await.expect(200);
    draft.submit().await.expect(200);
    draft.accept(clerk).await;
    let granted = json!({ "decision": "grant", "reason": "符合法定条件" });
    let head = app.approver("jimsar_health").await;
    head.post(&draft.path(&format!("/items/{PERMIT}/decide")), granted).await.expect(200);
    draft.issue(clerk).await.expect(200).json
}

fn issued(answer: &Value) -> usize {
    answer["issued"].as_array().map_or(0, Vec::len)
}

on_both! {
    async fn from_an_overdue_order_to_a_new_commitment(app: TestApp) {
        app.let_another_body_supervise();
        app.entrust(60);
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let (draft, permit, case) = app.failed(1, &app.supervisor("market_supervision_branch").await).await;
        // Another shop of the same person's is accepted before the permit is taken.
        let waiting = Draft::supermarket_at(&applicant, 1, 2).await;
        waiting.file().await;
        waiting.accept(&clerk).await;
        taken(&app, &permit, &case).await;
        assert_eq!(app.checked(&permit).await, "deregistered");

        // Barred at the next notice, at signing, at submission, and at issue.
        assert_eq!(barred_at_notice(&applicant, 1).await, json!(["operator"]));
        let next = Draft::supermarket_at(&applicant, 1, 3).await;
        next.add_materials().await;
        next.sign(next.letter(PERMIT)).await.expect_problem(409, "barred");
        next.submit().await.expect_problem(422, "application_not_ready");
        let refused = waiting.issue(&clerk).await.expect(200).json;
        assert_eq!(issued(&refused), 1, "the licence alone: {refused}");
        let grounds = refused["refused"].as_array().cloned().unwrap_or_default();
        assert!(!grounds.is_empty() && grounds.iter().all(|it| it["ground"] == "barred"), "{refused}");
        // The ordinary route is open, to its end.
        let granted = ordinary(&app, &next, &clerk).await;
        assert_eq!(issued(&granted), 2, "{granted}");

        // One case is one record; its least time is served, it is repaired, and the next commitment stands.
        let records = format!("/api/v1/credit-records?certificate_id={permit}");
        let listed = app.public().get(&records).await.expect(200);
        assert_eq!(listed.json["items"].as_array().map(Vec::len), Some(1), "{}", listed.json);
        assert_eq!(listed.text("/items/0/class"), "serious");
        let record = format!("/api/v1/credit-records/{}", listed.text("/items/0/id"));
        let served: DateTime<Utc> =
            format!("{}T02:00:00Z", listed.text("/items/0/repairable_from")).parse().expect("an instant");
        app.set_clock(served);
        let proof = draft.add_material("credit_repair_proof").await.expect(201).json["id"].clone();
        let request = json!({ "statement": "已停业整改，承诺今后守法经营", "material_ids": [proof] });
        let asked = applicant.post(&format!("{record}/repairs"), request).await.expect(200);
        let decision = format!("{record}/repairs/{}/decision", asked.text("/details/repairs/0/id"));
        let word = json!({ "outcome": "granted", "reason": "整改到位" });
        app.approver("jimsar_health").await.post(&decision, &word).await.expect_problem(403, "credit_not_the_departments");
        app.approver("market_supervision_branch").await.post(&decision, &word).await.expect(200);
        assert_eq!(barred_at_notice(&applicant, 1).await, json!([]));
        let again = Draft::supermarket_at(&applicant, 1, 4).await;
        again.file().await;
        again.accept(&clerk).await;
        assert_eq!(issued(&again.issue(&clerk).await.expect(200).json), 3);
    }
}
