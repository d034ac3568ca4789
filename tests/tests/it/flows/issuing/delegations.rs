//! Seal delegations and the number ledger (S8).

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use chrono::TimeDelta;
use kaiye_domain::hash::sha256;
use kaiye_tests::{Answer, Client, Draft, TestApp, on_both};
use reqwest::Method;
use serde_json::{Value, json};

const PERMIT: &str = "shop_hygiene_permit";

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

/// Another delegation of the shops' hygiene permits in 吉木萨尔, in force from today, with so many forms.
async fn entrust_anew(app: &TestApp, to: &str, serials: (u32, u32), letters: Value) {
    give(app, hygiene(app, to, serials, letters)).await;
}

/// Gives and publishes a delegation; where it is.
async fn give(app: &TestApp, delegation: Value) -> String {
    let administrator = app.administrator().await;
    let created = administrator.post("/api/v1/delegations", delegation).await.expect(201);
    let path = format!("/api/v1/delegations/{}", created.text("/id"));
    administrator.post(&format!("{path}/publish"), json!({})).await.expect(200);
    app.advance(TimeDelta::days(1));
    path
}

fn hygiene(app: &TestApp, to: &str, serials: (u32, u32), letters: Value) -> Value {
    json!({
        "entruster": "jimsar_health",
        "entrusted": to,
        "covers": [{ "item_code": PERMIT, "division": "652327" }],
        "letters": letters,
        "instrument_number": format!("吉卫委〔2025〕{}号", serials.0),
        "valid_from": kaiye_domain::time::local_date(app.now()),
        "ranges": [{
            "item_code": PERMIT,
            "division": "652327",
            "format": { "scheme": "plain", "prefix": "WSSC", "width": 6, "check": "none" },
            "first_serial": serials.0,
            "last_serial": serials.1,
        }],
    })
}

/// A picture of one grey, of this size; PNG readers need no more of it than its head to know how large it is.
fn picture(side: u32, grey: u8) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR".to_vec();
    bytes.extend(side.to_be_bytes());
    bytes.extend(side.to_be_bytes());
    bytes.extend([8, 0, 0, 0, 0, grey]);
    bytes
}

/// Issues, and reads the hygiene permit with the decision that grants it.
async fn papers(draft: &Draft, clerk: &Client) -> Vec<Answer> {
    draft.issue(clerk).await.expect(200);
    read(draft, clerk).await
}

async fn read(draft: &Draft, clerk: &Client) -> Vec<Answer> {
    let listed = clerk.get(&format!("/api/v1/documents?application_id={}&limit=100", draft.id)).await.expect(200);
    let mut pages = Vec::new();
    for kind in ["permit", "grant"] {
        let mut all = listed.json["items"].as_array().into_iter().flatten();
        let paper = all.find(|it| it["kind"] == kind && it["content"]["item"] == PERMIT).expect(kind);
        let path = format!("/api/v1/documents/{}", paper["id"].as_str().expect("an id"));
        pages.push(clerk.with_header("accept", "text/html").get(&path).await.expect(200));
    }
    pages
}

async fn deposit(by: &Client, path: &str, bytes: impl Into<reqwest::Body>) -> Answer {
    by.send(by.request(Method::POST, &format!("{path}/seal-image")).body(bytes)).await
}

/// A shop's application, accepted.
async fn shop(app: &TestApp, person: u32) -> Draft {
    let draft = Draft::supermarket(&app.applicant().await, person).await;
    draft.file().await;
    draft.accept(&app.clerk().await).await;
    draft
}

