//! Exclusion from applying after deceit (行政许可法 §78, §79): of the business and its operator, each by a keyed hash
//! only; lifted when the decision that brought it is set aside.

use std::collections::{BTreeMap, BTreeSet};

use kaiye_domain::{
    application::{RequestedItem, SubjectRole},
    exclusion::{Exclusion, ExclusionCause, ExclusionHit},
};
use kaiye_persistence::{
    map::{exclusion_row, word},
    repo::exclusion,
};
use serde_json::json;

use super::{Outcome, Tx, dossier::Dossier};

/// More exclusions than anybody has; a bound, not a page.
const MOST: i64 = 100;

/// Excludes an application's business and operator, and the holder of what was annulled, from an item, where the law does so.
/// What it notes is saved with the dossier.
pub fn exclude(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    item: &RequestedItem,
    holder_uscc: Option<&str>,
    (cause, document): (ExclusionCause, &str),
) -> Outcome<()> {
    let (jurisdiction, today) = (tx.jurisdiction()?, tx.today());
    let Some(known) = jurisdiction.item(&item.item_code, item.item_version) else { return Ok(()) };
    let subjects = dossier.application.subjects().into_iter().filter(|(role, _)| is_applicant(*role));
    let mut numbers: BTreeMap<String, SubjectRole> = subjects.map(|(role, number)| (number, role)).collect();
    numbers.extend(holder_uscc.map(|uscc| (uscc.to_owned(), SubjectRole::Business)));
    let (mut rows, mut days) = (Vec::new(), None);
    for number in numbers.keys() {
        let (id, document, policy) = (tx.id(), document.to_owned(), &jurisdiction.policy);
        let Some(new) = Exclusion::after(id, known, cause, document, policy, today) else { return Ok(()) };
        let key = tx.keyring().lookup_key("subject", number);
        rows.push(exclusion_row(&new, dossier.application.id, key));
        days = Some((new.from_on, new.to_on));
    }
    let Some((from_on, to_on)) = days else { return Ok(()) };
    exclusion::insert(tx.conn, &rows)?;
    let roles: BTreeSet<&str> = numbers.into_values().map(Into::into).collect();
    let data = json!({
        "item": item.item_code, "cause": cause, "document": document, "subjects": roles, "from_on": from_on,
        "to_on": to_on,
    });
    dossier.fact("exclusion.imposed", data);
    Ok(())
}

/// The law excludes the applicant: the business and its operator, not whom they sent.
fn is_applicant(role: SubjectRole) -> bool {
    role != SubjectRole::Agent
}

/// The decision was set aside: nobody is excluded by it any more. What it notes is saved with the dossier.
pub fn lift(tx: &mut Tx<'_>, dossier: &mut Dossier, item_code: &str, document: &str) -> Outcome<()> {
    if exclusion::lift(tx.conn, dossier.application.id, document, tx.now)? > 0 {
        dossier.fact("exclusion.lifted", json!({ "item": item_code, "document": document }));
    }
    Ok(())
}

/// The exclusions that hold today of any of these, who are known by keyed hashes.
pub fn excluded(tx: &mut Tx<'_>, subjects: &[(SubjectRole, String)]) -> Outcome<Vec<ExclusionHit>> {
    let keys: Vec<String> = subjects.iter().map(|(_, key)| key.clone()).collect();
    let mut hits = Vec::new();
    let today = tx.today();
    for row in exclusion::in_force(tx.conn, &keys, today, MOST)? {
        let mut applicants = subjects.iter().filter(|(role, _)| is_applicant(*role));
        if let Some((role, _)) = applicants.find(|(_, key)| *key == row.subject_key) {
            let cause = word(&row.cause)?;
            hits.push(ExclusionHit { role: *role, item_code: row.item_code, cause, to_on: row.to_on });
        }
    }
    Ok(hits)
}
