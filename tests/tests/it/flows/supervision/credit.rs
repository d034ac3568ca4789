//! What a breach leaves behind (S19): whom it bars and until when, what is public of it, and how it ends.

use chrono::{DateTime, TimeDelta, Utc};
use kaiye_domain::credit::GroundKind;
use kaiye_tests::{
    Answer, Client, Draft, TestApp,
    draft::{business, person},
    issuing::certificate_of,
    on_both,
};
use serde_json::{Value, json};

const PERMIT: &str = "shop_hygiene_permit";

/// A shop's hygiene permit, as it was issued: the application and the certificate.
async fn permit(app: &TestApp, person: u32) -> (Draft, String) {
    app.entrust(60);
    let (draft, issued) = app.issued_shop(person).await;
    (draft, certificate_of(&issued, PERMIT))
}

fn at(app: &TestApp, day: &str) {
    let instant: DateTime<Utc> = format!("{day}T02:00:00Z").parse().expect("an instant");
    app.set_clock(instant);
}

/// What an application's checks say about its subjects: whether anybody in it is barred.
async fn barred(draft: &Draft) -> bool {
    let check = draft.by.get(&draft.path("/check")).await.expect(200);
    let checks = check.json["checks"].as_array().cloned().unwrap_or_default();
    checks.iter().any(|it| it["code"] == "not_barred" && it["outcome"] == "failed")
}

/// The business asks for repair, with proof.
async fn ask(draft: &Draft, record: &str) -> Answer {
    let proof = draft.add_material("credit_repair_proof").await.expect(201).json["id"].clone();
    let body = json!({ "statement": "已整改到位，承诺今后守法经营", "material_ids": [proof] });
    draft.by.post(&format!("{record}/repairs"), body).await
}

async fn decide(head: &Client, record: &Value, outcome: &str) -> Answer {
    let repairs = record["details"]["repairs"].as_array().cloned().unwrap_or_default();
    let repair = repairs.last().map(|it| it["id"].as_str().unwrap_or_default().to_owned()).unwrap_or_default();
    let path =
        format!("/api/v1/credit-records/{}/repairs/{repair}/decision", record["id"].as_str().unwrap_or_default());
    head.post(&path, json!({ "outcome": outcome, "reason": "经核查，材料属实" })).await
}

