//! The walk: every operation that changes something, once.

use kaiye_api::demonstration::SEAL;
use kaiye_domain::hash::sha256;
use kaiye_tests::{
    Client, Draft, TestApp,
    issuing::certificate_of,
    offices::{agree, task_of, task_path},
    on_both,
};
use reqwest::Method;
use serde_json::{Value, json};

use super::{enforcement, intake, subscriptions, supervision, witness::Witness};

on_both! {
    async fn every_operation_that_writes_appends_its_event(app: TestApp) {
        app.entrust(20);
        let mut witness = Witness::of(&app);
        keeping(&app, &mut witness).await;
        delegating(&app, &mut witness).await;
        shop(&app, &mut witness).await;
        supervision::verifying(&app, &mut witness).await;
        ordinary(&app, &mut witness).await;
        hotel(&app, &mut witness).await;
        supervision::credit(&app, &mut witness).await;
        supervision::answering(&app, &mut witness).await;
        supervision::register(&app, &mut witness).await;
        supervision::notices(&app, &mut witness).await;
        enforcement::enforcement(&app, &mut witness).await;
        subscriptions::subscriptions(&app, &mut witness).await;
        intake::paper(&app, &mut witness).await;
        intake::machines(&app, &mut witness).await;
        witness.saw_all();
    }
}

/// Accounts, sessions, clients, designations, calendars.
async fn keeping(app: &TestApp, witness: &mut Witness<'_>) {
    let administrator = app.administrator().await;
    witness.saw("create_session");
    let account = json!({
        "login": "wang", "name": "王五", "roles": ["reviewer"], "department": "fire_brigade",
        "password": "a password long enough",
    });
    let opened = administrator.post("/api/v1/accounts", account).await.expect(201);
    witness.saw("create_account");
    let applicant = app.applicant().await;
    witness.skip();
    let contact = applicant.get("/api/v1/me/contact").await.expect(200);
    applicant.patch("/api/v1/me/contact", contact.etag(), json!({ "email": "li@example.cn" })).await.expect(200);
    witness.saw("update_contact");
    let change = json!({ "roles": ["reviewer", "approver"] });
    administrator.patch(opened.header("location"), opened.etag(), change).await.expect(200);
    witness.saw("update_account");
    let client = json!({ "client_id": "fire", "name": "消防", "department": "fire_brigade", "scopes": ["read_self"] });
    let client = administrator.post("/api/v1/clients", client).await.expect(201);
    witness.saw("create_client");
    let place = client.header("location").to_owned();
    administrator.patch(&place, client.etag(), json!({ "scopes": ["read_certificate"] })).await.expect(200);
    witness.saw("update_client");
    let request = administrator.request(Method::POST, &format!("{place}/secret")).header("if-match", "*");
    administrator.send(request).await.expect(200);
    witness.saw("replace_client_secret");
    let sheet = json!({ "scope": "national", "year": 2027, "csv": "date,kind,name\n2027-01-01,off,元旦\n" });
    administrator.post("/api/v1/calendar-years", sheet).await.expect(200);
    witness.saw("import_calendar");
    let news = json!({ "title": "窗口时间调整", "body": "自下周一起。", "audience": "staff" });
    let news = administrator.post("/api/v1/announcements", news).await.expect(201);
    witness.saw("create_announcement");
    let change = json!({ "publish_at": TestApp::START });
    administrator.patch(news.header("location"), news.etag(), change).await.expect(200);
    witness.saw("update_announcement");
    app.designate_for_hotel().await;
    witness.saw("set_designation");
    administrator.delete("/api/v1/sessions/current").await.expect(204);
    witness.saw("delete_session");
}

