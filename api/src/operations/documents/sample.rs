//! Papers of every kind, filled in with made-up data of every sort.

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use chrono::NaiveDate;
use kaiye_domain::{
    application::AcceptanceWay,
    catalogue::{Condition, Hand, Jurisdiction, LetterTemplate},
    commitment::{ClausePromise, PromiseKind},
    credit::RepairVerdict,
    document::DocumentKind,
    enforcement::{AnnulmentGround, CaseCause, CaseOutcome, GrantorFault, ObjectionOutcome, PenaltyKind},
};
use serde::Serialize;
use serde_json::{Value, json};
use strum::IntoEnumIterator;

use super::appeal::appeal;
use crate::{demonstration, render::Sample};

const DAY: &str = "2026-06-01";
const AT: &str = "2026-06-01T02:00:00Z";
/// A name that is made up.
const NAME: &str = "示例超市";
/// Words of an office that are made up.
const WORDS: &str = "示例";

/// A paper of each kind, as it is, as long as it gets, and with what hostile people write; and every letter, signed.
pub fn papers(jurisdiction: &Jurisdiction) -> Vec<Sample> {
    let each = |kind: DocumentKind| {
        let plain = of(kind, kind.to_string(), of_kind(kind, jurisdiction));
        let long = of(kind, format!("{kind}-long"), lengthened(&plain.context));
        [plain.hostile(), long, plain]
    };
    let kind = DocumentKind::CommitmentLetter;
    let others = jurisdiction.letters.iter().skip(1).map(|letter| {
        let mut context = of_kind(kind, jurisdiction);
        context["letter"] = signed(letter);
        of(kind, format!("{kind}-{}", letter.code), context)
    });
    DocumentKind::iter().flat_map(each).chain(others).collect()
}

/// Papers that take another turn, each for what may be the case.
pub fn branches(jurisdiction: &Jurisdiction) -> Vec<Sample> {
    let turned = |(kind, turn): (DocumentKind, Value)| {
        let mut context = of_kind(kind, jurisdiction);
        for (name, value) in turn.as_object().into_iter().flatten() {
            context["content"][name] = value.clone();
        }
        of(kind, kind.to_string(), context)
    };
    DocumentKind::iter().flat_map(|kind| turns(kind).into_iter().map(move |turn| (kind, turn))).map(turned).collect()
}

fn of(kind: DocumentKind, name: String, context: Value) -> Sample {
    Sample { name, template: format!("{kind}.html"), context }
}

/// What else the content of a kind may say that its template turns on.
fn turns(kind: DocumentKind) -> Vec<Value> {
    fn each<T: IntoEnumIterator + Serialize>(name: &str) -> Vec<Value> {
        T::iter().map(|value| json!({ name: value })).collect()
    }
    match kind {
        DocumentKind::CaseOpening | DocumentKind::Letter => each::<CaseCause>("cause"),
        DocumentKind::CaseClosing => [each::<CaseOutcome>("outcome"), each::<CaseCause>("cause")].concat(),
        DocumentKind::Annulment => [each::<AnnulmentGround>("ground"), each::<GrantorFault>("grantor_fault")].concat(),
        DocumentKind::Deregistration => {
            ["expired", "annulled", "revoked"].map(|ground| json!({ "ground": ground })).into()
        }
        DocumentKind::Penalty => each::<PenaltyKind>("penalty"),
        DocumentKind::ObjectionDecision => each::<ObjectionOutcome>("outcome"),
        DocumentKind::CreditRepair => [each::<RepairVerdict>("outcome"), vec![json!({ "remedies": true })]].concat(),
        DocumentKind::Acceptance => AcceptanceWay::iter()
            .map(|way| json!({ "items": [{ "name": "示例事项", "way": way, "accepted_at": AT, "corrected": "示例", "decision": null }] }))
            .collect(),
        DocumentKind::Readiness => vec![
            json!({ "outcome": "rejected", "operative": false }),
            json!({ "operative": false, "stopped_by": "示字〔2026〕2号", "reason": null }),
        ],
        DocumentKind::Suspension | DocumentKind::Resumption => vec![json!({ "verification_task": "1", "reason": null })],
        DocumentKind::Withdrawal => vec![json!({ "commitment_id": "1" })],
        DocumentKind::Recheck => vec![json!({ "refusal": null, "points": [] })],
        DocumentKind::Revocation => vec![json!({ "collective": false })],
        _ => Vec::new(),
    }
}

/// The same with names of 300 characters and words of 2,000, as long as either may be.
fn lengthened(context: &Value) -> Value {
    fn longer(value: &Value) -> Value {
        match value {
            Value::String(text) if text == WORDS => json!("这是一段很长的说明。".repeat(200)),
            Value::String(text) if text == NAME => json!("示例超市".repeat(75)),
            Value::Array(all) => all.iter().map(longer).collect(),
            Value::Object(all) => all.iter().map(|(name, value)| (name.clone(), longer(value))).collect(),
            other => other.clone(),
        }
    }
    longer(context)
}

