//! Ids and secrets are minted here, at the edge, and handed down as arguments.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use rand::RngExt;
use uuid::{Builder, Uuid};

/// Mints ids: random ones, or a countable series for tests.
#[derive(Debug, Clone)]
pub enum Ids {
    /// UUIDv7 with random tails.
    Random,
    /// UUIDv7 whose tails count up.
    Counting(Arc<AtomicU64>),
}

impl Ids {
    /// A series that starts at one.
    pub fn counting() -> Self {
        Self::Counting(Arc::new(AtomicU64::new(1)))
    }

    /// A UUIDv7 of this instant, as an id of any kind.
    pub fn mint<T: From<Uuid>>(&self, now: DateTime<Utc>) -> T {
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        let mut tail = [0_u8; 10];
        match self {
            Self::Random => rand::rng().fill(&mut tail),
            Self::Counting(next) => {
                tail[2..].copy_from_slice(&next.fetch_add(1, Ordering::Relaxed).to_be_bytes());
            }
        }
        Builder::from_unix_timestamp_millis(millis, &tail).into_uuid().into()
    }
}

/// Random bytes.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0_u8; N];
    rand::rng().fill(&mut bytes);
    bytes
}

/// A secret of 256 random bits, in URL-safe text.
pub fn secret() -> String {
    URL_SAFE_NO_PAD.encode(random::<32>())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ids_are_uuid_v7_of_their_instant_and_differ() {
        for ids in [Ids::Random, Ids::counting()] {
            let now = DateTime::UNIX_EPOCH + chrono::TimeDelta::milliseconds(1_748_000_000_123);
            let minted: BTreeSet<Uuid> = (0..100).map(|_| ids.mint(now)).collect();
            assert_eq!(minted.len(), 100);
            for id in minted {
                assert_eq!(id.get_version_num(), 7);
                assert_eq!(id.get_timestamp().map(|t| t.to_unix().0), Some(1_748_000_000));
            }
        }
    }

    #[test]
    fn secrets_differ_and_are_long() {
        assert_ne!(secret(), secret());
        assert_eq!(secret().len(), 43);
    }
}