async fn delegating(app: &TestApp, witness: &mut Witness<'_>) {
    let head = app.approver("public_security").await;
    // Another picture than the one that its demonstration seal has.
    let seal = [SEAL, b"\n"].concat();
    let body = json!({
        "entruster": "public_security",
        "entrusted": "market_supervision_branch",
        "covers": [{ "item_code": "hotel_special_trade_permit", "division": "652325" }],
        "instrument_number": "准公委〔2025〕1号",
        "seal_image_hash": sha256(&seal),
        "valid_from": "2025-06-01",
        "ranges": [{
            "item_code": "hotel_special_trade_permit",
            "format": { "scheme": "plain", "prefix": "TZHY", "width": 6, "check": "none" },
            "first_serial": 1,
            "last_serial": 9,
        }],
    });
    witness.skip();
    let given = head.post("/api/v1/delegations", body).await.expect(201);
    witness.saw("create_delegation");
    let path = format!("/api/v1/delegations/{}", given.text("/id"));
    head.send(head.request(Method::POST, &format!("{path}/seal-image")).body(seal)).await.expect(200);
    witness.saw("deposit_seal_image");
    head.post(&format!("{path}/publish"), json!({})).await.expect(200);
    witness.saw("publish_delegation");
    let range = given.text("/ranges/0/id");
    let numbers = head.get(&format!("/api/v1/number-ledger/ranges/{range}/numbers")).await.expect(200);
    let void = json!({ "status": "void", "reason": "打印错位" });
    head.post(&format!("{path}/numbers/{}/void", numbers.text("/items/0/id")), void).await.expect(200);
    witness.saw("void_number");
    let back = json!({ "range_id": range, "from_serial": 5 });
    head.post(&format!("{path}/numbers/return"), back).await.expect(200);
    witness.saw("return_numbers");
    head.post(&format!("{path}/revoke"), json!({ "reason": "印章更换" })).await.expect(200);
    witness.saw("revoke_delegation");
}

async fn shop(app: &TestApp, witness: &mut Witness<'_>) {
    let (applicant, clerk) = (app.applicant().await, app.clerk().await);
    let draft = Draft::supermarket(&applicant, 1).await;
    witness.saw_each(&["create_notice", "create_application"]);
    let edit = json!({ "business": kaiye_tests::draft::business("好邻居便利店", "F5212", 25.0, 1) });
    applicant.patch(&draft.path(""), "*", edit).await.expect(200);
    witness.saw("update_application");
    draft.add_materials().await;
    witness.saw("add_material");
    draft.sign_all().await;
    witness.saw("sign_commitment");
    draft.submit().await.expect(200);
    witness.saw("submit_application");
    let point =
        json!({ "points": [{ "item": "shop_hygiene_permit", "subject": "business/address", "text": "请补正" }] });
    clerk.post(&draft.path("/request-correction"), point).await.expect(200);
    witness.saw("request_correction");
    draft.submit().await.expect(200);
    draft.accept(&clerk).await;
    witness.saw("accept_application");
    draft.issue(&clerk).await.expect(200);
    witness.saw("issue_application");
    clerk.post(&draft.path("/visits"), json!({ "purpose": "collect" })).await.expect(201);
    witness.saw("record_visit");
    let health = app.supervisor("jimsar_health").await;
    let news = health.get("/api/v1/events?type=application.issued&limit=100").await.expect(200);
    witness.skip();
    health.post("/api/v1/event-receipts", json!({ "event_ids": [news.text("/items/0/id")] })).await.expect(200);
    witness.saw("acknowledge_events");
}

