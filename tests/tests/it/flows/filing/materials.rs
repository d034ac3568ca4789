//! Materials: filed once, judged by their content (S1, S5).

use chrono::TimeDelta;
use kaiye_tests::{Draft, On, TestApp, on_both};
use serde_json::json;

on_both! {
    async fn a_material_is_filed_once_and_read_as_it_was(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        let path = draft.path("/materials?code=identity_document&file_name=..%2F%E8%BA%AB%E4%BB%BD.png");
        let bytes = b"\x89PNG\r\n\x1a\n a picture".to_vec();
        let request = applicant.request(reqwest::Method::POST, &path).header("content-type", "text/html");
        let filed = applicant.send(request.body(bytes.clone())).await.expect(201);
        assert_eq!(filed.text("/media_type"), "image/png");
        assert_eq!(filed.text("/file_name"), "身份.png");
        assert_eq!(filed.text("/digest"), kaiye_domain::hash::sha256(&bytes));
        let read = applicant.get(filed.header("location")).await.expect(200);
        assert_eq!(read.bytes, bytes);
        assert_eq!(read.header("content-type"), "image/png");
        assert_eq!(read.header("x-content-type-options"), "nosniff");
        assert!(read.header("content-disposition").starts_with("attachment;"));
        let same = applicant.with_header("if-none-match", read.etag()).get(filed.header("location")).await;
        same.expect(304);
    }

    async fn a_newer_material_takes_the_place_of_the_older(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        let first = draft.upload("premises_use", "%PDF-1.7 old").await.expect(201);
        app.advance(TimeDelta::minutes(1));
        let second = draft.upload("premises_use", "%PDF-1.7 new").await.expect(201);
        let listed = applicant.get(&draft.path("/materials")).await.expect(200);
        assert_eq!(listed.json["items"][0]["id"], first.json["id"]);
        assert!(listed.json["items"][0]["replaced_at"].is_string());
        assert_eq!(listed.json["items"][1]["id"], second.json["id"]);
        assert!(listed.json["items"][1]["replaced_at"].is_null());
        applicant.get(first.header("location")).await.expect(200);
        let page = applicant.get(&draft.path("/materials?limit=1")).await.expect(200);
        let next = applicant.get(&draft.path(&format!("/materials?limit=1&cursor={}", page.text("/next_cursor")))).await;
        assert_eq!(next.expect(200).json["items"][0]["id"], second.json["id"]);
    }

    async fn what_is_no_document_is_refused_and_leaves_nothing(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.upload("premises_use", "<html>").await.expect_problem(415, "upload_type_unsupported");
        draft.upload("premises_use", "").await.expect_problem(422, "upload_empty");
        draft.upload("no_such", "%PDF-1.7").await.expect_problem(422, "content_invalid");
        let nameless = applicant.request(reqwest::Method::POST, &draft.path("/materials?code=premises_use"));
        applicant.send(nameless.body("%PDF-1.7")).await.expect_problem(400, "query_invalid");
        let listed = applicant.get(&draft.path("/materials")).await.expect(200);
        assert_eq!(listed.json["items"], json!([]));
    }

    async fn the_same_key_files_once(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        let keyed = Draft { by: applicant.with_header("idempotency-key", "m-1"), ..draft.clone() };
        let first = keyed.upload("premises_use", "%PDF-1.7 a").await.expect(201);
        let again = keyed.upload("premises_use", "%PDF-1.7 a").await.expect(201);
        assert_eq!(first.json["id"], again.json["id"]);
        keyed.upload("premises_use", "%PDF-1.7 b").await.expect_problem(422, "idempotency_key_reused");
        keyed.upload("application_form", "%PDF-1.7 a").await.expect_problem(422, "idempotency_key_reused");
    }

    async fn a_filed_dossier_does_not_change_behind_the_windows_back(app: TestApp) {
        let applicant = app.applicant().await;
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.file().await;
        draft.add_material("premises_use").await.expect_problem(409, "material_not_open");
        let on_the_spot = Draft { by: app.clerk().await, ..draft.clone() };
        on_the_spot.add_material("premises_use").await.expect(201);
        draft.add_material("power_of_attorney").await.expect(201);
    }
}

#[actix_web::test]
async fn what_is_too_large_is_refused() {
    let app = TestApp::start_with(On::Sqlite, |config| config.server.upload_limit_bytes = 1000).await;
    let draft = Draft::supermarket(&app.applicant().await, 1).await;
    let large = format!("%PDF-1.7 {}", "x".repeat(2000));
    draft.upload("premises_use", large.clone()).await.expect_problem(413, "upload_too_large");
    let chunks =
        large.into_bytes().chunks(100).map(|chunk| Ok::<_, std::io::Error>(chunk.to_vec())).collect::<Vec<_>>();
    let undeclared = reqwest::Body::wrap_stream(futures_util::stream::iter(chunks));
    draft.upload("premises_use", undeclared).await.expect_problem(413, "upload_too_large");
    let listed = draft.by.get(&draft.path("/materials")).await.expect(200);
    assert_eq!(listed.json["items"], json!([]));
}
