//! What hostile people write, as long as the interface takes it: text on every paper and on the page that anybody checks it by, whole
//! and harmless (decisions 114 and 161).

use chrono::{Days, TimeDelta};
use kaiye_domain::time::local_date;
use kaiye_tests::{
    Client, Draft,
    draft::{business, person},
    enforcing::{Case, PERMIT},
    on_both,
};
use serde_json::{Value, json};

const HEAD: &str = "=1+1<script>alert(1)</script></bdi>{{ 7*7 }}{% raw %}\
    \u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}𠮷𬭸'\"&";
/// The same on a page.
const ESCAPED: &str = "=1+1&lt;script&gt;alert(1)&lt;&#x2f;script&gt;&lt;&#x2f;bdi&gt;{{ 7*7 }}{% raw %}\
    [U+202A][U+202B][U+202C][U+202D][U+202E][U+2066][U+2067][U+2068][U+2069]𠮷𬭸&#x27;&quot;&amp;";

/// A text of so many characters, which ends in a word of its own; and the same on a page.
fn hostile(length: usize, end: &str) -> (String, String) {
    let tail = format!("{}{end}", "长".repeat(length - HEAD.chars().count() - end.len()));
    (format!("{HEAD}{tail}"), format!("{ESCAPED}{tail}"))
}

/// A page, in which nothing is markup and nothing turns the direction of what follows.
async fn harmless(by: &Client, path: &str) -> String {
    let read = by.with_header("accept", "text/html").get(path).await.expect(200);
    let read = String::from_utf8(read.bytes).expect("UTF-8");
    assert!(!read.contains("<script") && !read.contains("</bdi>{{"), "{read}");
    let turns = |mark: char| matches!(mark, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    assert!(!read.contains(turns), "{read}");
    read
}

/// The papers of an application, each with its page.
async fn papers(by: &Client, application: &str) -> Vec<(Value, String)> {
    let listed = by.get(&format!("/api/v1/documents?application_id={application}&limit=100")).await.expect(200);
    let mut papers = Vec::new();
    for document in listed.json["items"].as_array().cloned().expect("a list") {
        let page = harmless(by, &format!("/api/v1/documents/{}", document["id"].as_str().expect("an id"))).await;
        papers.push((document, page));
    }
    papers
}

fn pages<'a>(papers: &'a [(Value, String)], kind: &str) -> Vec<&'a str> {
    let of_kind = papers.iter().filter(|(document, _)| document["kind"] == kind);
    let pages: Vec<&str> = of_kind.map(|(_, page)| page.as_str()).collect();
    assert!(!pages.is_empty(), "no {kind}");
    pages
}

on_both! {
    async fn what_an_applicant_writes_is_text_on_every_paper_and_on_the_check_page(app: TestApp) {
        app.entrust(20);
        let (name, shown_name) = hostile(200, "NAME");
        let (address, shown_address) = hostile(300, "ADDRESS");
        let (scope, shown_scope) = hostile(2000, "SCOPE");
        let (operator, shown_operator) = hostile(100, "OPERATOR");
        let (agent, shown_agent) = hostile(100, "AGENT");
        let mut shop = business("店", "F5212", 25.0, 1);
        (shop["name"], shop["address"], shop["scope"]) = (json!(name), json!(address), json!(scope));
        let applicant = app.applicant().await;
        let asked = json!({ "bundle": "small_supermarket", "answers": { "county": "652327", "area_m2": 25 } });
        let notice = applicant.post("/api/v1/notices", asked).await.expect(201).json;
        let (mut runs_it, mut acts) = (person(1), person(2));
        (runs_it["name"], acts["name"]) = (json!(operator), json!(agent));
        let body = json!({ "notice_id": notice["id"], "business": shop, "operator": runs_it, "agent": acts });
        let created = applicant.post("/api/v1/applications", body).await.expect(201);
        let draft = Draft { by: applicant, id: created.text("/id").to_owned(), notice };
        draft.add_materials().await;
        draft.add_material("power_of_attorney").await.expect(201);
        draft.sign_all().await;
        let mut by_agent = draft.letter(PERMIT);
        by_agent["capacity"] = json!("agent");
        draft.sign(by_agent).await.expect(201);
        draft.submit().await.expect(200);
        let clerk = app.clerk().await;
        draft.accept(&clerk).await;
        let issued = draft.issue(&clerk).await.expect(200).json;

        let papers = papers(&draft.by, &draft.id).await;
        for (document, page) in &papers {
            assert!(page.contains(&shown_name), "the name in {document}");
        }
        for page in pages(&papers, "business_licence") {
            for shown in [&shown_address, &shown_scope, &shown_operator] {
                assert!(page.contains(shown), "{shown} in {page}");
            }
        }
        let letters = pages(&papers, "commitment_letter");
        assert!(letters.iter().all(|page| page.contains(&shown_address)));
        for signed in [format!("{shown_operator}（电子签名）"), format!("{shown_agent}（电子签名）")] {
            assert!(letters.iter().any(|page| page.contains(&signed)), "{signed}");
        }
        for code in issued["check_codes"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            for language in ["zh-CN", "en"] {
                let page = harmless(&app.public(), &format!("/v/{code}?lang={language}")).await;
                assert!(page.contains(&shown_name), "{page}");
            }
        }
    }

    async fn what_an_office_writes_is_text_on_its_papers(app: TestApp) {
        app.entrust(20);
        let (officer, head) = (app.supervisor("jimsar_health").await, app.approver("jimsar_health").await);
        let (draft, permit, task) = app.found(1, "not_kept").await;
        let (demand, shown_demand) = hostile(2000, "DEMAND");
        let due_on = local_date(app.now()) + Days::new(10);
        let order = json!({ "clauses": ["1"], "demand": demand, "due_on": due_on });
        let path = format!("/api/v1/verification-tasks/{}/rectification", task["id"].as_str().expect("an id"));
        let order = officer.post(&path, order).await.expect(201).json;
        app.advance(TimeDelta::days(11));
        app.sweep();

        let (facts, shown_facts) = hostile(4000, "FACTS");
        let ground = json!({ "rectification_id": order["id"], "facts": facts });
        let opened = officer.post(&format!("/api/v1/certificates/{permit}/enforcement-cases"), ground).await.expect(201);
        let case = Case { id: opened.text("/id").to_owned() };
        let (reason, shown_reason) = hostile(2000, "REASON");
        let (law, shown_law) = hostile(200, "LAW");
        let with_law = json!({ "reason": reason, "law": law });
        officer.post(&case.path("/stop"), &with_law).await.expect(200);
        officer.post(&case.path("/hearing"), &with_law).await.expect(200);
        app.advance(TimeDelta::days(9));
        app.sweep();
        head.post(&case.path("/revoke"), &with_law).await.expect(200);

        let papers = papers(&head, &draft.id).await;
        let said: [(&str, &[&String]); 5] = [
            ("rectification", &[&shown_demand]),
            ("case_opening", &[&shown_facts]),
            ("stop_order", &[&shown_reason, &shown_law]),
            ("hearing_notice", &[&shown_facts, &shown_reason, &shown_law]),
            ("revocation", &[&shown_reason, &shown_law]),
        ];
        for (kind, texts) in said {
            for page in pages(&papers, kind) {
                for text in texts {
                    assert!(page.contains(*text), "{text} in {kind}: {page}");
                }
            }
        }
    }
}
