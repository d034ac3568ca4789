//! Why a step with a supervision notice is refused.

use crate::refusal::{Reason, RefusalKind};

/// Reasons of a supervision notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SupervisionReason {
    /// Another department is asked.
    NotAsked,
    /// It waits for no answer: it was answered, closed or taken back.
    NoAnswerOwed,
    /// Another round than the one that is meant is under way.
    AnotherRound,
    /// The department has not answered yet.
    NotAnswered,
    /// It was closed or taken back.
    Ended,
    /// It was asked again as often as one notice may.
    TooManyRounds,
}

impl Reason for SupervisionReason {
    fn code(&self) -> &'static str {
        match self {
            Self::NotAsked => "supervision_notice_not_asked",
            Self::NoAnswerOwed => "supervision_notice_no_answer_owed",
            Self::AnotherRound => "supervision_notice_another_round",
            Self::NotAnswered => "supervision_notice_not_answered",
            Self::Ended => "supervision_notice_ended",
            Self::TooManyRounds => "supervision_notice_too_many_rounds",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotAsked => RefusalKind::Forbidden,
            Self::NoAnswerOwed | Self::AnotherRound | Self::NotAnswered | Self::Ended | Self::TooManyRounds => {
                RefusalKind::State
            }
        }
    }
}
