//! The tasks that an issue brings.

use super::{Limit, VerificationKind};
use crate::{catalogue::Item, commitment::Commitment, policy::Policy};

/// A task before it has an id and an owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskDraft {
    /// What is to be checked.
    pub kind: VerificationKind,
    /// The clauses to look at.
    pub clauses: Vec<String>,
    /// How long it may take.
    pub limits: Vec<Limit>,
}

/// The tasks that an issued item brings: a commitment check by the supervisor for what was promised (S14), a site check
/// by the issuer where the item demands one (S15).
pub fn tasks_at_issue(item: &Item, commitment: Option<&Commitment>, policy: &Policy) -> Vec<TaskDraft> {
    let mut tasks = Vec::new();
    if let Some(commitment) = commitment {
        let clauses = commitment.promises.iter().map(|promise| promise.clause.clone()).collect();
        let limits = vec![Limit::from_receipt(policy)];
        tasks.push(TaskDraft { kind: VerificationKind::Commitment, clauses, limits });
    }
    if let Some(site) = &item.site_check {
        let clauses = item.conditions.iter().map(|condition| condition.clause.clone()).collect();
        let own = Limit { period: policy.site_check.value, source: policy.site_check.source.clone() };
        let mut limits: Vec<Limit> =
            site.periods.iter().map(|it| Limit { period: it.period, source: it.source.clone() }).collect();
        if !limits.iter().any(|limit| limit.period == own.period) {
            limits.insert(0, own);
        }
        tasks.push(TaskDraft { kind: VerificationKind::SiteCheck, clauses, limits });
    }
    tasks
}
