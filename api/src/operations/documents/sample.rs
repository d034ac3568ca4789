//! A check of templates before they are in force: each kind's is filled in with made-up data of every sort.

use std::sync::Arc;

use kaiye_domain::{catalogue::Jurisdiction, document::DocumentKind};
use serde_json::{Value, json};
use strum::IntoEnumIterator;

use crate::render::{RenderError, Templates};

const DAY: &str = "2026-06-01";
const AT: &str = "2026-06-01T02:00:00Z";

/// What is wrong with a jurisdiction's templates of documents; nothing when each can be filled in.
pub fn check(jurisdiction: &Jurisdiction) -> Vec<String> {
    let templates = match Templates::of(&Arc::new(jurisdiction.clone()), &jurisdiction.documents) {
        Ok(templates) => templates,
        Err(errors) => return errors.iter().map(ToString::to_string).collect(),
    };
    let filled =
        DocumentKind::iter().map(|kind| templates.render(&format!("{kind}.html"), &sample(kind, jurisdiction)));
    filled.filter_map(Result::err).map(|error| error.to_string()).collect()
}

/// Each kind's page, by the name of its template, filled in with what is made up.
pub fn preview(jurisdiction: &Jurisdiction) -> Result<Vec<(String, String)>, RenderError> {
    let templates = Templates::of(&Arc::new(jurisdiction.clone()), &jurisdiction.documents);
    let templates = templates.map_err(|mut errors| errors.swap_remove(0))?;
    let page = |kind: DocumentKind| {
        let name = format!("{kind}.html");
        templates.render(&name, &sample(kind, jurisdiction)).map(|page| (name, page))
    };
    DocumentKind::iter().map(page).collect()
}

/// What a template of this kind may be given.
pub fn sample(kind: DocumentKind, jurisdiction: &Jurisdiction) -> Value {
    let day = DAY;
    let item = jurisdiction.items.first().map_or("item", |item| item.code.as_str());
    json!({
        "paper": {
            "kind": kind, "title": kind.title(), "number": "示字〔2026〕1号", "issued_on": day, "authority": "示例机关",
            "seal": null, "check_url": "https://example.org/v/0123456789",
        },
        "application": { "number": "BJ-2026-000000000000" },
        "holder": { "name": "示例超市", "uscc": "91350100M000100Y43", "address": "示例路1号", "operator": "示例" },
        "item": { "code": item, "name": "示例事项" },
        "content": content(kind, jurisdiction),
        "face": {
            "title": "示例证", "number": "1", "holder_name": "示例超市", "holder_uscc": "91350100M000100Y43",
            "operator_name": "示例", "address": "示例路1号", "scope": "示例", "capital": 1000, "valid_from": day,
            "valid_to": null,
        },
        "letter": {
            "title": "告知承诺书", "text": "全文", "by_date": [{ "clause": "1", "date": day }], "signer": "示例",
            "method": "electronic",
        },
    })
}

/// Something of every name that a document's own content may have.
fn content(kind: DocumentKind, jurisdiction: &Jurisdiction) -> Value {
    let item = jurisdiction.items.first().map_or("item", |item| item.code.as_str());
    let material = jurisdiction.materials.first().map_or("material", |material| material.code.as_str());
    let texts = [
        "number",
        "case",
        "letter",
        "order",
        "decision",
        "certificate",
        "ground",
        "cause",
        "reason",
        "facts",
        "demand",
        "intended",
        "report",
        "text",
    ];
    let days = ["due_on", "from", "valid_from", "valid_to", "notified_on", "held_on"];
    let instants = ["at", "since", "filed_at", "signed_at", "decided_at"];
    let mut content = json!({
        "item": item, "authority": jurisdiction.registrar.department, "to": jurisdiction.registrar.department,
        "outcome": if kind == DocumentKind::CaseClosing { "mended" } else { "upheld" },
        "commitment_id": null, "refusal": null, "remedies": null, "amount_yuan": 1000, "penalty": "fine", "law": "法律", "clauses": ["1"],
        "letter_version": 1, "operative": true,
        "items": [{ "name": "示例事项", "accepted_at": AT, "corrected": null, "decision": { "due_on": DAY } }],
        "materials": [{ "item": item, "material": material, "name": "材料", "due_on": DAY }],
        "points": [{ "item": item, "text": "补正", "clause": "1", "mended": true, "note": null }],
    });
    for (names, value) in [(&texts[..], "示例"), (&days[..], DAY), (&instants[..], AT)] {
        for name in names {
            content[*name] = json!(value);
        }
    }
    match kind {
        DocumentKind::Withdrawal => content["items"] = json!([item]),
        DocumentKind::RectificationExtension => content["to"] = json!(DAY),
        _ => {}
    }
    content
}

#[cfg(test)]
mod tests {
    use kaiye_domain::catalogue::load;

    use super::*;
    use crate::jurisdiction::embedded;

    fn shipped() -> Jurisdiction {
        load(&embedded()).expect("a jurisdiction").jurisdiction
    }

    #[test]
    fn the_shipped_templates_can_be_filled_in() {
        assert_eq!(check(&shipped()), Vec::<String>::new());
    }

    #[test]
    fn what_does_not_parse_or_asks_for_what_is_not_there_is_told() {
        for broken in ["{% if %}", "{{ content.nothing }}", "{% extends \"none.html\" %}"] {
            let mut jurisdiction = shipped();
            jurisdiction.documents.insert("grant.html".to_owned(), broken.to_owned());
            let told = check(&jurisdiction);
            assert_eq!(told.len(), 1, "{told:?}");
        }
    }
}
