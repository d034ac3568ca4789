//! Batches of applications: each row stands for itself, and is taken in once (S22).

use std::collections::BTreeSet;

use kaiye_api::background::run_all;
use kaiye_tests::{
    Answer, Client, On, TestApp,
    draft::{business, person},
    on_both,
};
use reqwest::Method;
use serde_json::{Value, json};

pub(super) const SCOPES: &[&str] = &["intake_batch", "read_intake"];

/// A row that asks for a licence, by the number of whose it is.
pub(super) fn row(number: u32) -> Value {
    json!({
        "sender_reference": format!("R-{number}"),
        "business": business("好邻居超市", "F5212", 25.0, number),
        "operator": person(number),
        "items": [{ "code": "business_licence" }],
    })
}

/// Hands a batch over.
pub(super) async fn send(by: &Client, media_type: &str, text: impl Into<reqwest::Body>) -> Answer {
    let request = by.request(Method::POST, "/api/v1/intake-batches").header("content-type", media_type.to_owned());
    by.send(request.body(text)).await
}

pub(super) fn lines(rows: impl IntoIterator<Item = Value>) -> String {
    rows.into_iter().map(|row| format!("{row}\n")).collect()
}

/// What came of every row, in their order.
pub(super) async fn outcomes(by: &Client, batch: &str) -> Vec<Value> {
    let (mut all, mut path) = (Vec::new(), format!("{batch}/rows?limit=100"));
    loop {
        let page = by.get(&path).await.expect(200).json;
        all.extend(page["items"].as_array().cloned().unwrap_or_default());
        let Some(cursor) = page["next_cursor"].as_str() else { return all };
        path = format!("{batch}/rows?limit=100&cursor={cursor}");
    }
}

