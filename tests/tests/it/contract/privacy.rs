//! What anybody may read holds no personal data (S12): every field that can hold some is filled with marked values, and
//! every answer that needs no token is searched for them. An operation that is new to the public has to be fed here.

use std::collections::BTreeMap;

use kaiye_domain::{actor::Role, credit::GroundKind};
use kaiye_tests::{
    Answer, Client, Draft, TestApp,
    draft::{business, citizen_number},
    issuing::certificate_of,
    on_both,
};
use reqwest::Method;
use serde_json::{Value, json};

use super::spec::{Operation, operations};

/// What no public answer may hold.
const MARKED: &[&str] = &[
    "甄隐秘",
    "贾代理",
    "13911112222",
    "13933334444",
    "隐秘街88号",
    "告密人",
    "13955556666",
    "secret@example.com",
    "店后有异味",
    "发信人文号",
];

/// By the path that a parameter stands in: what leads to something.
struct Known {
    values: BTreeMap<&'static str, String>,
    check_code: String,
}

on_both! {
    async fn public_answers_hold_no_personal_data(app: TestApp) {
        app.entrust(20);
        let known = fill(&app).await;
        let public = app.public();
        let mut asked = 0;
        for operation in operations().iter().filter(|operation| operation.admits(Role::Public)) {
            let answer = ask(&public, operation, &known).await;
            let place = format!("{}: {}", operation.id, String::from_utf8_lossy(&answer.bytes));
            assert!(answer.status.is_success() || REFUSED.contains(&operation.id.as_str()), "{place}");
            let text = String::from_utf8_lossy(&answer.bytes).into_owned();
            let numbers = [citizen_number(77), citizen_number(78)];
            for mark in MARKED.iter().copied().chain(numbers.iter().map(String::as_str)) {
                assert!(!text.contains(mark), "{mark} in {place}");
            }
            asked += 1;
        }
        assert!(asked > 25, "only {asked} public operations");
    }
}

/// Sign-in and tokens, where what is asked wrongly is refused; and a draw that is not done.
const REFUSED: &[&str] = &["create_session", "refresh_session", "create_token", "revoke_token", "get_inspection_draw"];

/// A case whose every field that can be personal bears a mark.
async fn fill(app: &TestApp) -> Known {
    let clerk = app.clerk().await;
    let notice = json!({ "bundle": "small_supermarket", "answers": { "county": "652327", "area_m2": 25 } });
    let notice = clerk.post("/api/v1/notices", notice).await.expect(201).json;
    let mut shop = business("好邻居超市", "F5212", 25.0, 77);
    shop["address"] = json!("五彩湾镇隐秘街88号");
    let person = |name: &str, number: u32, phone: &str| json!({ "name": name, "id_number": citizen_number(number), "phone": phone });
    let body = json!({
        "notice_id": notice["id"], "business": shop, "channel": "letter", "sender_reference": "发信人文号",
        "operator": person("甄隐秘", 77, "13911112222"), "agent": person("贾代理", 78, "13933334444"),
    });
    let created = clerk.post("/api/v1/applications", body).await.expect(201);
    let draft = Draft { by: clerk.clone(), id: created.text("/id").to_owned(), notice: notice.clone() };
    draft.add_materials().await;
    draft.add_material("power_of_attorney").await.expect(201);
    let scan = draft.add_material("signed_letter").await;
    for item in notice["items"].as_array().into_iter().flatten().filter(|it| it["letter"].is_object()) {
        let mut letter = draft.letter(item["code"].as_str().unwrap_or_default());
        letter["method"] = json!("paper");
        letter["evidence_id"] = scan.json["id"].clone();
        draft.sign(letter).await.expect(201);
    }
    draft.submit().await.expect(200);
    draft.accept(&clerk).await;
    let issued = draft.issue(&clerk).await.expect(200).json;
    let certificate = certificate_of(&issued, "shop_hygiene_permit");
    let report = json!({
        "statement": "店后有异味",
        "reporter": { "name": "告密人", "phone": "13955556666", "email": "secret@example.com" },
    });
    let path = format!("/api/v1/public-commitments/{certificate}/reports");
    let code = app.public().post(&path, report).await.expect(201).text("/code").to_owned();
    let publication = app.public().get("/api/v1/publications").await.expect(200).text("/items/0/id").to_owned();
    let delegations = app.public().get("/api/v1/delegations").await.expect(200).text("/items/0/id").to_owned();
    let record = app.record_breach(&certificate, GroundKind::Revoked);
    let check_code = issued["check_codes"][0].as_str().expect("a code").to_owned();
    let letter = draft.letter("shop_hygiene_permit")["letter"]["code"].as_str().expect("a code").to_owned();
    let news = json!({
        "title": "窗口时间调整", "body": "自下周一起。", "audience": "public", "publish_at": TestApp::START,
    });
    let news = app.administrator().await.post("/api/v1/announcements", news).await.expect(201);
    let announcement = news.text("/id").to_owned();
    let values = BTreeMap::from([
        ("/api/v1/public-commitments/", certificate.clone()),
        ("/api/v1/public-reports/", code),
        ("/api/v1/publications/", publication),
        ("/api/v1/notices/", notice["id"].as_str().expect("an id").to_owned()),
        ("/api/v1/certificate-checks/", check_code.clone()),
        ("/v/", check_code.clone()),
        ("/api/v1/delegations/", delegations),
        ("/api/v1/items/", "shop_hygiene_permit".to_owned()),
        ("/api/v1/guides/", "shop_hygiene_permit".to_owned()),
        ("/api/v1/announcements/", announcement),
        ("/api/v1/bundles/", "small_supermarket".to_owned()),
        ("/api/v1/letter-templates/", letter),
        ("/problems/", "not_found".to_owned()),
        ("/api/v1/credit-records/", record.rsplit('/').next().unwrap_or_default().to_owned()),
        ("/api/v1/inspection-draws/", certificate.clone()),
    ]);
    Known { values, check_code }
}

/// Calls an operation so that it answers with all that it has.
async fn ask(public: &Client, operation: &Operation, known: &Known) -> Answer {
    let path = operation.path_with(|before, name| {
        let found = known.values.get(before).cloned();
        found.unwrap_or_else(|| panic!("{}: nothing is known for {before}{{{name}}}", operation.id))
    });
    let method = Method::from_bytes(operation.method.as_bytes()).expect("a method");
    let request = public.request(method, &path);
    let body = match operation.id.as_str() {
        "create_notice" => json!({ "bundle": "small_supermarket", "answers": { "county": "652327", "area_m2": 25 } }),
        "check_certificates" => json!({ "check_codes": [known.check_code] }),
        "create_public_report" => {
            json!({ "statement": "店后有异味", "reporter": { "name": "告密人", "phone": "13955556666" } })
        }
        _ => Value::Null,
    };
    let request = match operation.body_type() {
        Some("application/json") => request.json(&body),
        Some(other) => request.header("content-type", other.to_owned()).body(""),
        None => request,
    };
    public.send(request).await
}
