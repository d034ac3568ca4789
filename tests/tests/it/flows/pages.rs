//! Pages that anybody opens: what a scanned certificate is worth, a letter to fill in, a notice on paper (S2, S10, S12, S21).

use chrono::TimeDelta;
use kaiye_tests::{
    Answer, Client, TestApp,
    draft::citizen_number,
    enforcing::{Case, PERMIT},
    issuing::certificate_of,
    on_both,
};
use serde_json::{Value, json};

fn html(answer: &Answer) -> String {
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("script-src"), "{policy}");
    String::from_utf8(answer.bytes.clone()).expect("UTF-8")
}

async fn seen(by: &Client, code: &str, query: &str) -> String {
    html(&by.get(&format!("/v/{code}{query}")).await.expect(200))
}

/// What anybody sees who scans a certificate: one word in a colour, in either language, and nobody's person.
async fn shows(app: &TestApp, certificate: &str, class: &str, words: (&str, &str)) {
    let shown = app.clerk().await.get(&format!("/api/v1/certificates/{certificate}")).await.expect(200);
    let (code, holder) = (shown.text("/check_code"), shown.text("/holder_name"));
    for (language, word) in [("zh-CN", words.0), ("en", words.1)] {
        let page = seen(&app.public(), code, &format!("?lang={language}")).await;
        let glance = format!("<div class=\"status {class}\" role=\"status\">");
        assert_eq!(page.matches("role=\"status\"").count(), 1, "{page}");
        for said in
            [glance.as_str(), &format!("<p class=\"word\">{word}</p>"), holder, &format!("<html lang=\"{language}\">")]
        {
            assert!(page.contains(said), "{said} in {page}");
        }
        for personal in ["示例", "13800000000", &citizen_number(1), "幸福路", "<script", "src=", "http"] {
            assert!(!page.contains(personal), "{personal} in {page}");
        }
        let promised = if language == "en" { "Promised, and not proved yet" } else { "尚待兑现的承诺" };
        assert_eq!(page.contains(promised), class == "wait", "{page}");
    }
}

const VALID: (&str, &str) = ("有效", "In force");

