//! Commitments (告知承诺, S4): what the applicant promised for one item, clause by clause, bound to the very letter
//! that was read.

mod blanks;
mod reason;
mod signer;

pub use blanks::Blanks;
use chrono::{DateTime, Days, NaiveDate, Utc};
pub use reason::CommitmentReason;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    application::SubjectRole,
    catalogue::{Item, LetterTemplate},
    id::{CommitmentId, MaterialId, RequestedItemId},
    refusal::{Fault, Refusal},
    time::local_date,
};

/// What is promised of one clause (S10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PromiseKind {
    /// The condition is met already.
    MetNow,
    /// The condition will be met, and proved, by this day; until then the business may not open.
    ByDate {
        /// The last day.
        date: NaiveDate,
    },
}

/// One clause's promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClausePromise {
    /// Number of the clause in the item's conditions.
    pub clause: String,
    /// What is promised of it.
    #[serde(flatten)]
    pub promise: PromiseKind,
}

/// How the letter was signed.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString, strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SignatureMethod {
    /// On paper; the scan is the evidence.
    Paper,
    /// In the signer's own session.
    Electronic,
}

/// Who signed, and how it can be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// In which capacity: the operator, or the agent with a power of attorney.
    pub capacity: SubjectRole,
    /// How.
    pub method: SignatureMethod,
    /// The scan, for a letter signed on paper.
    pub evidence: Option<MaterialId>,
    /// The account that filed it.
    pub filed_by: Uuid,
}

/// The letter a commitment is bound to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterBinding {
    /// Code of the template.
    pub code: String,
    /// Its version.
    pub version: i32,
    /// Its content hash.
    pub hash: String,
}

/// Whether a commitment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum CommitmentState {
    /// It stands.
    Signed,
    /// A later signature for the same item took its place.
    Superseded {
        /// When.
        at: DateTime<Utc>,
    },
    /// Withdrawn before the decision (S4).
    Withdrawn {
        /// When.
        at: DateTime<Utc>,
    },
}

/// A signed commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// Its id.
    pub id: CommitmentId,
    /// The requested item it is for.
    pub item: RequestedItemId,
    /// The letter it is bound to.
    pub letter: LetterBinding,
    /// The version of the item that it was made for (S28).
    #[serde(default)]
    pub item_version: i32,
    /// A promise a clause.
    pub promises: Vec<ClausePromise>,
    /// Who signed and how.
    pub signature: Signature,
    /// Keyed hash of the signer's citizen number: it is that person's commitment and nobody else's.
    #[serde(default)]
    pub signer_key: String,
    /// Keyed hash of what stood in its [`Blanks`]; empty in those from before it was kept.
    #[serde(default)]
    pub blanks_key: String,
    /// When.
    pub signed_at: DateTime<Utc>,
    /// Whether it stands.
    pub state: CommitmentState,
}

/// What is laid before [`Commitment::sign`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    /// The requested item.
    pub item: RequestedItemId,
    /// The letter that was read.
    pub letter: LetterBinding,
    /// A promise a clause.
    pub promises: Vec<ClausePromise>,
    /// Who signs and how.
    pub signature: Signature,
    /// Keyed hash of the signer's citizen number.
    pub signer_key: String,
    /// Keyed hash of what stands in its [`Blanks`].
    pub blanks_key: String,
}

impl Commitment {
    /// Signs (S4): the letter is the one in force, each of the item's clauses is promised once and no other, and a
    /// promise by a date is made only where the clause allows it, for a day to come within its limit (S10). Who signs is
    /// [`Signature::check`]'s.
    pub fn sign(
        id: CommitmentId,
        signing: Signing,
        item: &Item,
        letter: &LetterTemplate,
        now: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        if signing.letter
            != (LetterBinding { code: letter.code.clone(), version: letter.version, hash: letter.hash.clone() })
        {
            return Err(CommitmentReason::LetterNotCurrent.into());
        }
        let faults = promise_faults(&signing.promises, item, local_date(now));
        if !faults.is_empty() {
            return Err(Refusal::fields("commitment_clauses_invalid", faults));
        }
        Ok(Self {
            id,
            item: signing.item,
            letter: signing.letter,
            item_version: item.version,
            promises: signing.promises,
            signature: signing.signature,
            signer_key: signing.signer_key,
            blanks_key: signing.blanks_key,
            signed_at: now,
            state: CommitmentState::Signed,
        })
    }

