//! Pages that anybody opens: what a scanned certificate is worth, a letter to fill in, a notice on paper (S2, S10, S12, S21).

use kaiye_tests::{Answer, Client, on_both};
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

on_both! {
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
        anybody.get(&format!("/v/{code}?lang=fr")).await.expect_problem(400, "query_invalid");
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
            assert_eq!(page.matches("<tr><td>第").count(), conditions.len(), "{code}: room for each promise");
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
