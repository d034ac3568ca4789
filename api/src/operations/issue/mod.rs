//! The core transaction (design §3, S9): decision, licence, permits with their numbers, verification tasks, publication
//! entries and events stand together or leave no trace. What each step decides is the domain's; their order is here.

mod grant;
mod keep;
mod prepare;
mod refuse;

use kaiye_domain::{
    application::{ApplicationReason, ApplicationStatus},
    certificate::Certificate,
    issue::{DecisionRecord, IssueResult},
    served_notice::ServiceChannel,
};
use serde_json::json;

use super::{Failure, Outcome, Tx, dossier::Dossier};

/// What a run of the issue transaction came to.
#[derive(Debug, Clone)]
pub struct Issue {
    /// Its record.
    pub record: DecisionRecord,
    /// The certificates, in the order of the record's result.
    pub certificates: Vec<Certificate>,
    /// The application's status afterwards.
    pub status: ApplicationStatus,
    /// The application's version afterwards.
    pub version: i32,
}

/// Issues what can be issued now (S9). May be called again for what waited.
pub fn issue(tx: &mut Tx<'_>, dossier: &mut Dossier, channel: ServiceChannel) -> Outcome<Issue> {
    if dossier.application.items.iter().all(|item| item.state.is_final()) {
        return Err(Failure::refused(ApplicationReason::NothingToDo));
    }
    let jurisdiction = tx.jurisdiction()?;
    dossier.hold_what_is_shared(tx)?;
    let prepared = prepare::prepare(tx, dossier, &jurisdiction)?;
    let refused = refuse::refuse(tx, dossier, &prepared.plan, channel)?;
    let granted = grant::grant(tx, dossier, &jurisdiction, &prepared, channel)?;
    let record = DecisionRecord {
        id: tx.id(),
        application: dossier.application.id,
        decided_by: tx.actor.id,
        decided_at: tx.now,
        checks: prepared.plan.checks,
        result: IssueResult { issued: granted.issued, filed: granted.filed, waiting: prepared.plan.waiting, refused },
    };
    dossier.fact("application.issued", summary(&record));
    keep::keep(tx, dossier, &jurisdiction, &record, &granted.granted, &granted.replaced)?;
    let version = dossier.save(tx)?;
    let certificates = granted.granted.into_iter().map(|it| it.certificate).collect();
    Ok(Issue { record, certificates, status: dossier.status(), version })
}

/// What the event says: codes and ids.
fn summary(record: &DecisionRecord) -> serde_json::Value {
    let result = &record.result;
    json!({
        "decision_id": record.id,
        "issued": result.issued.iter().map(|it| &it.item).collect::<Vec<_>>(),
        "filed": result.filed.iter().map(|it| &it.item).collect::<Vec<_>>(),
        "waiting": result.waiting.iter().map(|it| &it.item).collect::<Vec<_>>(),
        "refused": result.refused.iter().map(|it| &it.item).collect::<Vec<_>>(),
    })
}