on_both! {
    async fn every_face_of_a_certificate_that_is_taken_is_seen_at_one_glance(app: TestApp) {
        app.entrust(20);
        let (officer, head) = (app.supervisor("jimsar_health").await, app.approver("jimsar_health").await);
        let (_, permit, case) = app.failed(1, &officer).await;
        shows(&app, &permit, "good", VALID).await;
        case.step(&officer, "stop").await.expect(200);
        shows(&app, &permit, "bad", ("已被责令停止", "Ordered to stop")).await;
        case.step(&officer, "lift-stop").await.expect(200);
        shows(&app, &permit, "good", VALID).await;
        case.step(&officer, "hearing").await.expect(200);
        app.advance(TimeDelta::days(9));
        app.sweep();
        case.step(&head, "revoke").await.expect(200);
        shows(&app, &permit, "bad", ("已被吊销", "Revoked")).await;
        case.step(&head, "annul").await.expect(200);
        shows(&app, &permit, "bad", ("已被撤销", "Annulled")).await;
        let closed = json!({ "reason": "许可已被撤销" });
        head.post(&format!("/api/v1/certificates/{permit}/deregister"), closed).await.expect(200);
        shows(&app, &permit, "over", ("已注销", "Deregistered")).await;
    }

    async fn a_promise_shows_until_it_is_proved_or_the_certificate_is_taken(app: TestApp) {
        app.entrust(20);
        let (officer, head) = (app.supervisor("jimsar_health").await, app.approver("jimsar_health").await);
        let dormant = ("领证、暂不得营业", "Issued; may not open yet");
        let (draft, proved) = app.promised(1, &["1"], "2025-06-20").await;
        shows(&app, &proved, "wait", dormant).await;
        let material = draft.add_material("floor_plan").await.expect(201).json["id"].clone();
        let proof = json!({ "clauses": ["1"], "material_ids": [material], "statement": "设施已配齐" });
        let path = format!("/api/v1/certificates/{proved}/readiness");
        let filed = draft.by.post(&path, proof).await.expect(200);
        let verdict = format!("{path}/{}/verdict", filed.text("/readiness/0/id"));
        officer.post(&verdict, json!({ "verdict": "confirmed" })).await.expect(200);
        shows(&app, &proved, "good", VALID).await;

        let (_, taken) = app.promised(2, &["1"], "2025-06-20").await;
        let task = app.verified(&taken, &[("2", "false")]).await;
        shows(&app, &taken, "wait", dormant).await;
        let case = Case::open(&officer, &taken, json!({ "task_id": task["id"] })).await;
        case.step(&head, "annul").await.expect(200);
        shows(&app, &taken, "bad", ("已被撤销", "Annulled")).await;
    }

    async fn what_has_run_out_or_was_replaced_is_over(app: TestApp) {
        app.let_shops_renew();
        app.entrust(60);
        let clerk = app.clerk().await;
        let (_, issued) = app.issued_shop(1).await;
        let renewed = certificate_of(&issued, PERMIT);
        let (_, issued) = app.issued_shop(2).await;
        let expired = certificate_of(&issued, PERMIT);
        app.set_clock("2029-05-02T02:00:00Z".parse().expect("an instant"));
        let old = clerk.get(&format!("/api/v1/certificates/{renewed}")).await.expect(200);
        let renewal = app.accepted_for("food_permit_renewal", old.text("/holder_uscc"), old.text("/number"));
        let issued = clerk.post(&format!("/api/v1/applications/{renewal}/issue"), json!({})).await.expect(200).json;
        shows(&app, &renewed, "over", ("已被变更或延续后的证件取代", "Replaced by a change or renewal")).await;
        assert_eq!(issued["issued"].as_array().map(Vec::len), Some(1), "{issued}");
        app.set_clock("2029-06-02T02:00:00Z".parse().expect("an instant"));
        shows(&app, &expired, "good", VALID).await;
        app.set_clock("2029-06-03T02:00:00Z".parse().expect("an instant"));
        shows(&app, &expired, "over", ("已过有效期", "Expired")).await;
        app.sweep();
        shows(&app, &expired, "over", ("已过有效期", "Expired")).await;
    }

    async fn a_code_that_nothing_bears_says_so_in_either_language(app: TestApp) {
        for code in ["AAAAAAAAAAAAAAAAAAAAAAAAAA", "0000", "..%2F", "<script>"] {
            for (language, word) in [("zh-CN", "查无此证照或文书"), ("en", "No such paper")] {
                let page = html(&app.public().get(&format!("/v/{code}?lang={language}")).await.expect(404));
                assert!(page.contains(word) && !page.contains("<script") && !page.contains(code), "{code}: {page}");
            }
        }
    }

    async fn a_scanned_certificate_says_what_it_is_worth_at_one_glance(app: TestApp) {
        app.entrust(60);
        let (_, issued) = app.issued_shop(1).await;
        let code = issued["check_codes"][0].as_str().expect("a code");
        let anybody = app.public();
        let chinese = seen(&anybody, code, "").await;
        assert!(chinese.contains("<html lang=\"zh-CN\">") && chinese.contains("有效"), "{chinese}");
        assert!(chinese.contains("好邻居超市1") && chinese.contains("class=\"status good\""), "{chinese}");
        assert!(!chinese.contains("<script") && !chinese.contains("http://"), "it runs and loads nothing");
        let english = seen(&anybody, code, "?lang=en").await;
        assert!(english.contains("<html lang=\"en\">") && english.contains("In force"), "{english}");
        let preferred = anybody.with_header("accept-language", "en");
        assert!(seen(&preferred, code, "").await.contains("<html lang=\"en\">"));
        assert!(seen(&preferred, code, "?lang=zh-CN").await.contains("<html lang=\"zh-CN\">"));
        let unknown = html(&anybody.get("/v/AAAAAAAAAAAAAAAAAAAAAAAAAA").await.expect(404));
        assert!(unknown.contains("查无此证照") && !unknown.contains("好邻居"), "{unknown}");
        let shared = seen(&preferred, code, "?from=singlemessage&isappinstalled=0&lang=fr").await;
        assert!(shared.contains("<html lang=\"en\">"), "what chat programs add does not matter: {shared}");
        let again = anybody.with_header("if-none-match", "*");
        again.get("/v/AAAAAAAAAAAAAAAAAAAAAAAAAA").await.expect(404);
        again.get(&format!("/v/{code}")).await.expect(304);
    }

    async fn a_scanned_document_says_whether_it_stands_and_nothing_of_what_it_says(app: TestApp) {
        app.entrust(60);
        let (draft, _) = app.issued_shop(1).await;
        let listed = draft.by.get(&format!("/api/v1/documents?application_id={}&limit=100", draft.id)).await.expect(200);
        let mut seen_kinds = 0;
        for document in listed.json["items"].as_array().expect("documents") {
            let kind = document["kind"].as_str().expect("a kind");
            let path = format!("/api/v1/documents/{}", document["id"].as_str().expect("an id"));
            let paper = html(&draft.by.with_header("accept", "text/html").get(&path).await.expect(200));
            let code = paper.split("&#x2f;v&#x2f;").nth(1).and_then(|rest| rest.split('<').next()).expect("a code");
            let page = seen(&app.public(), code, "").await;
            assert!(page.contains("class=\"status good\""), "{kind}: {page}");
            if !matches!(kind, "business_licence" | "permit") {
                assert!(page.contains(document["number"].as_str().expect("a number")), "{kind}: {page}");
                assert!(!page.contains("好邻居") && !page.contains("示例"), "{kind}: {page}");
                seen_kinds += 1;
            }
        }
        assert!(seen_kinds >= 3);
    }

    async fn a_letter_is_printed_to_be_filled_in(app: TestApp) {
        let anybody = app.public();
        let letters = anybody.get("/api/v1/letter-templates?limit=100").await.expect(200).json;
        let letters = letters["items"].as_array().expect("letters");
        for letter in letters {
            let code = letter["code"].as_str().expect("a code");
            let page = html(&anybody.get(&format!("/api/v1/letter-templates/{code}/blank")).await.expect(200));
            let whole = anybody.get(&format!("/api/v1/letter-templates/{code}")).await.expect(200).json;
            assert!(page.contains(whole["hash"].as_str().expect("a hash")), "{code}: the hash of its text");
            let conditions = whole["notice"]["conditions"].as_array().expect("conditions");
            assert_eq!(page.matches("□ 已经具备").count(), conditions.len(), "{code}: room for each promise");
            let title = whole["title"]["zh"].as_str().expect("a title");
            assert_eq!(page.matches(&format!(">{title}<")).count(), 1, "{code}: its title once");
            assert_eq!(page.matches("申请人（签字或盖章）").count(), 1, "{code}: one place to sign");
        }
        assert!(letters.len() >= 10);
        anybody.get("/api/v1/letter-templates/no_such/blank").await.expect_problem(404, "not_found");
    }

    async fn a_notice_is_read_on_paper_too(app: TestApp) {
        let anybody = app.public();
        let asked = json!({ "bundle": "small_supermarket", "answers": { "county": "652327", "area_m2": 25 } });
        let notice = anybody.post("/api/v1/notices", asked).await.expect(201);
        let path = format!("/api/v1/notices/{}", notice.text("/id"));
        let page = html(&anybody.with_header("accept", "text/html").get(&path).await.expect(200));
        for item in notice.json["items"].as_array().into_iter().flatten() {
            assert!(page.contains(item["title"]["zh"].as_str().expect("a title")), "{item}");
        }
        assert!(page.contains(notice.text("/hash")));
        let same: Value = anybody.get(&path).await.expect(200).json;
        assert_eq!(same["hash"], notice.json["hash"]);
    }
}
