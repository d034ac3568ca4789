//! Enforcement cases (S17, S18): what follows when a commitment was false, or was not kept and not mended, or when the
//! grantor itself was at fault. Each step is taken by the right body: the supervising department stops, hears, punishes
//! and revokes (吊销); the grantor, told by letter where it is another body, annuls (撤销) and closes the register (注销);
//! the review body decides on objections. Every decision bears its document and can be set aside, which restores what it
//! took and nothing else.

mod action;
mod awaits;
mod basis;
mod decision;
mod grant;
mod hearing;
mod letter;
mod objection;
mod reason;
mod state;
mod step;

pub use action::CaseAction;
pub use basis::{CaseBasis, CaseCause, GrantorFault, Opening};
use chrono::{DateTime, Utc};
pub use decision::{CaseDecision, DecisionKind, Made, PenaltyKind, Taken};
pub use grant::AnnulmentGround;
pub use hearing::{HEARING_ARROWS, Hearing, HearingRecord, HearingState, HearingStatus};
pub use letter::{Letter, LetterReceipt};
pub use objection::{Objection, ObjectionOutcome, ObjectionVerdict};
pub use reason::CaseReason;
use serde::{Deserialize, Serialize};
pub use state::{CASE_ARROWS, CaseOutcome, CaseState, CaseStatus};
pub use step::{StopEnd, StopOrder};
use uuid::Uuid;

use crate::{
    id::{ApplicationId, CertificateId, EnforcementCaseId},
    refusal::Refusal,
};

/// A case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnforcementCase {
    /// Its id.
    pub id: EnforcementCaseId,
    /// The application under whose lock everything about it happens.
    pub application: ApplicationId,
    /// Whose application it was.
    pub owner: Uuid,
    /// The certificate it is opened against.
    pub certificate: CertificateId,
    /// Code of its item.
    pub item_code: String,
    /// County of the premises.
    pub division: String,
    /// The supervising department.
    pub department: String,
    /// The department in whose name the certificate was issued.
    pub grantor: String,
    /// The body that reviews what the leading body decides; each decision names the one that reviews it.
    pub review_body: String,
    /// What it rests on.
    pub basis: CaseBasis,
    /// Whose fault it is about.
    pub cause: CaseCause,
    /// The clauses it is about.
    pub clauses: Vec<String>,
    /// The facts, in the office's words.
    pub facts: String,
    /// Number of its opening.
    pub document: String,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// By whom.
    pub opened_by: Uuid,
    /// The orders to stop, those that were lifted among them.
    pub stops: Vec<StopOrder>,
    /// The hearing that was offered.
    pub hearing: Option<Hearing>,
    /// The letter to the grantor.
    pub letter: Option<Letter>,
    /// What was decided, what was set aside among it.
    pub decisions: Vec<CaseDecision>,
    /// Where it stands.
    pub state: CaseState,
}

impl EnforcementCase {
    /// Its status.
    pub fn status(&self) -> CaseStatus {
        (&self.state).into()
    }

    /// The order to stop that is in force.
    pub fn stop(&self) -> Option<&StopOrder> {
        self.stops.iter().find(|stop| stop.lifted.is_none())
    }

    /// A decision by its id.
    pub fn decision(&self, id: Uuid) -> Result<&CaseDecision, Refusal> {
        self.decisions.iter().find(|decision| decision.id == id).ok_or_else(|| CaseReason::NoSuchDecision.into())
    }

    /// The decision of a kind that stands.
    pub fn standing(&self, is: impl Fn(&DecisionKind) -> bool) -> Option<&CaseDecision> {
        self.decisions.iter().find(|decision| decision.stands() && is(&decision.kind))
    }

    /// Number of the document that closed the register over its certificate, and the case with it.
    pub fn deregistered_by(&self) -> Option<&str> {
        match &self.state {
            CaseState::Closed { outcome: CaseOutcome::Deregistered, document, .. } => Some(document),
            _ => None,
        }
    }

    /// Whether an objection waits for its decision.
    pub fn has_open_objection(&self) -> bool {
        self.decisions.iter().any(CaseDecision::is_objected_to)
    }

    /// Whether the grantor has to be told: it is another body than the one that supervises (S18).
    pub fn needs_letter(&self) -> bool {
        self.department != self.grantor
    }

    /// Whether the grantor knows: it was told and has said so, or knows by itself.
    pub fn grantor_knows(&self) -> bool {
        !self.needs_letter()
            || self.cause == CaseCause::GrantorFault
            || self.letter.as_ref().is_some_and(|letter| letter.receipt.is_some())
    }
}
