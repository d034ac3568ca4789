//! Seal delegations and the number ledger (S8).

use kaiye_tests::{Client, Draft, TestApp, on_both};
use serde_json::{Value, json};

fn delegation(instrument: &str, last_serial: u64) -> Value {
    json!({
        "entruster": "public_security",
        "entrusted": "market_supervision_branch",
        "covers": [{ "item_code": "hotel_special_trade_permit", "division": "652325" }],
        "instrument_number": instrument,
        "valid_from": "2025-06-01",
        "ranges": [{
            "item_code": "hotel_special_trade_permit",
            "format": { "scheme": "plain", "prefix": "TZHY", "width": 6, "check": "none" },
            "first_serial": 1,
            "last_serial": last_serial,
        }],
    })
}

async fn published(app: &TestApp, head: &Client) -> Value {
    let created = head.post("/api/v1/delegations", delegation("准公委〔2025〕1号", 25)).await.expect(201);
    let path = format!("/api/v1/delegations/{}", created.text("/id"));
    app.public().get(&path).await.expect_problem(404, "not_found");
    head.post(&format!("{path}/publish"), json!({})).await.expect(200).json
}

on_both! {
    async fn a_delegation_is_given_published_and_revoked(app: TestApp) {
        let head = app.approver("public_security").await;
        let given = published(&app, &head).await;
        let path = format!("/api/v1/delegations/{}", given["id"].as_str().expect("an id"));
        assert_eq!((given["status"].as_str(), given["in_force"].as_bool()), (Some("published"), Some(true)));
        assert_eq!(given["allowed_actions"], json!(["revoke_delegation", "void_number", "return_numbers"]));
        let seen = app.public().get(&path).await.expect(200);
        assert_eq!(seen.json["allowed_actions"], json!([]));
        let listed = app.public().get("/api/v1/delegations?item_code=hotel_special_trade_permit").await.expect(200);
        assert_eq!(listed.json["items"].as_array().map(Vec::len), Some(1));
        head.post(&format!("{path}/publish"), json!({})).await.expect_problem(409, "delegation_published_already");
        let other = app.approver("fire_brigade").await;
        let reason = json!({ "reason": "印章更换" });
        other.post(&format!("{path}/revoke"), &reason).await.expect_problem(403, "delegation_not_the_entruster");
        let revoked = head.post(&format!("{path}/revoke"), &reason).await.expect(200);
        assert_eq!((&revoked.json["status"], &revoked.json["in_force"]), (&json!("revoked"), &json!(false)));
        app.public().get(&path).await.expect_problem(404, "not_found");
        head.post(&format!("{path}/revoke"), &reason).await.expect_problem(409, "delegation_revoked");
    }

    async fn what_does_not_fit_is_told_at_once_and_nothing_is_kept(app: TestApp) {
        let head = app.approver("public_security").await;
        let mut bad = delegation("准公委〔2025〕2号", 0);
        bad["entrusted"] = json!("qitai_liaison");
        bad["covers"].as_array_mut().expect("a list").push(json!({ "item_code": "fire_check", "division": "652325" }));
        bad["valid_to"] = json!("2025-05-01");
        let refused = head.post("/api/v1/delegations", &bad).await.expect_problem(422, "content_invalid");
        let mut codes: Vec<&str> =
            refused.json["errors"].as_array().into_iter().flatten().filter_map(|it| it["code"].as_str()).collect();
        codes.sort_unstable();
        assert_eq!(codes, ["before_first", "before_valid_from", "not_an_organ", "not_the_issuer"]);
        let mut licence = delegation("准公委〔2025〕3号", 25);
        licence["ranges"][0]["format"] = json!({ "scheme": "uscc", "prefix": "92652300" });
        head.post("/api/v1/delegations", &licence).await.expect_problem(422, "content_invalid");
        published(&app, &head).await;
        let again = head.post("/api/v1/delegations", delegation("准公委〔2025〕1号", 5)).await;
        again.expect_problem(409, "delegation_instrument_known");
        let overlapping = head.post("/api/v1/delegations", delegation("准公委〔2025〕4号", 5)).await;
        overlapping.expect_problem(409, "number_entrusted_already");
        app.applicant().await.post("/api/v1/delegations", delegation("x", 5)).await.expect_problem(403, "not_permitted");
        let clerk = app.clerk().await;
        assert_eq!(clerk.get("/api/v1/delegations").await.expect(200).json["items"].as_array().map(Vec::len), Some(1));
    }

    async fn every_number_is_accounted_for_and_a_low_stock_is_told_once(app: TestApp) {
        let head = app.approver("public_security").await;
        let given = published(&app, &head).await;
        let path = format!("/api/v1/delegations/{}", given["id"].as_str().expect("an id"));
        let range = given["ranges"][0]["id"].as_str().expect("a range").to_owned();
        let clerk = app.clerk().await;
        let numbers = clerk.get(&format!("/api/v1/number-ledger/ranges/{range}/numbers?limit=2")).await.expect(200);
        assert_eq!(numbers.json["items"][0]["number"], "TZHY000001");
        assert!(numbers.json["next_cursor"].is_string());
        let number = |at: usize| numbers.json["items"][at]["id"].as_str().expect("an id").to_owned();
        let void = format!("{path}/numbers/{}/void", number(0));
        let spoilt = json!({ "status": "void", "reason": "打印错位" });
        app.approver("fire_brigade").await.post(&void, &spoilt).await.expect_problem(403, "delegation_not_its_keeper");
        clerk.post(&void, &spoilt).await.expect(200);
        clerk.post(&void, &spoilt).await.expect_problem(409, "number_not_available");
        let lost = json!({ "status": "lost", "reason": "邮寄途中遗失" });
        clerk.post(&format!("{path}/numbers/{}/void", number(1)), lost).await.expect(200);
        app.sweep();
        assert_eq!(app.count_events("number_range.low"), 0, "23 are left, 20 is the threshold");
        let back = json!({ "range_id": range, "from_serial": 21 });
        assert_eq!(clerk.post(&format!("{path}/numbers/return"), &back).await.expect(200).json["returned"], 5);
        clerk.post(&format!("{path}/numbers/return"), &back).await.expect_problem(409, "numbers_not_in_stock");
        let ledger = clerk.get("/api/v1/number-ledger").await.expect(200);
        let line = &ledger.json["items"][0];
        let stock = json!({ "available": 18, "issued": 0, "void": 1, "lost": 1, "returned": 5 });
        assert_eq!((&line["stock"], &line["adds_up"], &line["low"]), (&stock, &json!(true), &json!(true)));
        app.sweep();
        app.sweep();
        assert_eq!(app.count_events("number_range.low"), 1);
        app.applicant().await.get("/api/v1/number-ledger").await.expect_problem(403, "not_permitted");
    }

    async fn nothing_is_issued_without_a_delegation_in_force(app: TestApp) {
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let draft = Draft::supermarket(&applicant, 1).await;
        draft.file().await;
        draft.accept(&clerk).await;
        let nothing = draft.issue(&clerk).await.expect(200).json;
        assert_eq!(nothing["issued"], json!([]));
        assert_eq!(nothing["waiting"].as_array().map(Vec::len), Some(3), "{nothing}");
        assert!(nothing["waiting"].to_string().contains("delegation_in_force"), "{nothing}");
        // With a single form the licence goes out; the empty stock of the others is said.
        app.entrust(1);
        let first = draft.issue(&clerk).await.expect(200).json;
        assert_eq!(first["issued"].as_array().map(Vec::len), Some(3), "{first}");
        let other = Draft::supermarket(&applicant, 2).await;
        other.file().await;
        other.accept(&clerk).await;
        let second = other.issue(&clerk).await.expect(200).json;
        assert_eq!(second["issued"], json!([]));
        assert!(second["waiting"].to_string().contains("number_in_stock"), "{second}");
        assert_eq!(other.show().await.json["status"], "accepted");
    }
}
