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
    /// What a holder says it has mended waits to be looked at again (S16).
    RecheckRectification,
    /// An order to rectify failed and waits for what follows (S17).
    OpenEnforcementCase,
    /// A hearing waits to be offered before a revocation (S17).
    OfferHearing,
    /// A hearing that was asked for waits to be held (S17).
    RecordHearing,
    /// A revocation waits for the head's decision (S17).
    RevokeCertificate,
    /// The grantor waits to be told (S18).
    SendLetter,
    /// A letter waits for the grantor's receipt (S18).
    AcknowledgeLetter,
    /// A grant waits to be annulled (S18).
    AnnulCertificate,
    /// The register waits to be closed (S18).
    DeregisterCertificate,
    /// An objection waits for its decision.
    DecideObjection,
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
            Self::RecheckRectification => actor.may(Permission::OrderRectification),
            Self::OpenEnforcementCase | Self::OfferHearing | Self::RecordHearing | Self::SendLetter => {
                actor.may(Permission::Enforce)
            }
            Self::RevokeCertificate => actor.may(Permission::Penalise),
            Self::AcknowledgeLetter | Self::AnnulCertificate | Self::DeregisterCertificate => {
                actor.may(Permission::TakeBackGrant)
            }
            Self::DecideObjection => actor.may(Permission::DecideObjection),
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
        let officers = [
            WorkKind::RecheckRectification,
            WorkKind::OpenEnforcementCase,
            WorkKind::OfferHearing,
            WorkKind::RecordHearing,
            WorkKind::SendLetter,
        ];
        assert_eq!(kinds(Role::Supervisor), [&tasks[..], &officers].concat());
        let heads = kinds(Role::Approver);
        assert!(
            [WorkKind::DecideItem, WorkKind::ResumeItem]
                .iter()
                .chain(&tasks)
                .chain(&[WorkKind::DecideCreditRepair])
                .all(|kind| heads.contains(kind))
        );
        assert!(WorkKind::iter().skip_while(|it| *it != officers[0]).all(|kind| heads.contains(&kind)));
        assert_eq!(kinds(Role::Liaison), [WorkKind::GiveOpinion, WorkKind::RecordHandover]);
        assert_eq!(kinds(Role::Applicant), []);
    }
}