/// A permit on the ordinary route, a declined item, and what is taken back.
async fn ordinary(app: &TestApp, witness: &mut Witness<'_>) {
    const ITEM: &str = "shop_hygiene_permit";
    let (clerk, head) = (app.clerk().await, app.approver("jimsar_health").await);
    let draft = Draft::supermarket(&app.applicant().await, 2).await;
    draft.file().await;
    let commitment = draft.item(ITEM).await["commitment"]["id"].as_str().expect("an id").to_owned();
    witness.skip();
    draft.by.post(&draft.path(&format!("/commitments/{commitment}/withdraw")), json!({})).await.expect(200);
    witness.saw("withdraw_commitment");
    let needless = json!({ "items": [
        { "item": "small_grocery_registration", "ground": "no_permit_needed", "reason": "依法不需要取得许可" },
    ] });
    clerk.post(&draft.path("/decline"), needless).await.expect(200);
    witness.saw("decline_application");
    draft.accept(&clerk).await;
    for (step, operation, body) in [
        ("suspend", "suspend_item", json!({ "ground": "testing", "reason": "送检", "until": "2025-07-15" })),
        ("resume", "resume_item", json!({ "reason": "检测合格" })),
        ("extend", "extend_item", json!({ "reason": "案情复杂" })),
        ("decide", "decide_item", json!({ "decision": "grant", "reason": "符合法定条件" })),
    ] {
        head.post(&draft.path(&format!("/items/{ITEM}/{step}")), body).await.expect(200);
        witness.saw(operation);
    }
    draft.by.post(&draft.path("/withdraw"), json!({ "items": ["business_licence"] })).await.expect(200);
    witness.saw("withdraw_application");
}

async fn hotel(app: &TestApp, witness: &mut Witness<'_>) {
    let (applicant, clerk, lead) = (app.applicant().await, app.clerk().await, app.lead().await);
    let draft = promised(&applicant).await;
    draft.accept(&clerk).await;
    witness.skip();
    let review = draft.open_review(&lead, "2025-06-05").await.expect(201).json;
    witness.saw("open_joint_review");
    let liaison = app.liaison("qitai_liaison").await;
    let county = task_of(&review, "qitai_health");
    let handover = json!({ "received_by": "奇台县卫健委", "receipt": "奇卫收〔2025〕1号" });
    liaison.post(&task_path(&county, "/handover"), handover).await.expect(200);
    witness.saw("record_handover");
    liaison.post(&task_path(&county, "/opinion"), agree(&["lodging_hygiene_permit"])).await.expect(200);
    witness.saw("give_opinion");
    for (department, item) in [
        ("fire_brigade", "fire_check"),
        ("public_security", "hotel_special_trade_permit"),
        ("market_supervision_branch", "catering_permit"),
    ] {
        let task = task_of(&review, department);
        app.reviewer(department).await.post(&task_path(&task, "/opinion"), agree(&[item])).await.expect(200);
    }
    let close = draft.path(&format!("/reviews/{}/close", review["id"].as_str().expect("an id")));
    lead.post(&close, json!({})).await.expect(200);
    witness.saw("close_joint_review");
    let issued = draft.issue(&clerk).await.expect(200).json;
    let material = draft.add_material("floor_plan").await.expect(201).json["id"].clone();
    let path = format!("/api/v1/certificates/{}/readiness", certificate_of(&issued, "fire_check"));
    let proof = json!({ "clauses": ["3"], "material_ids": [material], "statement": "设施已配齐" });
    let filed = applicant.post(&path, proof).await.expect(200);
    witness.saw("submit_readiness");
    let brigade = app.supervisor("fire_brigade").await;
    let verdict = format!("{path}/{}/verdict", filed.text("/readiness/0/id"));
    brigade.post(&verdict, json!({ "verdict": "confirmed" })).await.expect(200);
    witness.saw("confirm_readiness");
}

/// A hotel that promises one clause of the fire check by a day, filed.
async fn promised(applicant: &Client) -> Draft {
    let draft = Draft::hotel(applicant, 3).await;
    draft.add_materials().await;
    draft.add_material("guest_registration").await.expect(201);
    for code in ["hotel_special_trade_permit", "lodging_hygiene_permit", "catering_permit"] {
        draft.sign(draft.letter(code)).await.expect(201);
    }
    let mut letter = draft.letter("fire_check");
    let clause = |promise: &&mut Value| promise["clause"] == "3";
    *letter["promises"].as_array_mut().expect("promises").iter_mut().find(clause).expect("the clause") =
        json!({ "clause": "3", "kind": "by_date", "date": "2025-06-20" });
    draft.sign(letter).await.expect(201);
    draft.submit().await.expect(200);
    draft
}