    /// Whether it stands.
    pub fn stands(&self) -> bool {
        self.state == CommitmentState::Signed
    }

    /// Whether it binds as things are now (S4, S28): made for this very version of the item, each of whose clauses it
    /// promises, by the person who stands in the application in that capacity. One that does not is signed anew.
    pub fn binds(&self, item: &Item, subjects: &[(SubjectRole, String)]) -> bool {
        let promised = |clause: &str| self.promises.iter().any(|promise| promise.clause == clause);
        self.item_version == item.version
            && item.conditions.iter().all(|condition| promised(&condition.clause))
            && self.has(subjects, &self.signer_key)
    }

    /// Whether its letter reads as it was signed: the same names and the same place stand in its blanks, whose keyed hashes
    /// these are, by who signs.
    pub fn reads_as_signed(&self, blanks: &[(SubjectRole, String)]) -> bool {
        self.blanks_key.is_empty() || self.has(blanks, &self.blanks_key)
    }

    fn has(&self, keys: &[(SubjectRole, String)], key: &str) -> bool {
        keys.iter().any(|(role, it)| *role == self.signature.capacity && it == key)
    }

    /// Makes room for a later signature.
    pub fn supersede(self, at: DateTime<Utc>) -> Self {
        Self { state: CommitmentState::Superseded { at }, ..self }
    }

    /// Withdraws it (S4). Whether the item is still undecided is the item's to say.
    pub fn withdraw(self, at: DateTime<Utc>) -> Result<Self, Refusal> {
        if !self.stands() {
            return Err(CommitmentReason::NotStanding.into());
        }
        Ok(Self { state: CommitmentState::Withdrawn { at }, ..self })
    }

    /// The clauses still to be met and their days, the earliest first (S10).
    pub fn by_date(&self) -> Vec<(&str, NaiveDate)> {
        let mut due: Vec<_> = self
            .promises
            .iter()
            .filter_map(|p| match p.promise {
                PromiseKind::ByDate { date } => Some((p.clause.as_str(), date)),
                PromiseKind::MetNow => None,
            })
            .collect();
        due.sort_by_key(|(_, date)| *date);
        due
    }
}

fn promise_faults(promises: &[ClausePromise], item: &Item, today: NaiveDate) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |pointer: String, code| faults.push(Fault { pointer, code });
    for (index, promise) in promises.iter().enumerate() {
        let clause_pointer = format!("/promises/{index}/clause");
        let Some(condition) = item.conditions.iter().find(|c| c.clause == promise.clause) else {
            fault(clause_pointer, "clause_unknown");
            continue;
        };
        if promises[..index].iter().any(|earlier| earlier.clause == promise.clause) {
            fault(clause_pointer, "clause_repeated");
        }
        if let PromiseKind::ByDate { date } = promise.promise {
            let pointer = format!("/promises/{index}/date");
            let limit = condition.max_days.and_then(|days| today.checked_add_days(Days::new(days.into())));
            if !condition.by_date {
                fault(format!("/promises/{index}/kind"), "clause_by_date_not_open");
            } else if date <= today {
                fault(pointer, "not_in_the_future");
            } else if limit.is_some_and(|limit| date > limit) {
                fault(pointer, "too_late");
            }
        }
    }
    for condition in &item.conditions {
        if !promises.iter().any(|p| p.clause == condition.clause) {
            fault("/promises".to_owned(), "clause_open");
        }
    }
    faults
}
