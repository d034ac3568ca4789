//! What a case waits for, and at which body: its place in the work lists.

use super::{CaseCause, CaseState, EnforcementCase, HearingStatus};
use crate::worklist::WorkKind;

impl EnforcementCase {
    /// The work that is next, and the department at which it waits; none while it is the holder's turn, and after the end.
    pub fn awaits(&self) -> Option<(WorkKind, &str)> {
        if let Some(body) = self.review_body_at_work().filter(|_| self.has_open_objection()) {
            return Some((WorkKind::DecideObjection, body));
        }
        match self.state {
            CaseState::Open => self.next_while_open(),
            CaseState::Revoked { .. } => Some(self.through_the_grantor(WorkKind::AnnulCertificate)),
            CaseState::Annulled { .. } => Some((WorkKind::DeregisterCertificate, &self.grantor)),
            CaseState::Closed { .. } => None,
        }
    }

    fn next_while_open(&self) -> Option<(WorkKind, &str)> {
        match (self.cause, self.hearing.as_ref().map(super::Hearing::status)) {
            (CaseCause::GrantorFault, _) => Some((WorkKind::AnnulCertificate, &self.grantor)),
            (_, Some(HearingStatus::Offered)) => None,
            (_, Some(HearingStatus::Requested)) => Some((WorkKind::RecordHearing, &self.department)),
            (_, Some(HearingStatus::Held | HearingStatus::Waived)) => {
                Some((WorkKind::RevokeCertificate, &self.department))
            }
            (CaseCause::FalseCommitment, None) => Some(self.through_the_grantor(WorkKind::AnnulCertificate)),
            (CaseCause::BrokenCommitment, None) => Some((WorkKind::OfferHearing, &self.department)),
        }
    }

    /// A step of the grantor's, after it was told (S18).
    fn through_the_grantor(&self, step: WorkKind) -> (WorkKind, &str) {
        match &self.letter {
            _ if self.grantor_knows() => (step, &self.grantor),
            None => (WorkKind::SendLetter, &self.department),
            Some(_) => (WorkKind::AcknowledgeLetter, &self.grantor),
        }
    }
}
