//! What inspection reads is kept (S26), and what cannot be kept is not shown.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use kaiye_tests::{issuing::certificate_of, on_both};
use serde_json::json;

on_both! {
    async fn what_inspection_reads_is_kept_and_shown_to_who_keeps_watch(app: TestApp) {
        app.entrust(20);
        let (draft, issued) = app.issued_shop(1).await;
        let certificate = certificate_of(&issued, "shop_hygiene_permit");
        let inspector = app.inspector().await;
        let read = inspector.get(&draft.path("")).await.expect(200);
        let unchanged = inspector.request(reqwest::Method::GET, &draft.path("")).header("if-none-match", read.etag());
        inspector.send(unchanged).await.expect(304);
        app.advance(TimeDelta::minutes(1));
        inspector.get(&format!("/api/v1/certificates/{certificate}")).await.expect(200);
        app.advance(TimeDelta::minutes(1));
        inspector.get(&format!("/api/v1/escalations?application_id={}", draft.id)).await.expect(200);
        app.advance(TimeDelta::minutes(1));
        inspector.get(&format!("/api/v1/events?subject=application/{}", draft.id)).await.expect(200);
        // Nothing was shown, anybody is shown it, it is its own, or somebody else read it.
        inspector.get("/api/v1/applications/01970000-0000-7000-8000-000000000000").await.expect(404);
        inspector.get("/api/v1/items").await.expect(200);
        inspector.get("/api/v1/me").await.expect(200);
        app.clerk().await.get(&draft.path("")).await.expect(200);
        let administrator = app.administrator().await;
        let kept = administrator.get("/api/v1/inspection-reads").await.expect(200).json;
        let kept: Vec<(&str, &str)> = kept["items"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|it| (it["operation"].as_str().unwrap_or_default(), it["object_id"].as_str().unwrap_or_default()))
            .collect();
        let id = draft.id.as_str();
        assert_eq!(kept, [
            ("list_events", id),
            ("list_escalations", id),
            ("get_certificate", certificate.as_str()),
            ("get_application", id),
            ("get_application", id),
        ]);
        let own = inspector.get(&format!("/api/v1/inspection-reads?object_id={id}")).await.expect(200);
        assert_eq!(own.json["items"].as_array().map(Vec::len), Some(4));
        let others = inspector.get(&format!("/api/v1/inspection-reads?account_id={id}")).await.expect(200);
        assert_eq!(others.json["items"], json!([]));
        app.clerk().await.get("/api/v1/inspection-reads").await.expect_problem(403, "not_permitted");
        app.advance(TimeDelta::days(1_096));
        app.sweep();
        assert_eq!(administrator.get("/api/v1/inspection-reads").await.expect(200).json["items"], json!([]));
    }

    async fn what_is_asked_for_by_a_name_is_kept_by_what_it_showed(app: TestApp) {
        app.entrust(20);
        let (draft, issued) = app.issued_shop(1).await;
        let certificate = certificate_of(&issued, "shop_hygiene_permit");
        let inspector = app.inspector().await;
        let read = inspector.get(&format!("/api/v1/certificates/{certificate}")).await.expect(200);
        let (number, identifier) = (read.text("/number"), read.text("/identifier"));
        let application = inspector.get(&draft.path("")).await.expect(200);
        let asked = application.text("/number");
        inspector.get(&format!("/api/v1/certificates?number={number}")).await.expect(200);
        inspector.get(&format!("/api/v1/applications?number={asked}")).await.expect(200);
        let names = json!({ "names": [identifier, number, "无此证号"] });
        let found = inspector.post("/api/v1/approval-queries", names).await.expect(200);
        let approval = found.text("/results/0/approvals/0/id");
        // Nothing is shown.
        inspector.get("/api/v1/certificates?number=NONE").await.expect(200);
        let kept = app.administrator().await.get("/api/v1/inspection-reads").await.expect(200).json;
        let kept: BTreeSet<(&str, Option<&str>)> = kept["items"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|it| (it["operation"].as_str().unwrap_or_default(), it["object_id"].as_str()))
            .collect();
        assert_eq!(kept, BTreeSet::from([
            ("get_application", Some(draft.id.as_str())),
            ("get_certificate", Some(certificate.as_str())),
            ("list_certificates", Some(certificate.as_str())),
            ("list_applications", Some(draft.id.as_str())),
            ("find_approvals", Some(approval)),
        ]));
    }

    async fn what_cannot_be_kept_is_not_shown(app: TestApp) {
        app.entrust(20);
        let (draft, issued) = app.issued_shop(1).await;
        let certificate = format!("/api/v1/certificates/{}", certificate_of(&issued, "shop_hygiene_permit"));
        let (inspector, administrator) = (app.inspector().await, app.administrator().await);
        let read = inspector.get(&draft.path("")).await.expect(200);
        let holder = read.json["business"]["name"].as_str().expect("a name").to_owned();
        let number = inspector.get(&certificate).await.expect(200).text("/number").to_owned();
        app.refuse_writes("inspection_reads");
        let events = draft.path("/events");
        for path in [&draft.path(""), &certificate, &events, "/api/v1/applications", "/api/v1/certificates?limit=100"] {
            let refused = inspector.get(path).await.expect_problem(500, "internal");
            assert!(!refused.headers.contains_key("etag"), "{path}: {:?}", refused.headers);
            let told = format!("{}{:?}", refused.json, refused.headers);
            assert!(!told.contains(&holder) && !told.contains(&number), "{path}: {told}");
        }
        // That it is unchanged tells something as well.
        let unchanged = inspector.request(reqwest::Method::GET, &draft.path("")).header("if-none-match", read.etag());
        inspector.send(unchanged).await.expect_problem(500, "internal");
        let head = inspector.request(reqwest::Method::HEAD, &draft.path(""));
        assert_eq!(inspector.send(head).await.status, 500);
        // What is not kept is shown as ever: what anybody reads, its own, and whatever others read.
        inspector.get("/api/v1/items").await.expect(200);
        inspector.get("/api/v1/me").await.expect(200);
        app.clerk().await.get(&draft.path("")).await.expect(200);
        let kept = administrator.get("/api/v1/inspection-reads").await.expect(200).json;
        assert_eq!(kept["items"].as_array().map(Vec::len), Some(2), "what was shown before: {kept}");
        app.accept_writes("inspection_reads");
        inspector.get(&certificate).await.expect(200);
        let kept = administrator.get("/api/v1/inspection-reads").await.expect(200).json;
        assert_eq!(kept["items"].as_array().map(Vec::len), Some(3), "{kept}");
    }
}
