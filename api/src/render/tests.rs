//! The shipped templates are filled in with what may come, and with what hostile people write.

use std::sync::Arc;

use kaiye_domain::catalogue;
use serde_json::json;

use super::*;
use crate::jurisdiction::embedded;

fn templates() -> Templates {
    let files = embedded();
    let loaded = catalogue::load(&files).expect("the shipped jurisdiction");
    let documents = files
        .iter()
        .filter_map(|(path, text)| Some((path.strip_prefix("documents/")?.to_owned(), text.clone())))
        .collect();
    let made = Templates::of(&Arc::new(loaded.jurisdiction), &documents);
    made.map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>()).expect("sound templates")
}

#[test]
fn a_value_is_text_whatever_it_says() {
    let hostile = "<script>alert(1)</script>{{ 7 * 7 }}=1+1\u{202E}\u{2069}𠮷𬭸\"'&";
    let context = json!({
        "paper": {
            "kind": "stop_order", "title": "责令停止通知书", "number": hostile, "issued_on": "2026-06-01",
            "authority": hostile, "seal": null, "check_url": null,
        },
        "application": { "number": hostile },
        "holder": { "name": hostile, "uscc": null, "address": hostile, "operator": null },
        "item": { "code": "food_sales_permit", "version": 1, "name": hostile },
        "appeal": {
            "review_body": hostile, "review_within": { "days": 60 }, "court": hostile, "suit_within": { "months": 6 },
        },
        "content": { "number": hostile, "case": hostile, "clauses": ["1"], "law": hostile, "reason": hostile },
    });
    let page = templates().render("stop_order.html", &context).expect("a page");
    assert!(!page.contains("<script"), "{page}");
    let escaped =
        "<bdi>&lt;script&gt;alert(1)&lt;&#x2f;script&gt;{{ 7 * 7 }}=1+1[U+202E][U+2069]𠮷𬭸&quot;&#x27;&amp;</bdi>";
    assert!(page.matches(escaped).count() >= 9 && !page.contains('\u{202E}'), "{page}");
}

#[test]
fn what_is_missing_is_a_mistake_that_tells_nothing_else() {
    let error = templates().render("stop_order.html", &json!({ "paper": { "title": "秘密" } })).expect_err("a mistake");
    assert!(error.to_string().contains("documents/_page.html") && !error.to_string().contains("秘密"), "{error}");
}

#[test]
fn the_code_on_a_paper_leads_to_its_check() {
    let svg = qr::svg("https://kaiye.example/v/ABCDEFGHJKLMNPQRSTUVWXYZ23".to_owned()).expect("a code").to_string();
    assert!(svg.starts_with("<svg") && svg.len() < 6_000, "{}", svg.len());
}