/// What a template of this kind may be given.
fn of_kind(kind: DocumentKind, jurisdiction: &Jurisdiction) -> Value {
    let day = DAY;
    let (item, version, _) = item(jurisdiction);
    json!({
        "paper": {
            "kind": kind, "title": kind.title(), "number": "示字〔2026〕1号", "issued_on": day, "authority": "示例机关",
            "seal": bears_a_seal(kind).then(seal), "check_url": "https://example.org/v/0123456789",
        },
        "application": { "number": "BJ-2026-000000000000" },
        "holder": { "name": NAME, "uscc": "91350100M000100Y43", "address": "示例路1号", "operator": "示例" },
        "item": { "code": item, "version": version, "name": "示例事项" },
        "content": content(kind, jurisdiction),
        "face": {
            "title": kind.title(), "number": "1", "business_kind": "individual_business", "holder_name": NAME, "holder_uscc": "91350100M000100Y43",
            "operator_name": "示例", "address": "示例路1号", "scope": "示例", "capital": 1000, "valid_from": day,
            "valid_to": null,
        },
        "letter": jurisdiction.letters.first().map(signed),
        "appeal": appeal(jurisdiction, &jurisdiction.registrar.department),
    })
}

/// Whether papers of this kind are issued under a delegation, and bear the seal that it entrusts.
fn bears_a_seal(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::BusinessLicence | DocumentKind::Permit | DocumentKind::Grant)
}

fn seal() -> String {
    format!("data:image/png;base64,{}", BASE64.encode(demonstration::SEAL))
}

/// An item with conditions, its version, and the first of its clauses.
fn item(jurisdiction: &Jurisdiction) -> (&str, i32, &str) {
    let with_conditions = jurisdiction.items.iter().find_map(|item| Some((item, item.conditions.first()?)));
    with_conditions.map_or(("item", 1, "1"), |(item, condition)| (&item.code, item.version, &condition.clause))
}

/// A letter, signed by nobody: what may be promised by a day is, the rest is met.
fn signed(letter: &LetterTemplate) -> Value {
    let day = NaiveDate::default();
    let promise = |condition: &Condition| ClausePromise {
        clause: condition.clause.clone(),
        promise: if condition.by_date { PromiseKind::ByDate { date: day } } else { PromiseKind::MetNow },
    };
    let promises: Vec<ClausePromise> = letter.notice.conditions.iter().map(promise).collect();
    let hand = Hand {
        applicant: NAME,
        uscc: None,
        address: "示例路1号",
        promises: &promises,
        operator: Some("示例"),
        agent: None,
        electronic: true,
        signed_on: day,
        authority: "示例机关",
        received_on: day,
    };
    json!({ "title": letter.title.zh, "lines": letter.filled_in(&hand) })
}

/// Something of every name that a document's own content may have.
fn content(kind: DocumentKind, jurisdiction: &Jurisdiction) -> Value {
    let (item, _, clause) = item(jurisdiction);
    let material = jurisdiction.materials.first().map_or("material", |material| material.code.as_str());
    let texts = [
        "number",
        "case",
        "letter",
        "order",
        "decision",
        "certificate",
        "reason",
        "facts",
        "demand",
        "intended",
        "report",
        "text",
    ];
    let days = ["due_on", "until", "from", "valid_from", "valid_to", "notified_on", "held_on"];
    let instants = ["at", "since", "filed_at", "signed_at", "decided_at"];
    let mut content = json!({
        "item": item, "authority": jurisdiction.registrar.department, "to": jurisdiction.registrar.department,
        "ground": match kind {
            DocumentKind::Annulment => "grantor_fault",
            DocumentKind::Deregistration => "revoked",
            _ => "示例",
        },
        "cause": "broken_commitment", "grantor_fault": "against_procedure", "collective": true, "verification_task": null,
        "outcome": match kind {
            DocumentKind::CaseClosing => "mended",
            DocumentKind::Readiness => "confirmed",
            _ => "upheld",
        },
        "commitment_id": null, "refusal": WORDS, "remedies": null, "amount_yuan": 1000, "penalty": "fine", "law": "法律", "clauses": [clause],
        "letter_version": 1, "letter_hash": "sha256:0123456789abcdef", "operative": true, "open": [clause], "awaiting": [item],
        "respondent": jurisdiction.registrar.department, "compensation": WORDS, "stopped_by": null,
        "items": [{ "name": "示例事项", "way": "in_order", "accepted_at": AT, "corrected": null, "decision": { "due_on": DAY } }],
        "materials": [
            { "item": item, "material": material, "name": "材料", "due": "before_decision", "due_on": DAY, "on_failure": "lapse" },
            { "item": item, "material": material, "name": "材料", "due": "after_issue", "within": { "days": 30 }, "on_failure": "check_task" },
        ],
        "points": [{ "item": item, "text": "补正", "clause": clause, "mended": false, "note": WORDS }],
    });
    for (names, value) in [(&texts[..], WORDS), (&days[..], DAY), (&instants[..], AT)] {
        for name in names {
            content[*name] = json!(value);
        }
    }
    match kind {
        DocumentKind::Annulment => content["ground"] = json!("grantor_fault"),
        DocumentKind::Withdrawal => content["items"] = json!([item]),
        DocumentKind::RectificationExtension => content["to"] = json!(DAY),
        _ => {}
    }
    content
}
