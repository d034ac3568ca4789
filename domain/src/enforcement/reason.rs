//! Why a step on a case is refused.

use crate::refusal::{Reason, RefusalKind};

/// Reasons of an enforcement case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseReason {
    /// The order to rectify was carried out, or still has its time.
    NotFailed,
    /// A case was opened on it before.
    OpenedBefore,
    /// The task is not concluded, or found nothing.
    NothingFound,
    /// What can be mended is first ordered to be mended.
    RectifyFirst,
    /// The case is past that, or closed.
    NotOpen,
    /// The case is about the grantor's fault: nothing is done to the holder.
    NotTheHoldersFault,
    /// An order to stop is in force.
    StopInForce,
    /// No order to stop is in force.
    NoStop,
    /// No hearing was offered.
    HearingNotOffered,
    /// A hearing was offered before.
    HearingOffered,
    /// The holder may still ask for the hearing, or asked and was not heard.
    HearingOpen,
    /// The time to ask has passed.
    HearingWaived,
    /// The hearing was asked for before.
    HearingRequested,
    /// Nobody asked for a hearing.
    HearingNotRequested,
    /// The hearing was held.
    HearingHeld,
    /// A penalty of the case stands.
    Penalised,
    /// The case has no penalty that could settle it.
    NoPenalty,
    /// The certificate is not revoked.
    NotRevoked,
    /// Grantor and supervisor are one body, or the fault is the grantor's own.
    NoLetterNeeded,
    /// There is nothing yet that the grantor would have to be told.
    NothingToTell,
    /// The letter was sent before.
    LetterSent,
    /// No letter was sent.
    NoLetter,
    /// The receipt was given before.
    LetterAcknowledged,
    /// The grantor has not said that it has the letter.
    GrantorNotTold,
    /// What was obtained by deceit must be annulled.
    MustBeAnnulled,
    /// It was objected to before.
    ObjectedBefore,
    /// The time to object has passed.
    ObjectionTooLate,
    /// Nobody objected to it.
    NotObjectedTo,
    /// The objection was decided before.
    ObjectionDecided,
    /// An objection waits for its decision.
    ObjectionPending,
    /// The case made no such decision.
    NoSuchDecision,
    /// It is the supervising department's, or the grantor's where the fault is its own.
    NotTheLeaders,
    /// It is the supervising department's.
    NotTheSupervisors,
    /// It is the head's.
    NotTheHeads,
    /// It is the grantor's head's.
    NotTheGrantors,
    /// It is the review body's.
    NotTheReviewBodys,
    /// Only the holder, or the window for it.
    NotTheHolders,
}

impl Reason for CaseReason {
    fn code(&self) -> &'static str {
        match self {
            Self::NotFailed => "case_rectification_not_failed",
            Self::OpenedBefore => "case_opened_before",
            Self::NothingFound => "case_nothing_found",
            Self::RectifyFirst => "case_rectify_first",
            Self::NotOpen => "case_not_open",
            Self::NotTheHoldersFault => "case_not_the_holders_fault",
            Self::StopInForce => "case_stop_in_force",
            Self::NoStop => "case_no_stop",
            Self::HearingNotOffered => "hearing_not_offered",
            Self::HearingOffered => "hearing_offered_before",
            Self::HearingOpen => "hearing_open",
            Self::HearingWaived => "hearing_waived",
            Self::HearingRequested => "hearing_requested_before",
            Self::HearingNotRequested => "hearing_not_requested",
            Self::HearingHeld => "hearing_held_before",
            Self::Penalised => "case_penalised_before",
            Self::NoPenalty => "case_no_penalty",
            Self::NotRevoked => "case_not_revoked",
            Self::NoLetterNeeded => "letter_not_needed",
            Self::NothingToTell => "letter_nothing_to_tell",
            Self::LetterSent => "letter_sent_before",
            Self::NoLetter => "letter_not_sent",
            Self::LetterAcknowledged => "letter_acknowledged_before",
            Self::GrantorNotTold => "letter_not_acknowledged",
            Self::MustBeAnnulled => "case_must_be_annulled",
            Self::ObjectedBefore => "objection_made_before",
            Self::ObjectionTooLate => "objection_too_late",
            Self::NotObjectedTo => "objection_not_made",
            Self::ObjectionDecided => "objection_decided",
            Self::ObjectionPending => "objection_pending",
            Self::NoSuchDecision => "case_no_such_decision",
            Self::NotTheLeaders => "case_not_the_leaders",
            Self::NotTheSupervisors => "case_not_the_supervisors",
            Self::NotTheHeads => "case_not_the_heads",
            Self::NotTheGrantors => "case_not_the_grantors",
            Self::NotTheReviewBodys => "case_not_the_review_bodys",
            Self::NotTheHolders => "case_not_the_holders",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotTheLeaders
            | Self::NotTheSupervisors
            | Self::NotTheHeads
            | Self::NotTheGrantors
            | Self::NotTheReviewBodys
            | Self::NotTheHolders => RefusalKind::Forbidden,
            Self::NoSuchDecision => RefusalKind::NotFound,
            _ => RefusalKind::State,
        }
    }
}
