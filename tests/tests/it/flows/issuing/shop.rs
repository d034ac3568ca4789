//! The small shop: a licence and two permits from one application, on the spot (S9).

use kaiye_tests::{Draft, issuing::certificate_of, on_both};
use serde_json::{Value, json};

on_both! {
    async fn a_shop_ends_in_a_licence_and_two_permits(app: TestApp) {
        app.entrust(60);
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.file().await;
        draft.accept(&clerk).await;
        let issued = draft.issue(&clerk).await.expect(200);
        let items: Vec<&Value> = issued.json["issued"].as_array().expect("a list").iter().map(|it| &it["item"]).collect();
        assert_eq!(items[0], "business_licence", "the licence first: {items:?}");
        assert_eq!(items.len(), 3, "{}", issued.json);
        assert!(issued.json["waiting"].as_array().is_some_and(Vec::is_empty), "{}", issued.json);
        let checks = issued.json["checks"].as_array().expect("checks");
        assert!(checks.iter().any(|it| it["check"] == "delegation_in_force" && it["outcome"] == "passed"));

        // What the licence says is what each permit names its holder by.
        let uscc = issued.json["issued"][0]["number"].clone();
        assert!(uscc.as_str().is_some_and(|code| code.starts_with("92652300") && code.len() == 18), "{uscc}");
        for (at, code) in issued.json["check_codes"].as_array().expect("codes").iter().enumerate() {
            let path = format!("/api/v1/certificate-checks/{}", code.as_str().expect("a code"));
            let check = app.public().get(&path).await.expect(200);
            assert_eq!(check.json["status"], "valid");
            assert_eq!(check.json["holder_uscc"], uscc);
            assert_eq!(check.json["number"], issued.json["issued"][at]["number"]);
            assert!(!check.json.to_string().contains("示例"), "nothing personal: {}", check.json);
        }

        // What follows: a task for each promise with an open clock, all of it public, every number accounted for.
        let certificate = certificate_of(&issued.json, "shop_hygiene_permit");
        let tasks = format!("/api/v1/verification-tasks?certificate_id={certificate}");
        let tasks = app.inspector().await.get(&tasks).await.expect(200).json["items"].clone();
        assert_eq!(tasks[0]["kind"], "commitment");
        assert_eq!(tasks[0]["department"], "jimsar_health");
        assert_eq!(tasks[0]["limits"][0]["status"], "open");
        assert_eq!(tasks[0]["due_on"], Value::Null);
        let ledger = clerk.get("/api/v1/number-ledger?limit=100").await.expect(200);
        let lines = ledger.json["items"].as_array().expect("lines");
        assert!(lines.iter().all(|line| line["adds_up"] == true), "{}", ledger.json);
        let out: u64 = lines.iter().filter_map(|line| line["stock"]["issued"].as_u64()).sum();
        assert_eq!(out, 3);

        // It is done: no second time.
        draft.issue(&clerk).await.expect_problem(409, "application_nothing_to_do");
        let decisions = applicant.get(&draft.path("/decisions")).await.expect(200);
        assert_eq!(decisions.json["items"].as_array().map(Vec::len), Some(1));
        let kinds = draft.events().await;
        assert_eq!(kinds.iter().filter(|kind| *kind == "certificate.issued").count(), 3, "{kinds:?}");
    }

    async fn the_same_key_answers_the_same(app: TestApp) {
        app.entrust(60);
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.file().await;
        draft.accept(&clerk).await;
        let keyed = clerk.with_header("Idempotency-Key", "issue-1");
        let first = draft.issue(&keyed).await.expect(200);
        let again = draft.issue(&keyed).await.expect(200);
        assert_eq!(first.json, again.json);
        keyed.post(&draft.path("/issue"), json!({ "channel": "post" })).await.expect_problem(422, "idempotency_key_reused");
        let listed = clerk.get(&format!("/api/v1/certificates?application_id={}", draft.id)).await.expect(200);
        assert_eq!(listed.json["items"].as_array().map(Vec::len), Some(3));
    }
}
