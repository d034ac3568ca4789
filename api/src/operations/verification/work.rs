//! The officers' work with a task. Each step is the department's own, is noted on the application's chain, and leaves the
//! dossier to be saved.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    application::plain_file_name,
    id::EvidenceId,
    liability::LiabilityCause,
    verification::{Candidate, CheckMethod, ClauseFinding, Evidence, FindingResult, Sighting},
};
use kaiye_persistence::repo::verification;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Acknowledgement, Opened, acknowledge, certificate_of, reckon};
use crate::operations::{
    Failure, Outcome, Tx, accounts,
    dossier::{Dossier, End},
    materials::StoredFile,
    with,
};

/// What an officer saw.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Where.
    pub place: Option<String>,
    /// When; now when empty.
    pub at: Option<DateTime<Utc>>,
    /// In the officer's words.
    pub note: String,
    /// The files that show it.
    pub evidence: Vec<EvidenceId>,
}

impl Seen {
    fn sighting(&self, tx: &Tx<'_>) -> Sighting {
        Sighting {
            place: self.place.clone(),
            at: self.at.unwrap_or(tx.now),
            note: self.note.clone(),
            evidence: self.evidence.clone(),
            by: tx.actor.id,
            recorded_at: tx.now,
        }
    }
}

/// Puts officers on a task. A department that assigns what it never said it had, has it.
pub fn assign(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    opened: &mut Opened,
    officers: &[Uuid],
    method: CheckMethod,
) -> Outcome<()> {
    opened.task.require_department(tx.actor)?;
    let candidates = candidates(tx, officers)?;
    let assigned = opened.task.clone().assign(&candidates, method, tx.actor.id, tx.now)?;
    if opened.task.receipt().is_none() {
        acknowledge(tx, dossier, opened, &Acknowledgement::default())?;
    }
    opened.task.state = assigned.state;
    opened.save(tx, dossier)?;
    verification::set_officers(tx.conn, opened.task.id, officers)?;
    dossier.fact("verification.assigned", about(opened, json!({ "method": method, "officers": officers })));
    Ok(())
}

/// Adds a file that shows what was found.
pub fn add_evidence(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    opened: &mut Opened,
    file: &StoredFile,
) -> Outcome<Evidence> {
    opened.task.require_officer(tx.actor)?;
    let evidence = Evidence {
        id: tx.id(),
        file_name: plain_file_name(&file.name),
        media_type: file.media_type.clone(),
        size: file.size,
        digest: file.digest.clone(),
        by: tx.actor.id,
        at: tx.now,
    };
    opened.task = opened.task.clone().add_evidence(evidence.clone())?;
    opened.save(tx, dossier)?;
    let data = json!({ "evidence": evidence.id, "digest": evidence.digest });
    dossier.fact("verification.evidence_added", about(opened, data));
    Ok(evidence)
}

/// Records what was found of a clause.
pub fn record_finding(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    opened: &mut Opened,
    clause: &str,
    result: FindingResult,
    seen: &Seen,
) -> Outcome<()> {
    opened.task.require_officer(tx.actor)?;
    opened.task = opened.task.clone().find(clause, result, seen.sighting(tx))?;
    opened.save(tx, dossier)?;
    let data = json!({ "clause": clause, "result": result, "evidence": seen.evidence });
    dossier.fact("verification.finding_recorded", about(opened, data));
    Ok(())
}

/// Records that the business was open before it had proved what it may only open with (S10). It answers for that (S20).
pub fn record_early_opening(tx: &mut Tx<'_>, dossier: &mut Dossier, opened: &mut Opened, seen: &Seen) -> Outcome<()> {
    opened.task.require_officer(tx.actor)?;
    let (certificate, _) = certificate_of(tx, &opened.task)?;
    opened.task = opened.task.clone().find_opened_early(&certificate, seen.sighting(tx))?;
    opened.save(tx, dossier)?;
    let data = json!({ "cause": LiabilityCause::OperatedBeforeProof, "evidence": seen.evidence });
    dossier.fact("verification.early_opening_recorded", about(opened, data));
    Ok(())
}

/// Concludes a task: its clocks are met, late or in time, and what it came to counts in the holder's history.
pub fn conclude(tx: &mut Tx<'_>, dossier: &mut Dossier, opened: &mut Opened, remarks: Option<String>) -> Outcome<()> {
    opened.task.require_officer(tx.actor)?;
    opened.task = opened.task.clone().conclude(remarks, tx.actor.id, tx.now)?;
    let id = opened.task.id;
    dossier.end_deadlines(tx, |it| it.subject.1 == id.0 && it.obligation.is_verification(), End::Met)?;
    opened.save(tx, dossier)?;
    let finding = |finding: &ClauseFinding| json!({ "clause": finding.clause, "result": finding.result });
    let findings: Vec<Value> = opened.task.standing_findings().map(finding).collect();
    let data = json!({
        "kind": opened.task.kind, "verdict": opened.task.state.verdict(), "findings": findings,
        "early_opening": opened.task.early_opening.is_some(),
    });
    dossier.fact("verification.concluded", about(opened, data));
    let (_, holder_key) = certificate_of(tx, &opened.task)?;
    reckon(tx, &holder_key)
}

/// The accounts that were named, where there are such.
fn candidates(tx: &mut Tx<'_>, ids: &[Uuid]) -> Outcome<Vec<Candidate>> {
    ids.iter()
        .map(|id| match accounts::find(tx, (*id).into()) {
            Ok(kept) => Ok(Candidate { id: *id, account: Some(kept.account) }),
            Err(failure) if failure.is_not_found() => Ok(Candidate { id: *id, account: None }),
            Err(failure) => Err::<_, Failure>(failure),
        })
        .collect()
}

/// What an event says of a task, with what is particular to it.
pub(super) fn about(opened: &Opened, particular: Value) -> Value {
    let task = &opened.task;
    let data = json!({
        "task": task.id, "certificate": task.certificate, "item": task.item_code, "department": task.department,
    });
    with(data, particular)
}
