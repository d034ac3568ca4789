//! What follows from a certificate the moment it is issued: who has to check it, what is owed by when (S5, S10, S12–S15).
//! All of it is written in the transaction of the issue, or none.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    catalogue::{Due, Item},
    certificate::Certificate,
    commitment::Commitment,
    deferred::DeferredMaterial,
    id::RequestedItemId,
    obligation::{Begins, Duty, Obligation, ObligationSubject},
    policy::Policy,
    time::Period,
    verification::{VerificationTask, tasks_at_issue},
};

/// All that follows from one certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consequences {
    /// Who has to check what.
    pub tasks: Vec<VerificationTask>,
    /// What is owed by when.
    pub duties: Vec<Duty>,
}

/// What a certificate is followed up by.
#[derive(Debug)]
pub struct Grounds<'a> {
    /// The item it is for.
    pub item: &'a Item,
    /// The commitment it rests on.
    pub commitment: Option<&'a Commitment>,
    /// What may still follow of the materials.
    pub deferred: &'a [DeferredMaterial],
    /// The policy's figures.
    pub policy: &'a Policy,
    /// The department at whose window it is issued: the registrar.
    pub window: &'a str,
    /// The instant of issue.
    pub now: DateTime<Utc>,
}

/// Draws the consequences; `ids` gives new ids.
pub fn consequences(certificate: &Certificate, grounds: &Grounds<'_>, ids: &mut dyn FnMut() -> Uuid) -> Consequences {
    let mut tasks = Vec::new();
    let policy = grounds.policy;
    let mut duties = vec![
        of_window(certificate, grounds.window, Obligation::Push, policy.push.value, Begins::DoneAtOnce),
        of_window(certificate, grounds.window, Obligation::Publish, policy.publication.value, Begins::DoneAtOnce),
    ];
    for draft in tasks_at_issue(grounds.item, grounds.commitment, grounds.policy) {
        let task = VerificationTask {
            clauses: draft.clauses,
            limits: draft.limits,
            ..VerificationTask::new(ids().into(), draft.kind, certificate, grounds.policy, grounds.now)
        };
        duties.extend(task.duties(grounds.policy));
        tasks.push(task);
    }
    duties.extend(
        promised_days(certificate)
            .into_iter()
            .map(|day| Duty::of_applicant(Obligation::KeepPromise, of(certificate), Period::Until(day), Begins::Now)),
    );
    duties.extend(deliveries(certificate.requested_item, grounds.item, grounds.deferred, grounds.policy));
    Consequences { tasks, duties }
}

/// What the window owes of a certificate that it issues: that its department can have it, and that anybody can read it
/// (S12, S13). Both are so from the instant of issue: the log, the task and the register are written with it.
fn of_window(certificate: &Certificate, window: &str, obligation: Obligation, period: Period, begins: Begins) -> Duty {
    Duty::of_department(window, obligation, of(certificate), period, begins)
}

fn of(certificate: &Certificate) -> (ObligationSubject, Uuid) {
    (ObligationSubject::Certificate, certificate.id.0)
}

/// The days by which something was promised; a day may stand for several clauses (S10).
fn promised_days(certificate: &Certificate) -> BTreeSet<NaiveDate> {
    certificate.operativity.open_clauses().iter().map(|open| open.due).collect()
}

/// Materials of an item that are due after issue are due from now (S5).
pub fn deliveries(
    requested: RequestedItemId,
    item: &Item,
    deferred: &[DeferredMaterial],
    policy: &Policy,
) -> Vec<Duty> {
    let within = |code: &str| {
        let need = item.materials.iter().find(|need| need.material == code);
        need.and_then(|need| need.within).unwrap_or(policy.correction_answer.value)
    };
    deferred
        .iter()
        .filter(|owed| owed.is_owed() && owed.due == Due::AfterIssue && owed.item == requested)
        .map(|owed| {
            let subject = (ObligationSubject::DeferredMaterial, owed.id.0);
            Duty::of_applicant(Obligation::DeliverAfterIssue, subject, within(&owed.material_code), Begins::Now)
        })
        .collect()
}
