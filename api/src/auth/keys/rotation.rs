//! When a signing key lives: published ahead of its use, signing for its time, verifying until the last token that it
//! signed has expired.

use chrono::{DateTime, TimeDelta, Utc};

/// How long before its use a key is published, for those who cache the key set.
const AHEAD: TimeDelta = TimeDelta::days(1);
/// Beyond the life of a token, for clocks that differ.
const MARGIN: TimeDelta = TimeDelta::hours(1);

/// A key's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// From when it signs.
    pub active_from: DateTime<Utc>,
    /// From when it signs no more.
    pub retires_at: DateTime<Utc>,
    /// From when its signatures count no more.
    pub expires_at: DateTime<Utc>,
}

impl Span {
    fn new(active_from: DateTime<Utc>, signing: TimeDelta, token: TimeDelta) -> Self {
        let retires_at = active_from + signing;
        Self { active_from, retires_at, expires_at: retires_at + token + MARGIN }
    }

    /// Whether it signs.
    pub fn signs(&self, now: DateTime<Utc>) -> bool {
        self.active_from <= now && now < self.retires_at
    }

    /// Whether its signatures count. Before it signs, too: another process's clock may be ahead.
    pub fn verifies(&self, now: DateTime<Utc>) -> bool {
        now < self.expires_at
    }
}

/// The life of the key to create now, if one is due: at once when none signs, ahead when the last is about to retire.
pub fn next_key(spans: &[Span], now: DateTime<Utc>, signing: TimeDelta, token: TimeDelta) -> Option<Span> {
    let last = spans.iter().map(|span| span.retires_at).max();
    match last {
        Some(retires_at) if retires_at > now + AHEAD => None,
        Some(retires_at) if retires_at > now => Some(Span::new(retires_at, signing, token)),
        _ => Some(Span::new(now, signing, token)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_key_signs_at_any_time_and_every_token_is_verified_until_it_expires() {
        let (signing, token) = (TimeDelta::days(30), TimeDelta::minutes(15));
        let mut spans = Vec::new();
        for hour in 0..24 * 200 {
            let now = DateTime::UNIX_EPOCH + TimeDelta::hours(hour);
            spans.extend(next_key(&spans, now, signing, token));
            assert_eq!(next_key(&spans, now, signing, token), None, "one is enough");
            let signs: Vec<_> = spans.iter().filter(|span| span.signs(now)).collect();
            assert_eq!(signs.len(), 1, "hour {hour}");
            assert!(signs[0].verifies(now + token));
        }
        assert_eq!(spans.len(), 7);
    }
}
