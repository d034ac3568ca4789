//! What people read: frozen when it is issued, read by whom it concerns, the same for ever (decisions 110 to 112).

use std::collections::BTreeSet;

use chrono::TimeDelta;
use kaiye_api::{jurisdiction::embedded, operations};
use kaiye_domain::{actor::Actor, catalogue::load, hash::sha256, time::local_date};
use kaiye_tests::{Answer, Client, Draft, TestApp, enforcing::PERMIT, on_both};
use serde_json::{Value, json};

async fn page(by: &Client, id: &str) -> Answer {
    by.with_header("accept", "text/html").get(&format!("/api/v1/documents/{id}")).await
}

async fn documents(by: &Client, application: &str) -> Vec<Value> {
    let listed = by.get(&format!("/api/v1/documents?application_id={application}&limit=100")).await.expect(200);
    listed.json["items"].as_array().cloned().expect("a list")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// Somebody finds these of all papers, in the list and alone, as a program and as people read them; the others are not there.
async fn reads(by: &Client, all: &[Value], may: impl Fn(&Value) -> bool) {
    let listed = documents(by, text(&all[0]["application_id"])).await;
    for document in all {
        let id = text(&document["id"]);
        assert_eq!(listed.iter().any(|it| it["id"] == *id), may(document), "{document}");
        let alone = by.get(&format!("/api/v1/documents/{id}")).await;
        if may(document) {
            assert_eq!(alone.expect(200).json, *document);
            page(by, id).await.expect(200);
        } else {
            alone.expect_problem(404, "not_found");
            page(by, id).await.expect_problem(404, "not_found");
        }
    }
    assert!(listed.len() <= all.len());
}

/// Every template says something else from now on.
fn reword(app: &TestApp) {
    change(app, "documents/", |_| "reworded".to_owned());
}

/// Loads the jurisdiction with some of its files changed.
fn change(app: &TestApp, named: &str, to: impl Fn(&str) -> String) {
    let mut files = embedded();
    for (_, text) in files.iter_mut().filter(|(name, _)| name.contains(named)) {
        *text = to(text);
    }
    let loaded = load(&files).expect("a jurisdiction");
    let report = app.state.transact_here(&Actor::kaiye(), |tx| operations::jurisdiction::load(tx, &loaded));
    assert!(report.is_ok_and(|report| !report.changes.is_empty()));
}

on_both! {
    async fn every_paper_of_a_shop_is_read_by_whose_it_is_and_stays_as_it_is(app: TestApp) {
        app.entrust(60);
        let (draft, issued) = app.issued_shop(1).await;
        let listed = documents(&draft.by, &draft.id).await;
        let kinds: BTreeSet<&str> = listed.iter().map(|it| text(&it["kind"])).collect();
        let expected = ["acceptance", "business_licence", "commitment_letter", "grant", "permit"];
        assert!(expected.iter().all(|kind| kinds.contains(kind)), "{kinds:?}");

        let log = draft.by.get(&draft.path("/events?limit=100")).await.expect(200);
        let told = |event: &Value| event["data"]["content_hash"].as_str().map(str::to_owned);
        let in_log: BTreeSet<String> = log.json["items"].as_array().into_iter().flatten().filter_map(told).collect();
        let stranger = app.sign_in("applicant-2").await;
        let mut pages = Vec::new();
        for document in &listed {
            let (id, hash) = (text(&document["id"]), text(&document["content_hash"]));
            assert_eq!(document["serial"], Value::Null, "no counter is waited for: {document}");
            let read = page(&draft.by, id).await.expect(200);
            assert_eq!(sha256(&read.bytes), hash);
            assert!(in_log.contains(hash), "{document} in {in_log:?}");
            assert_eq!(read.etag(), format!("\"{hash}\""));
            assert_eq!((read.header("content-language"), read.header("document-status")), ("zh-CN", "issued"));
            assert_eq!(read.header("content-type"), "text/html; charset=utf-8");
            assert!(read.header("content-security-policy").starts_with("default-src 'none'; style-src"));
            let vary: Vec<_> = read.headers.get_all("vary").iter().filter_map(|value| value.to_str().ok()).collect();
            assert!(vary.iter().any(|value| value.contains("Accept")), "{vary:?}");
            draft.by.get(&format!("/api/v1/documents/{id}")).await.expect(200);
            page(&stranger, id).await.expect_problem(404, "not_found");
            let same = draft.by.with_header("if-none-match", read.etag());
            page(&same, id).await.expect(304);
            pages.push((id, read.bytes));
        }
        assert_eq!(in_log.len(), listed.len());

        // A certificate, a notice and a commitment lead to their papers by their own ids; a licence to its check.
        let licence = page(&draft.by, text(&issued["issued"][0]["certificate_id"])).await.expect(200);
        let licence = String::from_utf8(licence.bytes).expect("UTF-8");
        let code = text(&issued["check_codes"][0]);
        let issued_on = local_date(app.now()).format("%Y年%-m月%-d日").to_string();
        for said in ["好邻居超市1", "<svg", &issued_on, &format!("&#x2f;v&#x2f;{code}"), text(&issued["issued"][0]["number"])] {
            assert!(licence.contains(said), "{said} in {licence}");
        }
        let notices = draft.by.get(&draft.path("/notices")).await.expect(200);
        page(&draft.by, notices.text("/items/0/id")).await.expect(200);

        reword(&app);
        for (id, bytes) in &pages {
            assert!(page(&draft.by, id).await.expect(200).bytes == *bytes, "{id} changed");
        }
    }

    async fn a_one_time_notice_stays_as_it_was_served_and_its_code_leads_to_it(app: TestApp) {
        let anybody = app.public();
        let asked = json!({ "bundle": "small_supermarket", "answers": { "county": "652327", "area_m2": 25 } });
        let notice = anybody.post("/api/v1/notices", asked).await.expect(201);
        let path = notice.header("location").to_owned();
        let reader = anybody.with_header("accept", "text/html");
        let read = reader.get(&path).await.expect(200);
        let hash = sha256(&read.bytes);
        assert_eq!((notice.text("/page_hash"), read.etag()), (hash.as_str(), format!("\"{hash}\"").as_str()));
        app.sweep();
        let log = app.inspector().await.get(&format!("/api/v1/events?subject=notice/{}", notice.text("/id"))).await;
        assert_eq!(log.expect(200).text("/items/0/data/page_hash"), hash);

        let page = String::from_utf8(read.bytes.clone()).expect("UTF-8");
        let code = page.split_once("&#x2f;v&#x2f;").and_then(|(_, rest)| rest.split('<').next()).expect("a code");
        let checked = anybody.get(&format!("/v/{code}?lang=zh-CN")).await.expect(200);
        let checked = String::from_utf8(checked.bytes).expect("UTF-8");
        for said in ["一次性告知书", notice.text("/number"), "已制发，有效", "准东开发区市场监督管理分局"] {
            assert!(checked.contains(said), "{said} in {checked}");
        }
        assert!(!checked.contains("small_supermarket") && !checked.contains("小超市"), "nothing of what it says: {checked}");

        reword(&app);
        assert!(reader.get(&path).await.expect(200).bytes == read.bytes);
    }

    async fn an_order_quotes_what_was_promised_and_not_what_is_asked_for_since(app: TestApp) {
        app.entrust(20);
        let (draft, _, task) = app.found(1, "not_kept").await;
        let promised = "公共用品用具的清洗、消毒、保洁设施符合卫生要求";
        change(&app, "10-shop-hygiene-permit", |text| text.replace(promised, "另一项后来的要求"));
        app.ordered(&app.supervisor("jimsar_health").await, &task, 10).await.expect(201);
        let listed = documents(&draft.by, &draft.id).await;
        let order = listed.iter().find(|it| it["kind"] == "rectification").expect("the order");
        let read = String::from_utf8(page(&draft.by, text(&order["id"])).await.expect(200).bytes).expect("UTF-8");
        assert!(read.contains(promised) && !read.contains("另一项后来的要求"), "{read}");
    }

    async fn a_draft_is_on_no_paper(app: TestApp) {
        let draft = Draft::supermarket(&app.applicant().await, 1).await;
        draft.add_materials().await;
        draft.sign_all().await;
        assert_eq!(documents(&app.clerk().await, &draft.id).await, Vec::<Value>::new());
        draft.submit().await.expect(200);
        let letters = documents(&app.clerk().await, &draft.id).await;
        assert!(!letters.is_empty() && letters.iter().all(|it| it["kind"] == "commitment_letter"), "{letters:?}");
        app.sweep();
        assert_eq!(app.count_events("document.issued"), letters.len());
    }

    async fn a_void_document_shows_what_it_said_and_that_it_is_void(app: TestApp) {
        app.entrust(20);
        let (officer, head) = (app.supervisor("jimsar_health").await, app.approver("jimsar_health").await);
        let review = app.approver("jimsar_government").await;
        let (draft, _, case) = app.failed(1, &officer).await;
        case.step(&officer, "stop").await.expect(200);
        case.step(&officer, "hearing").await.expect(200);
        app.advance(TimeDelta::days(9));
        app.sweep();
        case.step(&head, "revoke").await.expect(200);
        let revocation = head.get("/api/v1/documents?kind=revocation").await.expect(200);
        let id = revocation.text("/items/0/id");
        let before = page(&draft.by, id).await.expect(200);
        case.object(&draft.by, "revocation").await.expect(200);
        case.decide(&review, "revocation", "set_aside").await.expect(200);
        let after = page(&draft.by, id).await.expect(200);
        assert_eq!((before.header("document-status"), after.header("document-status")), ("issued", "void"));
        assert!(before.bytes == after.bytes);
        for document in documents(&head, &draft.id).await {
            let read = page(&head, text(&document["id"])).await.expect(200);
            assert_eq!(sha256(&read.bytes), text(&document["content_hash"]), "{document}");
        }
    }

    async fn a_signed_letter_reads_as_one_paper(app: TestApp) {
        let draft = Draft::supermarket(&app.applicant().await, 1).await;
        draft.add_materials().await;
        draft.sign_promising(PERMIT, &["1"], "2025-06-20").await;
        app.advance(TimeDelta::days(1));
        draft.submit().await.expect(200);
        let letters = documents(&draft.by, &draft.id).await;
        let signed = letters.iter().find(|it| it["content"]["item"] == PERMIT).expect("the permit's letter");
        let hash = text(&signed["content"]["letter_hash"]).to_owned();
        let read = String::from_utf8(page(&draft.by, text(&signed["id"])).await.expect(200).bytes).expect("UTF-8");
        assert_eq!(read.matches("公共场所卫生许可（商场、超市）告知承诺书").count(), 1, "its title once: {read}");
        assert!(!read.contains("__") && !read.contains('□'), "no blank is left: {read}");
        let written = |said: &str| format!("<b><bdi>{said}</bdi></b>");
        let filled_in = [
            format!("申请人：{}", written("好邻居超市1")),
            format!("经营场所：{}", written("五彩湾镇幸福路1号")),
            format!("第1条　{}", written("√ 于2025年6月20日前具备")),
            format!("第2条　{}", written("√ 已经具备")),
            format!("申请人（签字或盖章）：{}", written("示例1（电子签名）")),
            format!("委托代理人：{}　{}", written("无"), written("2025年6月3日")),
            format!("行政审批机关：{}　{}收到", written("吉木萨尔县卫生健康委员会"), written("2025年6月4日")),
            "一、审批依据".to_owned(),
            hash,
        ];
        for said in filled_in {
            assert_eq!(read.matches(&said).count(), 1, "{said} in {read}");
        }
    }

    async fn a_department_reads_what_is_about_its_items_and_nobody_else_does(app: TestApp) {
        app.let_another_body_supervise();
        app.entrust(20);
        let (officer, head) =
            (app.supervisor("market_supervision_branch").await, app.approver("market_supervision_branch").await);
        let (draft, _, case) = app.failed(1, &officer).await;
        case.step(&officer, "stop").await.expect(200);
        case.step(&officer, "hearing").await.expect(200);
        app.advance(TimeDelta::days(9));
        app.sweep();
        case.step(&head, "revoke").await.expect(200);
        case.step(&officer, "letter").await.expect(200);
        let all = documents(&app.clerk().await, &draft.id).await;
        let numbered = |it: &Value| !it["serial"].is_null();
        let of_permit = |it: &Value| it["content"]["item"].is_null() || it["content"]["item"] == PERMIT;
        let (supervision, of_others) = (all.iter().filter(|it| numbered(it)).count(), all.iter().filter(|it| !of_permit(it)).count());
        assert!(supervision >= 6 && of_others >= 4 && all.iter().any(|it| it["content"]["item"].is_null()), "{all:?}");

        // Who granted the permit and who supervises it read its papers, the letter to the grantor among them; who takes part
        // in reviews, and a system that may not read enforcement, none of supervision.
        let health = app.agency("jimsar_health", &["read_document", "read_enforcement"]).await;
        let market = app.agency("market_supervision_branch", &["read_document"]).await;
        let review = app.approver("zone_management").await;
        reads(&app.approver("jimsar_health").await, &all, of_permit).await;
        reads(&health, &all, of_permit).await;
        reads(&app.reviewer("jimsar_health").await, &all, |it| of_permit(it) && !numbered(it)).await;
        reads(&officer, &all, |_| true).await;
        reads(&app.reviewer("market_supervision_branch").await, &all, |it| !numbered(it)).await;
        reads(&market, &all, |it| !numbered(it)).await;
        reads(&app.inspector().await, &all, |_| true).await;
        for stranger in [app.supervisor("fire_brigade").await, app.sign_in("applicant-2").await, app.liaison("qitai_liaison").await, review.clone()] {
            reads(&stranger, &all, |_| false).await;
        }
        reads(&app.liaison("jimsar_liaison").await, &all, |_| true).await;
        let path = format!("/api/v1/documents/{}", text(&all[0]["id"]));
        for refused in [app.administrator().await, app.agency("public_security", &["read_verification"]).await] {
            refused.get(&path).await.expect_problem(403, "not_permitted");
            refused.get("/api/v1/documents").await.expect_problem(403, "not_permitted");
        }
        app.public().get(&path).await.expect_problem(401, "token_missing");
        health.get(&case.path("")).await.expect(200);
        market.get(&case.path("")).await.expect_problem(403, "not_permitted");

        // The review body reads of the case once it is to review it, and nothing else of the application.
        case.object(&draft.by, "revocation").await.expect(200);
        reads(&review, &all, |it| it["content"]["item"] == PERMIT).await;
    }
}
