//! What can wait for an officer: each kind of work bears the name of the operation that does it, and waits for who is
//! allowed that operation.

use serde::{Deserialize, Serialize};

use crate::actor::{Actor, Permission};

/// A kind of work.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum WorkKind {
    /// A filed item waits for one of the outcomes of 行政许可法 §32 (S6).
    AcceptApplication,
    /// A cleared item waits to be issued (S9).
    IssueApplication,
    /// An accepted item waits for a joint review (S7).
    OpenJointReview,
    /// A joint review waits to be closed (S7).
    CloseJointReview,
    /// A department's opinion is waited for (S7).
    GiveOpinion,
    /// A dossier waits to be carried to its county authority (S7).
    RecordHandover,
    /// An ordinary-route item waits for its decision (行政许可法 §42).
    DecideItem,
    /// An item's clock stands still (行政许可法 §45).
    ResumeItem,
    /// A verification task waits for its department's receipt (S13, S14).
    AcknowledgeVerificationTask,
    /// A verification task waits for officers (S14, S15).
    AssignVerificationTask,
    /// A verification task waits for its officer's findings and conclusion.
    ConcludeVerificationTask,
    /// A verification task's clock stands still.
    ResumeVerificationTask,
    /// A credit repair waits for the head of the department that recorded the breach (S19).
    DecideCreditRepair,
}

impl WorkKind {
    /// Whether such work can wait for this actor.
    pub fn is_for(self, actor: &Actor) -> bool {
        match self {
            Self::AcceptApplication => actor.may(Permission::AcceptApplication),
            Self::IssueApplication => actor.may(Permission::IssueApplication),
            Self::OpenJointReview | Self::CloseJointReview => actor.may(Permission::LeadReview),
            Self::GiveOpinion => actor.may(Permission::GiveOpinion),
            Self::RecordHandover => actor.may(Permission::RecordHandover),
            Self::DecideItem | Self::ResumeItem => actor.may(Permission::DecideItem),
            Self::AcknowledgeVerificationTask => actor.may(Permission::AcknowledgeVerification),
            Self::AssignVerificationTask | Self::ConcludeVerificationTask | Self::ResumeVerificationTask => {
                actor.may(Permission::WorkVerification)
            }
            Self::DecideCreditRepair => actor.may(Permission::DecideCreditRepair),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use strum::IntoEnumIterator;

    use super::*;
    use crate::actor::{ActorKind, Role};

    #[test]
    fn work_waits_for_who_may_do_it() {
        let kinds = |role| {
            let roles = BTreeSet::from([role]);
            let id = uuid::Uuid::nil();
            let actor = Actor { kind: ActorKind::Account, id, roles, department: None, county: None, scopes: None };
            WorkKind::iter().filter(|kind| kind.is_for(&actor)).collect::<Vec<_>>()
        };
        assert_eq!(kinds(Role::WindowClerk), [WorkKind::AcceptApplication, WorkKind::IssueApplication]);
        let tasks = [
            WorkKind::AcknowledgeVerificationTask,
            WorkKind::AssignVerificationTask,
            WorkKind::ConcludeVerificationTask,
            WorkKind::ResumeVerificationTask,
        ];
        assert_eq!(kinds(Role::Supervisor), tasks);
        assert_eq!(
            kinds(Role::Approver),
            [&[WorkKind::DecideItem, WorkKind::ResumeItem][..], &tasks, &[WorkKind::DecideCreditRepair]].concat()
        );
        assert_eq!(kinds(Role::Liaison), [WorkKind::GiveOpinion, WorkKind::RecordHandover]);
        assert_eq!(kinds(Role::Applicant), []);
    }
}
