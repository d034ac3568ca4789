//! The small hotel that serves food: a licence and four permits from one application, through joint review and with a
//! promise by a day (S7, S9, S10).

use chrono::TimeDelta;
use kaiye_tests::{
    Answer, Client, Draft, TestApp,
    issuing::certificate_of,
    offices::{agree, task_of, task_path},
    on_both,
};
use serde_json::{Value, json};

/// Filed with a promise by a day for the fire check's facilities, reviewed, cleared.
pub(super) async fn cleared(app: &TestApp, applicant: &Client, clerk: &Client) -> Draft {
    let draft = Draft::hotel(applicant, 1).await;
    draft.add_materials().await;
    draft.add_material("guest_registration").await.expect(201);
    let mut by_date = draft.letter("fire_check");
    let clauses = by_date["promises"].as_array_mut().expect("promises");
    let third = clauses.iter_mut().find(|promise| promise["clause"] == "3").expect("the clause");
    *third = json!({ "clause": "3", "kind": "by_date", "date": "2025-06-20" });
    for code in ["hotel_special_trade_permit", "lodging_hygiene_permit", "catering_permit"] {
        draft.sign(draft.letter(code)).await.expect(201);
    }
    draft.sign(by_date).await.expect(201);
    draft.submit().await.expect(200);
    draft.accept(clerk).await;
    review(app, &draft).await;
    draft
}

async fn review(app: &TestApp, draft: &Draft) {
    app.designate_for_hotel().await;
    let lead = app.lead().await;
    let review = draft.open_review(&lead, "2025-06-05").await.expect(201).json;
    for (department, items) in [
        ("fire_brigade", "fire_check"),
        ("public_security", "hotel_special_trade_permit"),
        ("market_supervision_branch", "catering_permit"),
    ] {
        let task = task_of(&review, department);
        app.reviewer(department).await.post(&task_path(&task, "/opinion"), agree(&[items])).await.expect(200);
    }
    let liaison = app.liaison("qitai_liaison").await;
    let task = task_of(&review, "qitai_health");
    let handover = json!({ "received_by": "奇台县卫健委 行政审批科", "receipt": "奇卫收〔2025〕1号" });
    liaison.post(&task_path(&task, "/handover"), handover).await.expect(200);
    liaison.post(&task_path(&task, "/opinion"), agree(&["lodging_hygiene_permit"])).await.expect(200);
    let close = draft.path(&format!("/reviews/{}/close", review["id"].as_str().expect("an id")));
    lead.post(&close, json!({})).await.expect(200);
}

async fn show(client: &Client, certificate: &str) -> Answer {
    client.get(&format!("/api/v1/certificates/{certificate}")).await.expect(200)
}

async fn status(app: &TestApp, clerk: &Client, certificate: &str) -> Value {
    let code = show(clerk, certificate).await.text("/check_code").to_owned();
    app.public().get(&format!("/api/v1/certificate-checks/{code}")).await.expect(200).json["status"].clone()
}