fn statuses(list: &Answer) -> Vec<String> {
    let items = list.json["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|it| it["status"].as_str().unwrap_or_default().to_owned()).collect()
}

on_both! {
    async fn a_breach_bars_business_and_person_until_it_is_repaired(app: TestApp) {
        let (draft, certificate) = permit(&app, 1).await;
        let (applicant, head) = (app.applicant().await, app.approver("jimsar_health").await);
        let record = app.record_breach(&certificate, GroundKind::Revoked);
        let shown = applicant.get(&record).await.expect(200).json;
        assert_eq!((&shown["class"], &shown["status"]), (&json!("serious"), &json!("published")));
        assert_eq!((&shown["repairable_from"], &shown["public_to"]), (&json!("2026-06-03"), &json!("2028-06-03")));
        assert_eq!(shown["details"]["subjects"], json!(["business", "operator"]));
        assert_eq!(shown["allowed_actions"], json!([]), "the least time is not served");

        // The person is barred from the next commitment, wherever the business; the ordinary route is open.
        let next = Draft::supermarket_at(&app.sign_in("applicant-2").await, 1, 2).await;
        assert!(barred(&next).await);
        next.add_materials().await;
        next.sign(next.letter(PERMIT)).await.expect_problem(409, "barred");
        next.submit().await.expect_problem(422, "application_not_ready");
        let ordinary: Vec<Value> = ["business_licence", PERMIT, "small_grocery_registration"]
            .iter()
            .map(|code| json!({ "code": code, "route": "ordinary" }))
            .collect();
        next.by.patch(&next.path(""), "*", json!({ "items": ordinary })).await.expect(200);
        next.submit().await.expect(200);
        // The notice says it, to anybody of the business, of the person to who has signed in; it names nobody.
        let answers = json!({ "county": "652327", "area_m2": 25 });
        let asked = |subjects: Value| json!({ "bundle": "small_supermarket", "answers": answers, "subjects": subjects });
        let of_business = app.public().post("/api/v1/notices", asked(json!({ "uscc": shown["holder_uscc"] }))).await;
        assert_eq!(of_business.expect(201).json["barred"], json!(["business"]));
        let of_person = asked(json!({ "operator_id_number": person(5)["id_number"], "agent_id_number": person(1)["id_number"] }));
        app.public().post("/api/v1/notices", &of_person).await.expect_problem(403, "notice_persons_need_sign_in");
        let notice = applicant.post("/api/v1/notices", &of_person).await.expect(201);
        assert_eq!(notice.json["barred"], json!(["agent"]));
        assert!(!notice.json.to_string().contains(person(1)["id_number"].as_str().unwrap_or_default()));
        assert_eq!(notice.json["remarks"].as_array().map(Vec::len), Some(3));
        let wrong = asked(json!({ "uscc": "91350100M000100Y44", "agent_id_number": "1" }));
        let faults = app.public().post("/api/v1/notices", wrong).await.expect_problem(422, "content_invalid").json;
        assert_eq!(faults["errors"].as_array().map(Vec::len), Some(2), "{faults}");

        // The business is barred by its code, whoever runs it now.
        let licence = json!({ "basis": "existing", "uscc": shown["holder_uscc"] });
        let body = json!({
            "business": business("好邻居超市", "F5212", 25.0, 5), "operator": person(5), "licence": licence,
            "items": [{ "code": PERMIT }],
        });
        let other = app.sign_in("applicant-2").await;
        let held = other.post("/api/v1/applications", body).await.expect(201);
        let held = Draft { by: other, id: held.text("/id").to_owned(), notice: Value::Null };
        assert!(barred(&held).await);
        assert!(!barred(&Draft::supermarket(&held.by, 6).await).await, "nobody else is");

        // Repair: not before the least time, not without proof, not twice at once.
        ask(&draft, &record).await.expect_problem(409, "credit_not_served");
        at(&app, "2026-06-03");
        let bare = json!({ "statement": "已整改", "material_ids": ["01970000-0000-7000-8000-000000000000"] });
        let refused = applicant.post(&format!("{record}/repairs"), bare).await.expect_problem(422, "content_invalid");
        assert_eq!(refused.text("/errors/0/code"), "not_in_the_application");
        assert_eq!(applicant.get(&record).await.json["allowed_actions"], json!(["apply_credit_repair"]));
        let asked = ask(&draft, &record).await.expect(200).json;
        ask(&draft, &record).await.expect_problem(409, "credit_repair_pending");
        let waiting = head.get("/api/v1/worklist?kind=decide_credit_repair").await.expect(200);
        assert_eq!(waiting.json["items"].as_array().map(Vec::len), Some(1), "{}", waiting.json);

        let refused = decide(&head, &asked, "refused").await.expect(200).json;
        assert_eq!((&refused["status"], &refused["details"]["bars"]), (&json!("published"), &json!(true)));
        assert!(barred(&held).await);
        decide(&head, &refused, "granted").await.expect_problem(409, "credit_repair_decided");
        app.advance(TimeDelta::hours(1));
        let asked = ask(&draft, &record).await.expect(200).json;
        let repaired = decide(&head, &asked, "granted").await.expect(200).json;
        assert_eq!((&repaired["status"], &repaired["details"]["bars"]), (&json!("repaired"), &json!(false)));
        assert!(!barred(&held).await);
        assert_eq!(applicant.post("/api/v1/notices", &of_person).await.expect(201).json["barred"], json!([]));
        let notices = draft.notices().await;
        let served: Vec<_> = notices.iter().filter(|it| it["kind"] == "credit_repair").collect();
        assert_eq!(served.len(), 2, "{notices:?}");
        assert_eq!(served[0]["content"]["remedies"].as_array().map(Vec::len), Some(2), "a refusal says what to do");
        let document = repaired["details"]["repairs"][1]["document"].clone();
        assert_eq!((&served[1]["content"]["document"], &document), (&document, &json!("吉卫信修〔2026〕2号")));
        ask(&draft, &record).await.expect_problem(409, "credit_nothing_to_repair");
        app.public().get(&record).await.expect_problem(404, "not_found");
    }

    async fn an_agent_is_barred_and_what_was_submitted_before_is_refused_at_issue(app: TestApp) {
        app.entrust(60);
        let (applicant, clerk) = (app.applicant().await, app.clerk().await);
        let first = Draft::supermarket(&applicant, 1).await;
        applicant.patch(&first.path(""), "*", json!({ "agent": person(9) })).await.expect(200);
        first.add_material("power_of_attorney").await.expect(201);
        first.file().await;
        first.accept(&clerk).await;
        let issued = first.issue(&clerk).await.expect(200).json;
        // The agent of that shop runs another one, accepted before the breach was found.
        let second = Draft::supermarket(&applicant, 9).await;
        second.file().await;
        second.accept(&clerk).await;
        let record = app.record_breach(&certificate_of(&issued, PERMIT), GroundKind::Stopped);
        assert_eq!(applicant.get(&record).await.json["details"]["subjects"], json!(["business", "operator", "agent"]));
        let issued = second.issue(&clerk).await.expect(200).json;
        assert_eq!(issued["issued"].as_array().map(Vec::len), Some(1), "the licence: {issued}");
        let refused = issued["refused"].as_array().cloned().unwrap_or_default();
        assert_eq!(refused.len(), 2, "{issued}");
        assert!(refused.iter().all(|it| it["ground"] == "barred"), "{issued}");
    }

    async fn time_ends_the_publication_once_and_repair_the_bar(app: TestApp) {
        let (draft, certificate) = permit(&app, 1).await;
        let record = app.record_breach(&certificate, GroundKind::Warned);
        let next = Draft::supermarket(&app.applicant().await, 1).await;
        at(&app, "2025-09-03");
        app.sweep();
        assert_eq!(app.public().get(&record).await.expect(200).json["status"], "published", "its last day");
        at(&app, "2025-09-04");
        app.public().get(&record).await.expect_problem(404, "not_found");
        app.sweep();
        app.sweep();
        assert_eq!(app.count_events("credit.ended"), 1);
        let ended = app.applicant().await.get(&record).await.expect(200).json;
        assert_eq!((&ended["status"], &ended["details"]["bars"]), (&json!("ended"), &json!(true)));
        let asked = ask(&draft, &record).await.expect(200).json;
        let head = app.approver("jimsar_health").await;
        decide(&head, &asked, "granted").await.expect(200);
        assert!(!barred(&next).await);
    }

    async fn what_is_set_aside_takes_what_rested_on_it_along(app: TestApp) {
        let (draft, certificate) = permit(&app, 1).await;
        let applicant = app.applicant().await;
        let next = Draft::supermarket(&applicant, 1).await;
        let record = app.record_breach(&certificate, GroundKind::Stopped);
        assert_eq!(app.record_breach(&certificate, GroundKind::Revoked), record, "one case, one record");
        assert_eq!(applicant.get(&record).await.json["class"], "serious");
        app.set_aside(&certificate, GroundKind::Revoked);
        let lighter = applicant.get(&record).await.expect(200).json;
        assert_eq!((&lighter["class"], &lighter["public_to"]), (&json!("ordinary"), &json!("2026-06-03")));
        assert_eq!(lighter["details"]["set_aside"][0]["kind"], "revoked", "with trace");
        assert!(barred(&next).await);
        at(&app, "2025-09-03");
        ask(&draft, &record).await.expect(200);
        app.set_aside(&certificate, GroundKind::Stopped);
        let withdrawn = applicant.get(&record).await.expect(200).json;
        assert_eq!((&withdrawn["status"], &withdrawn["details"]["bars"]), (&json!("withdrawn"), &json!(false)));
        assert_eq!(withdrawn["details"]["repairs"][0]["status"], "moot");
        assert!(!barred(&next).await);
        app.public().get(&record).await.expect_problem(404, "not_found");
        let waiting = app.approver("jimsar_health").await.get("/api/v1/worklist?kind=decide_credit_repair").await;
        assert_eq!(waiting.expect(200).json["items"], json!([]));
    }

    async fn everybody_reads_what_is_public_and_only_whom_it_concerns_the_rest(app: TestApp) {
        let (draft, certificate) = permit(&app, 1).await;
        let record = app.record_breach_by(&certificate, GroundKind::Fined, Some("market_supervision_branch"));
        at(&app, "2025-09-03");
        let asked = ask(&draft, &record).await.expect(200).json;
        let stranger = app.sign_in("applicant-2").await;
        for reader in [app.public(), stranger.clone(), app.supervisor("fire_brigade").await] {
            let shown = reader.get(&record).await.expect(200).json;
            assert_eq!((&shown["details"], &shown["allowed_actions"]), (&Value::Null, &json!([])));
            assert_eq!(shown["holder_name"], "好邻居超市1");
            let text = shown.to_string();
            assert!(!text.contains("示例") && !text.contains("整改"), "nobody's name or words: {text}");
            let listed = reader.get("/api/v1/credit-records?class=ordinary&department=market_supervision_branch").await;
            assert_eq!(statuses(&listed.expect(200)), ["published"]);
        }
        for reader in [app.applicant().await, app.clerk().await, app.inspector().await, app.approver("jimsar_health").await] {
            let shown = reader.get(&record).await.expect(200).json;
            assert_eq!(shown["details"]["repairs"][0]["status"], "filed");
        }
        // Nobody else's head decides: in reach 403, out of reach 404; and nothing has changed.
        let (issuer, outsider) = (app.approver("jimsar_health").await, app.approver("fire_brigade").await);
        let officer = app.supervisor("market_supervision_branch").await;
        let before = app.contents();
        decide(&issuer, &asked, "granted").await.expect_problem(403, "credit_not_the_departments");
        decide(&outsider, &asked, "granted").await.expect_problem(404, "not_found");
        decide(&officer, &asked, "granted").await.expect(403);
        let body = json!({ "statement": "我也要修复", "material_ids": ["01970000-0000-7000-8000-000000000000"] });
        stranger.post(&format!("{record}/repairs"), body).await.expect_problem(404, "not_found");
        assert_eq!(app.contents(), before);
        let head = app.approver("market_supervision_branch").await;
        assert_eq!(head.get(&record).await.json["allowed_actions"], json!(["decide_credit_repair"]));
        decide(&head, &asked, "granted").await.expect(200);
        let holder = asked["holder_uscc"].as_str().unwrap_or_default();
        let by_code = format!("/api/v1/credit-records?uscc={holder}");
        assert!(statuses(&app.public().get(&by_code).await.expect(200)).is_empty());
        assert_eq!(statuses(&app.inspector().await.get(&by_code).await.expect(200)), ["repaired"]);
    }

    async fn a_platform_misses_nothing_and_its_receipt_stays(app: TestApp) {
        let (draft, certificate) = permit(&app, 1).await;
        let platform = app.agency("economic_development_bureau", &["export_credit"]).await;
        let record = app.record_breach(&certificate, GroundKind::Warned);
        app.record_breach(&certificate, GroundKind::Fined);
        app.sweep();
        let changes = "/api/v1/credit-record-changes";
        let first = platform.get(&format!("{changes}?limit=1")).await.expect(200).json;
        assert_eq!((&first["changes"][0]["kind"], &first["more"]), (&json!("credit.recorded"), &json!(true)));
        assert_eq!(first["changes"][0]["record"]["class"], "ordinary", "as it is now");
        let next = format!("{changes}?after={}", first["last_position"]);
        let second = platform.get(&next).await.expect(200).json;
        assert_eq!(second["changes"].as_array().map(Vec::len), Some(1));
        assert_eq!((&second["changes"][0]["kind"], &second["changes"][0]["shown"]), (&json!("credit.extended"), &json!(true)));
        assert!(!second.to_string().contains("示例"), "nothing personal: {second}");

        let receipt = json!({
            "record_version": second["changes"][0]["record_version"], "outcome": "accepted", "reference": "XY-1",
            "received_at": "2025-06-03T01:00:00Z",
        });
        let receipts = format!("{record}/receipts");
        platform.post(&receipts, &receipt).await.expect(200);
        let refused = |field: &str, value: Value| {
            let mut body = receipt.clone();
            body[field] = value;
            body
        };
        platform.post(&receipts, refused("record_version", json!(9))).await.expect_problem(409, "credit_no_such_version");
        let late = refused("received_at", json!("2030-01-01T00:00:00Z"));
        assert_eq!(platform.post(&receipts, late).await.expect(422).text("/errors/0/code"), "in_the_future");
        let silent = refused("outcome", json!("rejected"));
        assert_eq!(platform.post(&receipts, silent).await.expect(422).text("/errors/0/pointer"), "/reason");
        let shown = app.inspector().await.get(&record).await.expect(200).json;
        assert_eq!((&shown["details"]["version"], &shown["details"]["receipts"][0]["record_version"]), (&json!(2), &json!(2)));

        // What is repaired since is to be taken down, by a change that comes after all that was read.
        at(&app, "2025-09-03");
        let asked = ask(&draft, &record).await.expect(200).json;
        decide(&app.approver("jimsar_health").await, &asked, "granted").await.expect(200);
        app.sweep();
        let third = platform.get(&format!("{changes}?after={}", second["last_position"])).await.expect(200).json;
        assert_eq!(third["changes"].as_array().map(Vec::len), Some(1), "{third}");
        assert_eq!((&third["changes"][0]["kind"], &third["changes"][0]["shown"]), (&json!("credit.repaired"), &json!(false)));
        app.agency("fire_brigade", &["read_certificate"]).await.get(changes).await.expect(403);
    }

    async fn a_repair_that_nobody_decides_is_the_departments_lateness(app: TestApp) {
        let (draft, certificate) = permit(&app, 1).await;
        let record = app.record_breach(&certificate, GroundKind::Warned);
        ask(&draft, &record).await.expect(200);
        at(&app, "2025-06-25");
        app.sweep();
        let findings = app.inspector().await.get("/api/v1/liability-findings?limit=100").await.expect(200);
        let findings = findings.json["items"].as_array().cloned().unwrap_or_default();
        let late = findings.iter().find(|it| it["late"]["rule"] == "decide_credit_repair");
        assert_eq!(late.map(|it| &it["department"]), Some(&json!("jimsar_health")), "{findings:?}");
        let business = findings.iter().find(|it| it["cause"] == "broken_commitment");
        assert_eq!(business.map(|it| &it["certificate_id"]), Some(&json!(certificate)), "{findings:?}");
        assert_eq!(late.map(|it| &it["late"]["done_on"]), Some(&Value::Null));

        // Decided after all: how late it was is settled, and it goes no further up.
        let head = app.approver("jimsar_health").await;
        let asked = head.get(&record).await.expect(200).json;
        decide(&head, &asked, "granted").await.expect(200);
        let path = format!("/api/v1/escalations?application_id={}&limit=100", draft.id);
        let steps = |listed: &Value| {
            let all = listed["items"].as_array().into_iter().flatten();
            all.filter(|it| it["rule"] == "decide_credit_repair").count()
        };
        let raised = steps(&app.inspector().await.get(&path).await.expect(200).json);
        at(&app, "2025-08-25");
        app.sweep();
        let inspector = app.inspector().await;
        assert_eq!(steps(&inspector.get(&path).await.expect(200).json), raised);
        let findings = inspector.get("/api/v1/liability-findings?limit=100").await.expect(200).json;
        let mut findings = findings["items"].as_array().into_iter().flatten();
        let settled = findings.find(|it| it["late"]["rule"] == "decide_credit_repair");
        assert_eq!(settled.map(|it| &it["late"]["done_on"]), Some(&json!("2025-06-25")));
    }
}
