//! The letter to the grantor (函告) and its receipt (S18): one numbered letter between two bodies.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{CaseAction, EnforcementCase};
use crate::{actor::Actor, refusal::Refusal};

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Number of the letter.
    pub document: String,
    /// The body it is sent to.
    pub to: String,
    /// What it says, in the office's words.
    pub text: String,
    /// By whom.
    pub sent_by: Uuid,
    /// When.
    pub sent_at: DateTime<Utc>,
    /// That the grantor has it.
    pub receipt: Option<LetterReceipt>,
}

/// A grantor's receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterReceipt {
    /// Number of the receipt.
    pub document: String,
    /// By whom.
    pub by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

impl EnforcementCase {
    /// Tells the grantor what it has to know (S18).
    pub fn send_letter(
        self,
        text: String,
        document: String,
        (actor, now): (&Actor, DateTime<Utc>),
    ) -> Result<Self, Refusal> {
        self.require(CaseAction::SendLetter, actor, now)?;
        let to = self.grantor.clone();
        let letter = Letter { document, to, text, sent_by: actor.id, sent_at: now, receipt: None };
        Ok(Self { letter: Some(letter), ..self })
    }

    /// The grantor's head says that it has the letter.
    pub fn acknowledge_letter(self, document: String, (actor, now): (&Actor, DateTime<Utc>)) -> Result<Self, Refusal> {
        self.require(CaseAction::AcknowledgeLetter, actor, now)?;
        let receipt = Some(LetterReceipt { document, by: actor.id, at: now });
        let letter = self.letter.map(|letter| Letter { receipt, ..letter });
        Ok(Self { letter, ..self })
    }
}