on_both! {
    async fn a_bad_row_keeps_no_other_from_being_taken_in(app: TestApp) {
        let portal = app.agency("market_supervision_branch", SCOPES).await;
        let mut wrong = row(2);
        wrong["operator"]["id_number"] = json!("652327190101010000");
        wrong["area"] = json!(1);
        let mut unknown = row(3);
        unknown["items"] = json!([{ "code": "no_such" }]);
        unknown["operator"]["id_number"] = json!("65232719010101000");
        let mut nameless = row(4);
        nameless["sender_reference"] = Value::Null;
        nameless["channel"] = json!("letter");
        let mut incomplete = row(5);
        incomplete["business"]["name"] = Value::Null;
        let mut text = lines([row(1), wrong, unknown, nameless, incomplete]);
        text += "{\n\n";
        text += &lines([row(6)]);
        let batch = send(&portal, "application/x-ndjson", text).await.expect(201);
        let path = batch.header("location").to_owned();
        assert_eq!((batch.text("/status"), &batch.json["rows"]), ("running", &json!(0)));
        app.sweep();
        let done = portal.get(&path).await.expect(200).json;
        assert_eq!(done["status"], "done");
        let counted = ["rows", "accepted", "repeated", "rejected"].map(|count| done[count].clone());
        assert_eq!(counted, [7, 2, 0, 5].map(|count| json!(count)));
        let rows = outcomes(&portal, &path).await;
        let codes: Vec<_> = rows.iter().map(|row| row["code"].as_str().unwrap_or("accepted")).collect();
        let expected = [
            "accepted", "body_invalid", "content_invalid", "content_invalid", "application_not_ready", "body_malformed",
            "accepted",
        ];
        assert_eq!(codes, expected);
        let pointers = |row: usize| -> Vec<&str> {
            rows[row]["findings"].as_array().into_iter().flatten().filter_map(|it| it["pointer"].as_str()).collect()
        };
        assert_eq!(pointers(1), ["/area"]);
        assert_eq!(pointers(2), ["/operator/id_number"]);
        assert_eq!(pointers(3), ["/sender_reference", "/channel"]);
        assert_eq!(pointers(4), ["/business/name"]);
        assert!(rows[1]["title"].as_str().is_some_and(|title| !title.is_empty()));
        let missing = rows[0]["findings"].as_array().expect("findings");
        assert!(missing.iter().any(|it| it["code"] == "material_filed"), "{missing:?}");
        let id = rows[0]["application_id"].as_str().expect("an id");
        let drafted = app.clerk().await.get(&format!("/api/v1/applications/{id}")).await.expect(200);
        assert_eq!((drafted.text("/channel"), drafted.text("/status")), ("edi", "draft"));
        assert_eq!(drafted.text("/sender_reference"), "R-1");
        let rejected = portal.get(&format!("{path}/rows?status=rejected")).await.expect(200);
        assert_eq!(rejected.json["items"].as_array().map(Vec::len), Some(5));
    }

    async fn what_was_accepted_is_not_created_again(app: TestApp) {
        let portal = app.agency("market_supervision_branch", SCOPES).await;
        let text = lines([row(1), row(2), row(1)]);
        let first = send(&portal, "application/x-ndjson", text.clone()).await.expect(201);
        app.sweep();
        let earlier = outcomes(&portal, first.header("location")).await;
        assert_eq!(earlier[2]["status"], "repeated");
        assert_eq!(earlier[2]["application_id"], earlier[0]["application_id"]);
        let applications = app.contents()["applications"].len();
        let mut other = row(2);
        other["business"]["name"] = json!("另一家");
        let again = send(&portal, "application/x-ndjson", text + &lines([other])).await.expect(201);
        app.sweep();
        let later = outcomes(&portal, again.header("location")).await;
        let statuses: Vec<_> = later.iter().map(|row| row["status"].clone()).collect();
        assert_eq!(statuses, ["repeated", "repeated", "repeated", "rejected"]);
        assert_eq!(later[3]["code"], "sender_reference_reused");
        assert_eq!(later[1]["application_id"], earlier[1]["application_id"]);
        assert_eq!(app.contents()["applications"].len(), applications);
        // Another system's references are its own.
        let other = app.agency("fire_brigade", SCOPES).await;
        let theirs = send(&other, "application/x-ndjson", lines([row(1)])).await.expect(201);
        app.sweep();
        assert_eq!(outcomes(&other, theirs.header("location")).await[0]["status"], "accepted");
    }

    async fn the_checks_are_those_of_every_channel(app: TestApp) {
        let portal = app.agency("market_supervision_branch", SCOPES).await;
        kaiye_tests::Draft::supermarket(&app.applicant().await, 1).await.file().await;
        let batch = send(&portal, "application/x-ndjson", lines([row(1)])).await.expect(201);
        app.sweep();
        let rows = outcomes(&portal, batch.header("location")).await;
        assert_eq!(rows[0]["status"], "accepted");
        let findings = rows[0]["findings"].as_array().expect("findings");
        assert!(findings.iter().any(|it| it["code"] == "no_duplicate"), "{findings:?}");
    }

    async fn values_say_what_json_says(app: TestApp) {
        let portal = app.agency("market_supervision_branch", SCOPES).await;
        let columns = "sender_reference,business.kind,business.name,business.scope,business.trade_codes,business.address,\
                       business.county,business.area_m2,operator.name,operator.id_number,operator.phone,items";
        let person = kaiye_tests::draft::citizen_number(7);
        let good = format!(
            "C-1,individual_business,\"好,邻居\",零售,F5212,五彩湾镇7号,652327,25.5,示例,{person},13800000000,business_licence"
        );
        let text = format!("\u{feff}{columns}\r\n{good}\r\nC-2,short\r\n");
        let batch = send(&portal, "text/csv; charset=utf-8", text).await.expect(201);
        app.sweep();
        let rows = outcomes(&portal, batch.header("location")).await;
        assert_eq!(rows[0]["status"], "accepted", "{}", rows[0]);
        assert_eq!(rows[1]["code"], "row_fields_unequal");
        let id = rows[0]["application_id"].as_str().expect("an id");
        let drafted = app.clerk().await.get(&format!("/api/v1/applications/{id}")).await.expect(200);
        assert_eq!(drafted.text("/business/name"), "好,邻居");
        assert_eq!(drafted.json["business"]["area_m2"], 25.5);
    }

    async fn a_batch_is_its_senders(app: TestApp) {
        let portal = app.agency("market_supervision_branch", SCOPES).await;
        let batch = send(&portal, "application/x-ndjson", lines([row(1)])).await.expect(201);
        let path = batch.header("location");
        let other = app.agency("fire_brigade", SCOPES).await;
        other.get(path).await.expect_problem(404, "not_found");
        other.get(&format!("{path}/rows")).await.expect_problem(404, "not_found");
        app.clerk().await.get(path).await.expect(200);
        send(&app.clerk().await, "application/x-ndjson", "{}").await.expect_problem(403, "not_permitted");
        send(&portal, "application/json", "{}").await.expect_problem(415, "media_type_unsupported");
        send(&portal, "text/csv", "").await.expect_problem(422, "upload_empty");
    }

    async fn a_closed_systems_batch_drafts_nothing_more(app: TestApp) {
        let portal = app.agency("market_supervision_branch", SCOPES).await;
        let batch = send(&portal, "application/x-ndjson", lines([row(1), row(2)])).await.expect(201);
        let path = batch.header("location").to_owned();
        let administrator = app.administrator().await;
        let clients = administrator.get("/api/v1/clients?limit=100").await.expect(200).json;
        let own = clients["items"].as_array().into_iter().flatten().find(|it| {
            it["scopes"].as_array().is_some_and(|scopes| scopes.contains(&json!("intake_batch")))
        });
        let own = own.expect("it");
        let at = format!("/api/v1/clients/{}", own["id"].as_str().expect("an id"));
        administrator.patch(&at, "*", json!({ "close": true })).await.expect(200);
        app.sweep();
        let clerk = app.clerk().await;
        let done = clerk.get(&path).await.expect(200).json;
        assert_eq!((&done["status"], &done["accepted"], &done["rejected"]), (&json!("broken"), &json!(0), &json!(1)));
        assert_eq!(outcomes(&clerk, &path).await[0]["code"], "sender_closed");
    }

    async fn two_processes_at_one_batch_take_each_row_in_once(app: TestApp) {
        let portal = app.agency("market_supervision_branch", SCOPES).await;
        let batch = send(&portal, "application/x-ndjson", lines((1..=40).map(row))).await.expect(201);
        let state = &app.state;
        std::thread::scope(|scope| (0..2).for_each(|_| drop(scope.spawn(move || run_all(state)))));
        app.sweep();
        let rows = outcomes(&portal, batch.header("location")).await;
        assert!(rows.iter().all(|row| row["status"] == "accepted"));
        let created: BTreeSet<_> = rows.iter().filter_map(|row| row["application_id"].as_str()).collect();
        assert_eq!((rows.len(), created.len()), (40, 40));
        assert_eq!(app.contents()["applications"].len(), 40);
    }
}