/// The number of the hygiene permit that is issued.
async fn number(draft: &Draft, clerk: &Client) -> String {
    let issued = draft.issue(clerk).await.expect(200).json;
    let mut all = issued["issued"].as_array().into_iter().flatten();
    let one = all.find(|it| it["item"] == PERMIT).unwrap_or_else(|| panic!("{issued}"));
    one["number"].as_str().expect("a number").to_owned()
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

    async fn a_seals_image_is_deposited_by_its_department_and_read_by_both_parties(app: TestApp) {
        let head = app.approver("public_security").await;
        let image = picture(500, 1);
        let mut given = delegation("准公委〔2025〕1号", 25);
        given["seal_image_hash"] = json!(sha256(&image));
        let given = head.post("/api/v1/delegations", &given).await.expect(201);
        let path = format!("/api/v1/delegations/{}", given.text("/id"));
        assert_eq!(given.json["seal_deposited"], false);
        assert_eq!(given.json["allowed_actions"][0], "deposit_seal_image");
        head.get(&format!("{path}/seal-image")).await.expect_problem(404, "not_found");

        deposit(&head, &path, picture(500, 2)).await.expect_problem(422, "seal_image_other");
        deposit(&head, &path, picture(5000, 1)).await.expect_problem(422, "seal_image_unsuitable");
        deposit(&head, &path, "%PDF-1.7").await.expect_problem(415, "upload_type_unsupported");
        deposit(&head, &path, [image.clone(), vec![0; 128 * 1024]].concat()).await.expect_problem(413, "upload_too_large");
        deposit(&app.clerk().await, &path, image.clone()).await.expect_problem(403, "not_permitted");
        let other = app.approver("fire_brigade").await;
        deposit(&other, &path, image.clone()).await.expect_problem(403, "delegation_not_the_entruster");

        assert_eq!(deposit(&head, &path, image.clone()).await.expect(200).json["seal_deposited"], true);
        assert_eq!(deposit(&head, &path, image.clone()).await.expect(200).json["seal_deposited"], true);
        app.sweep();
        assert_eq!(app.count_events("delegation.seal_deposited"), 1);
        for party in [&head, &app.clerk().await, &app.administrator().await] {
            let read = party.get(&format!("{path}/seal-image")).await.expect(200);
            assert_eq!((read.header("content-type"), &read.bytes), ("image/png", &image));
        }
        head.post(&format!("{path}/publish"), json!({})).await.expect(200);
        other.get(&format!("{path}/seal-image")).await.expect_problem(403, "delegation_not_its_keeper");
        app.public().get(&format!("{path}/seal-image")).await.expect_problem(401, "token_missing");

        // The hash of another department's seal brings nobody its image.
        let mut theirs = delegation("准消委〔2025〕1号", 25);
        theirs["entruster"] = json!("fire_brigade");
        theirs["covers"] = json!([{ "item_code": "fire_check", "division": "652325" }]);
        theirs["ranges"] = json!([]);
        theirs["seal_image_hash"] = json!(sha256(&image));
        assert_eq!(other.post("/api/v1/delegations", &theirs).await.expect(201).json["seal_deposited"], false);

        let mut unsealed = delegation("准公委〔2025〕2号", 25);
        unsealed["ranges"] = json!([]);
        let unsealed = head.post("/api/v1/delegations", unsealed).await.expect(201);
        let unsealed = format!("/api/v1/delegations/{}", unsealed.text("/id"));
        deposit(&head, &unsealed, image.clone()).await.expect_problem(409, "delegation_names_no_seal");
        head.post(&format!("{path}/revoke"), json!({ "reason": "印章更换" })).await.expect(200);
        deposit(&head, &path, image).await.expect_problem(409, "delegation_revoked");
    }

    async fn what_is_issued_bears_the_seal_from_when_its_image_is_here(app: TestApp) {
        app.entrust(20);
        app.advance(TimeDelta::days(1));
        let (administrator, clerk) = (app.administrator().await, app.clerk().await);
        let image = picture(500, 1);
        let letter = json!([{ "code": "shop_hygiene_permit_letter", "version": 1 }]);
        let mut newer = hygiene(&app, "market_supervision_branch", (700_001, 700_009), letter);
        newer["seal_image_hash"] = json!(sha256(&image));
        let path = give(&app, newer).await;

        let (first, second) = (shop(&app, 1).await, shop(&app, 2).await);
        let unsealed = papers(&first, &clerk).await;
        deposit(&administrator, &path, image.clone()).await.expect(200);
        let sealed = papers(&second, &clerk).await;
        let bears = |page: &Answer, image: &[u8]| {
            let address = format!("<img src=\"data:image/png;base64,{}\"", BASE64.encode(image));
            String::from_utf8_lossy(&page.bytes).matches(&address).count()
        };
        assert_eq!(unsealed.iter().map(|page| bears(page, &image)).collect::<Vec<_>>(), [0, 0], "no image was here yet");
        assert_eq!(sealed.iter().map(|page| bears(page, &image)).collect::<Vec<_>>(), [1, 1], "the permit, and its grant");
        for (page, again) in unsealed.iter().zip(&read(&first, &clerk).await) {
            assert!(page.bytes == again.bytes, "what was issued stays as it was");
        }
        for page in unsealed.iter().chain(&sealed) {
            assert_eq!(page.etag(), format!("\"{}\"", sha256(&page.bytes)), "it is hashed as it is sent");
        }
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

    async fn one_delegation_stands_in_no_others_way(app: TestApp) {
        app.entrust(60);
        app.advance(TimeDelta::days(1));
        let clerk = app.clerk().await;
        let letter = json!([{ "code": "shop_hygiene_permit_letter", "version": 1 }]);
        entrust_anew(&app, "fire_brigade", (900_001, 900_009), letter.clone()).await;
        let first = number(&shop(&app, 1).await, &clerk).await;
        assert!(!first.starts_with("WSSC9"), "the newer one entrusts another body: {first}");
        entrust_anew(&app, "market_supervision_branch", (910_001, 910_001), letter).await;
        assert_eq!(number(&shop(&app, 2).await, &clerk).await, "WSSC910001", "the latest is drawn on first");
        let third = number(&shop(&app, 3).await, &clerk).await;
        assert!(!third.starts_with("WSSC9"), "its only form is used up: {third}");
    }

    async fn a_letter_that_was_not_entrusted_is_not_issued_on(app: TestApp) {
        let clerk = app.clerk().await;
        entrust_anew(&app, "market_supervision_branch", (920_001, 920_009), json!([])).await;
        let draft = shop(&app, 1).await;
        let outcome = async |reader: &Client| {
            let check = reader.get(&draft.path("/check")).await.expect(200);
            let mut checks = check.json["checks"].as_array().into_iter().flatten();
            let one = checks.find(|it| it["code"] == "delegation_in_force" && it["item"] == PERMIT);
            one.expect("the check")["outcome"].as_str().map(str::to_owned).expect("an outcome")
        };
        assert_eq!(outcome(&draft.by).await, "failed");
        assert_eq!(outcome(&clerk).await, "failed");
        let waiting = draft.issue(&clerk).await.expect(200).json["waiting"].clone();
        let permit = waiting.as_array().into_iter().flatten().find(|it| it["item"] == PERMIT).expect("it waits");
        assert!(permit["because"].to_string().contains("delegation_in_force"), "{permit}");
        let letter = json!([{ "code": "shop_hygiene_permit_letter", "version": 1 }]);
        entrust_anew(&app, "market_supervision_branch", (930_001, 930_009), letter).await;
        assert_eq!(outcome(&draft.by).await, "passed", "whoever asks is told of the window");
        assert_eq!(outcome(&clerk).await, "passed");
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
