//! How long a signing secret holds: until it is replaced, and for an overlap after, so that a receiver can change over
//! without missing anything.

use chrono::{DateTime, TimeDelta, Utc};

/// From when until when a secret signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecretTerm {
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Until when; for good while it is the newest.
    pub expires_at: Option<DateTime<Utc>>,
}

impl SecretTerm {
    /// A new one.
    pub fn begin(now: DateTime<Utc>) -> Self {
        Self { created_at: now, expires_at: None }
    }

    /// Whether it signs at an instant.
    pub fn holds(&self, at: DateTime<Utc>) -> bool {
        self.expires_at.is_none_or(|end| at < end)
    }

    /// It is replaced and ends after the overlap, unless it ends before.
    pub fn replaced(self, now: DateTime<Utc>, overlap: TimeDelta) -> Self {
        let end = now + overlap;
        Self { expires_at: Some(self.expires_at.map_or(end, |before| before.min(end))), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replaced_secret_holds_for_the_overlap_and_no_later_replacement_prolongs_it() {
        let now = DateTime::UNIX_EPOCH;
        let (hour, day) = (TimeDelta::hours(1), TimeDelta::hours(24));
        let old = SecretTerm::begin(now).replaced(now, day);
        assert!(old.holds(now + day - hour) && !old.holds(now + day));
        assert_eq!(old.replaced(now + hour, day), old);
        assert!(!old.replaced(now + hour, TimeDelta::zero()).holds(now + hour));
    }
}