on_both! {
    async fn a_hotel_ends_in_a_licence_and_four_permits_and_opens_when_the_promise_is_proved(app: TestApp) {
        app.entrust(60);
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = cleared(&app, &applicant, &clerk).await;
        let issued = draft.issue(&clerk).await.expect(200).json;
        assert_eq!(issued["issued"].as_array().map(Vec::len), Some(5), "{issued}");
        let fire = certificate_of(&issued, "fire_check");
        let trade = certificate_of(&issued, "hotel_special_trade_permit");
        let licence = certificate_of(&issued, "business_licence");

        // 领证、暂不得营业: the fire check until it is proved, the trade permit until the fire check is operative.
        assert_eq!(status(&app, &clerk, &fire).await, "dormant");
        assert_eq!(status(&app, &clerk, &trade).await, "dormant");
        assert_eq!(status(&app, &clerk, &licence).await, "valid");
        assert_eq!(show(&clerk, &trade).await.json["awaiting"], json!(["fire_check"]));

        // The site check: 15 working days from the grant bind, the statute's 20 are kept beside them.
        let brigade = app.supervisor("fire_brigade").await;
        let tasks = brigade.get(&format!("/api/v1/verification-tasks?certificate_id={fire}&kind=site_check")).await;
        let task = &tasks.expect(200).json["items"][0];
        assert_eq!(task["limits"].as_array().map(Vec::len), Some(2), "{task}");
        let dues: Vec<&str> = task["limits"].as_array().into_iter().flatten().filter_map(|it| it["due_on"].as_str()).collect();
        assert_eq!(task["due_on"].as_str(), dues.iter().min().copied(), "{task}");

        // The proof: only open clauses, only this application's materials, only by whom it concerns.
        let path = format!("/api/v1/certificates/{fire}/readiness");
        let material = draft.add_material("floor_plan").await.expect(201).json["id"].clone();
        let proof = |clause: &str| json!({ "clauses": [clause], "material_ids": [material], "statement": "设施已配齐" });
        applicant.post(&path, proof("1")).await.expect_problem(422, "content_invalid");
        app.sign_in("applicant-2").await.post(&path, proof("3")).await.expect_problem(404, "not_found");
        let filed = applicant.post(&path, proof("3")).await.expect(200).json;
        let verdict = format!("{path}/{}/verdict", filed["readiness"][0]["id"].as_str().expect("an id"));
        let police = app.supervisor("public_security").await;
        police.post(&verdict, json!({ "verdict": "confirmed" })).await.expect_problem(404, "not_found");
        brigade.post(&verdict, json!({ "verdict": "rejected" })).await.expect_problem(422, "body_invalid");
        brigade.post(&verdict, json!({ "verdict": "rejected", "reason": "缺灭火器" })).await.expect(200);
        brigade.post(&verdict, json!({ "verdict": "confirmed" })).await.expect_problem(409, "readiness_decided");
        assert_eq!(status(&app, &clerk, &fire).await, "dormant");

        let filed = applicant.post(&path, proof("3")).await.expect(200).json;
        let verdict = format!("{path}/{}/verdict", filed["readiness"][1]["id"].as_str().expect("an id"));
        let confirmed = brigade.post(&verdict, json!({ "verdict": "confirmed" })).await.expect(200);
        assert_eq!(confirmed.json["operative"], true);
        assert_eq!(status(&app, &clerk, &fire).await, "valid");
        assert_eq!(status(&app, &clerk, &trade).await, "valid", "it was waiting for the fire check only");
        app.advance(TimeDelta::days(40));
        app.sweep();
        let missed = app.inspector().await.get("/api/v1/verification-tasks?kind=missed_date").await.expect(200);
        assert_eq!(missed.json["items"], json!([]), "the promise was kept");
    }

    async fn a_promise_that_is_not_proved_in_time_brings_one_task(app: TestApp) {
        app.entrust(60);
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = cleared(&app, &applicant, &clerk).await;
        let issued = draft.issue(&clerk).await.expect(200).json;
        let fire = certificate_of(&issued, "fire_check");
        app.set_clock("2025-06-20T15:59:59Z".parse().expect("an instant"));
        app.sweep();
        let path = format!("/api/v1/verification-tasks?certificate_id={fire}&kind=missed_date");
        let inspector = app.inspector().await;
        assert_eq!(inspector.get(&path).await.expect(200).json["items"], json!([]), "the day is not over");
        app.set_clock("2025-06-20T16:00:00Z".parse().expect("an instant"));
        app.sweep();
        app.sweep();
        let tasks = inspector.get(&path).await.expect(200).json["items"].clone();
        assert_eq!(tasks.as_array().map(Vec::len), Some(1), "{tasks}");
        assert_eq!(tasks[0]["department"], "fire_brigade");
        assert_eq!(tasks[0]["clauses"], json!(["3"]));
        assert_eq!(status(&app, &clerk, &fire).await, "dormant");
        let kinds = draft.events().await;
        assert_eq!(kinds.iter().filter(|kind| *kind == "certificate.promise_missed").count(), 1);
    }

    async fn a_day_that_passed_while_the_offices_were_at_work_holds_nothing_up(app: TestApp) {
        app.entrust(60);
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = cleared(&app, &applicant, &clerk).await;
        app.set_clock("2025-06-23T02:00:00Z".parse().expect("an instant"));
        let issued = draft.issue(&clerk).await.expect(200).json;
        assert_eq!(issued["issued"].as_array().map(Vec::len), Some(5), "{issued}");
        let fire = certificate_of(&issued, "fire_check");
        assert_eq!(status(&app, &clerk, &fire).await, "dormant");
        app.sweep();
        app.sweep();
        let path = format!("/api/v1/verification-tasks?certificate_id={fire}&kind=missed_date");
        let tasks = app.inspector().await.get(&path).await.expect(200).json["items"].clone();
        assert_eq!(tasks.as_array().map(Vec::len), Some(1), "the day counts as missed: {tasks}");
        assert_eq!(tasks[0]["clauses"], json!(["3"]));
    }

    async fn what_the_review_has_not_cleared_waits_and_holds_nothing_else(app: TestApp) {
        app.entrust(60);
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = Draft::hotel(&applicant, 1).await;
        draft.add_material("guest_registration").await.expect(201);
        draft.file().await;
        draft.accept(&clerk).await;
        let first = draft.issue(&clerk).await.expect(200).json;
        assert_eq!(first["issued"].as_array().map(Vec::len), Some(1), "the licence: {first}");
        assert_eq!(first["waiting"].as_array().map(Vec::len), Some(4), "{first}");
        assert!(first["waiting"][0]["because"].to_string().contains("cleared"), "{first}");
        review(&app, &draft).await;
        let second = draft.issue(&clerk).await.expect(200).json;
        assert_eq!(second["issued"].as_array().map(Vec::len), Some(4), "{second}");
        let fire = certificate_of(&second, "fire_check");
        assert_eq!(show(&clerk, &fire).await.json["holder_uscc"], first["issued"][0]["number"]);
    }
}