/// A run takes some rows; what is left goes on where it stood, with its progress to be seen.
#[actix_web::test]
async fn a_large_batch_goes_on_where_it_stood() {
    let app = TestApp::start_with(On::Sqlite, |config| config.intake.rows_a_run = 5).await;
    let portal = app.agency("market_supervision_branch", SCOPES).await;
    let path = send(&portal, "application/x-ndjson", lines((1..=12).map(row))).await.expect(201);
    let path = path.header("location").to_owned();
    for (rows, status) in [(5, "running"), (10, "running"), (12, "done")] {
        app.sweep();
        let batch = portal.get(&path).await.expect(200);
        assert_eq!((&batch.json["accepted"], batch.text("/status")), (&json!(rows), status));
        assert_eq!(outcomes(&portal, &path).await.len(), rows);
    }
}

/// A quotation mark that nobody closed ends the batch there, and says so.
#[actix_web::test]
async fn a_batch_that_breaks_off_says_where() {
    let app = TestApp::start(On::Sqlite).await;
    let portal = app.agency("market_supervision_branch", SCOPES).await;
    let text = format!("sender_reference\r\n\"R-1\r\n{}", "x".repeat(2_000_000));
    let batch = send(&portal, "text/csv", text).await.expect(201);
    app.sweep();
    let path = batch.header("location");
    assert_eq!(portal.get(path).await.expect(200).text("/status"), "broken");
    assert_eq!(outcomes(&portal, path).await[0]["code"], "row_too_large");
}
