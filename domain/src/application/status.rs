//! The application's status, derived from its items' states (design §3).

use serde::{Deserialize, Serialize};

use super::state::ItemStatus;

/// 办件状态.
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
    strum::Display,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ApplicationStatus {
    /// Being written.
    Draft,
    /// Filed; at least one item waits for its outcome of acceptance.
    Submitted,
    /// At least one item waits for the applicant's correction.
    Correction,
    /// Accepted; at least one item waits for its decision.
    Accepted,
    /// At least one item is before the joint review.
    InReview,
    /// Every item is decided; something is still owed: a deferred material or the proof of a by-date commitment.
    Decided,
    /// Every item is decided and nothing is owed.
    Closed,
    /// Taken back.
    Withdrawn,
    /// Not taken in.
    Declined,
    /// Ended without a decision.
    Lapsed,
}

impl ApplicationStatus {
    /// The status that these items make. An open item outweighs a finished one, and what waits for the applicant
    /// outweighs what waits for an office; `owed` counts deferred materials and proofs still due.
    pub fn derive(items: impl IntoIterator<Item = ItemStatus>, owed: usize) -> Self {
        use ItemStatus as I;
        let items: Vec<I> = items.into_iter().collect();
        let any = |status: I| items.contains(&status);
        if any(I::Correction) {
            Self::Correction
        } else if any(I::Draft) || items.is_empty() {
            Self::Draft
        } else if any(I::Submitted) {
            Self::Submitted
        } else if any(I::InReview) {
            Self::InReview
        } else if any(I::Accepted) || any(I::Suspended) || any(I::Approved) {
            Self::Accepted
        } else if any(I::Issued) || any(I::Filed) || any(I::Refused) {
            if owed > 0 { Self::Decided } else { Self::Closed }
        } else if any(I::Declined) {
            Self::Declined
        } else if any(I::Lapsed) {
            Self::Lapsed
        } else {
            Self::Withdrawn
        }
    }

    /// Whether nothing more will happen to it.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Closed | Self::Withdrawn | Self::Declined | Self::Lapsed)
    }
}

#[cfg(test)]
mod tests {
    use super::{ApplicationStatus as A, ItemStatus as I};

    #[test]
    fn follows_from_the_items() {
        for (items, owed, expected) in [
            (vec![], 0, A::Draft),
            (vec![I::Draft, I::Draft], 0, A::Draft),
            (vec![I::Submitted, I::Correction], 0, A::Correction),
            (vec![I::Accepted, I::Submitted], 0, A::Submitted),
            (vec![I::Issued, I::InReview], 0, A::InReview),
            (vec![I::Issued, I::Suspended], 0, A::Accepted),
            (vec![I::Issued, I::Refused], 0, A::Closed),
            (vec![I::Issued, I::Filed], 1, A::Decided),
            (vec![I::Declined, I::Withdrawn], 0, A::Declined),
            (vec![I::Lapsed, I::Withdrawn], 0, A::Lapsed),
            (vec![I::Withdrawn], 0, A::Withdrawn),
        ] {
            assert_eq!(A::derive(items.clone(), owed), expected, "{items:?}");
        }
    }
}
