//! One event on its way to one subscriber: attempted until it comes through, later each time, and at last given up.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Whether it came through.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::EnumIter,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::Display,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DeliveryStatus {
    /// It is still to come through.
    Waiting,
    /// The receiver answered 2xx.
    Delivered,
    /// Every attempt failed; somebody has to see to it.
    Dead,
}

/// One event on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Whether it came through.
    pub status: DeliveryStatus,
    /// How often it was attempted in all.
    pub attempts: i32,
    /// How often in vain since it last began.
    pub failures: i32,
    /// When it may be attempted again.
    pub next_attempt_at: DateTime<Utc>,
    /// When it came through or was given up.
    pub ended_at: Option<DateTime<Utc>>,
}

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempted {
    /// The receiver has it.
    Received,
    /// It has not.
    InVain,
}

impl Delivery {
    /// To be attempted from now on.
    pub fn begin(now: DateTime<Utc>) -> Self {
        Self { status: DeliveryStatus::Waiting, attempts: 0, failures: 0, next_attempt_at: now, ended_at: None }
    }

    /// To be attempted anew, whatever became of it before.
    pub fn again(self, now: DateTime<Utc>) -> Self {
        Self { status: DeliveryStatus::Waiting, failures: 0, next_attempt_at: now, ended_at: None, ..self }
    }

    /// It was attempted; after the n-th failure it waits as long as `waits` says there, and past its end it is dead.
    pub fn attempted(self, how: Attempted, now: DateTime<Utc>, waits: &[TimeDelta]) -> Self {
        let attempts = self.attempts + 1;
        if how == Attempted::Received {
            return Self { status: DeliveryStatus::Delivered, attempts, ended_at: Some(now), ..self };
        }
        let wait = usize::try_from(self.failures).ok().and_then(|failures| waits.get(failures));
        let tried = Self { attempts, failures: self.failures + 1, ..self };
        match wait {
            Some(wait) => Self { next_attempt_at: now + *wait, ..tried },
            None => Self { status: DeliveryStatus::Dead, ended_at: Some(now), ..tried },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_waits_longer_each_time_and_is_dead_in_the_end() {
        let (now, waits) = (DateTime::UNIX_EPOCH, [TimeDelta::seconds(5), TimeDelta::minutes(5)]);
        let fail = |delivery: Delivery| delivery.attempted(Attempted::InVain, now, &waits);
        let once = fail(Delivery::begin(now));
        assert_eq!((once.status, once.next_attempt_at), (DeliveryStatus::Waiting, now + waits[0]));
        let twice = fail(once);
        assert_eq!((twice.status, twice.next_attempt_at), (DeliveryStatus::Waiting, now + waits[1]));
        let dead = fail(twice.clone());
        assert_eq!((dead.status, dead.attempts, dead.ended_at), (DeliveryStatus::Dead, 3, Some(now)));
        let again = fail(dead.again(now));
        assert_eq!((again.status, again.attempts, again.next_attempt_at), (DeliveryStatus::Waiting, 4, now + waits[0]));
        let received = twice.attempted(Attempted::Received, now, &waits);
        assert_eq!((received.status, received.attempts), (DeliveryStatus::Delivered, 3));
    }
}
