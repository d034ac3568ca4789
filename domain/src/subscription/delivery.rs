//! One event on its way to one subscriber: attempted until it comes through, later each time, and at last given up.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::id::DeliveryId;

/// The most that is taken off a wait to spread the attempts, in thousandths of it.
const SPREAD: i64 = 200;

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
    InVain {
        /// For how long it asks to be left alone (`Retry-After`), if it does.
        asked: Option<TimeDelta>,
        /// Whether nothing else comes through to it either.
        away: bool,
    },
    /// Somebody looked out of turn whether the receiver is back, and it is not.
    StillAway,
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

    /// It was attempted; after the n-th failure it waits as long as `waits` says there, and past its end it is dead. Up
    /// to a fifth of a wait is taken off, another part for each delivery and attempt, so that what failed together does
    /// not come back together. Whoever asks for more time gets it, as far as the longest wait. While nothing at all comes
    /// through to the receiver, nothing dies: it goes on waiting for the longest time.
    pub fn attempted(self, id: DeliveryId, how: Attempted, now: DateTime<Utc>, waits: &[TimeDelta]) -> Self {
        let attempts = self.attempts + 1;
        let longest = waits.iter().max().copied();
        let (asked, away) = match how {
            Attempted::Received => {
                return Self { status: DeliveryStatus::Delivered, attempts, ended_at: Some(now), ..self };
            }
            Attempted::StillAway => return Self { attempts, ..self },
            Attempted::InVain { asked, away } => (asked.unwrap_or_default().min(longest.unwrap_or_default()), away),
        };
        let wait = usize::try_from(self.failures).ok().and_then(|failures| waits.get(failures).copied());
        let wait = wait.or(longest.filter(|_| away));
        let tried = Self { attempts, failures: self.failures + 1, ..self };
        match wait {
            Some(wait) => Self { next_attempt_at: now + spread(wait, id, attempts).max(asked), ..tried },
            None => Self { status: DeliveryStatus::Dead, ended_at: Some(now), ..tried },
        }
    }
}

/// A wait less a part of it. The part follows from the delivery's id, whose last half is random, and from the attempt:
/// no two deliveries share it, and whoever reckons it again finds the same.
fn spread(wait: TimeDelta, id: DeliveryId, attempts: i32) -> TimeDelta {
    let step = u64::from(attempts.unsigned_abs()).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let part = i64::try_from((id.0.as_u64_pair().1 ^ step) % SPREAD.unsigned_abs()).unwrap_or_default();
    wait - TimeDelta::milliseconds(wait.num_milliseconds() / 1000 * part)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::testing::steady;

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;
    const WAITS: [TimeDelta; 2] = [TimeDelta::seconds(5), TimeDelta::minutes(5)];

    fn fail(delivery: Delivery, id: DeliveryId, asked: Option<TimeDelta>) -> Delivery {
        delivery.attempted(id, Attempted::InVain { asked, away: false }, NOW, &WAITS)
    }

    #[test]
    fn it_waits_longer_each_time_and_is_dead_in_the_end() {
        let id = DeliveryId(Uuid::nil());
        let once = fail(Delivery::begin(NOW), id, None);
        assert_eq!((once.status, once.failures), (DeliveryStatus::Waiting, 1));
        let twice = fail(once.clone(), id, None);
        assert!(twice.next_attempt_at > NOW + WAITS[0] && twice.status == DeliveryStatus::Waiting);
        let dead = fail(twice.clone(), id, None);
        assert_eq!((dead.status, dead.attempts, dead.ended_at), (DeliveryStatus::Dead, 3, Some(NOW)));
        let again = fail(dead.again(NOW), id, None);
        assert_eq!((again.status, again.attempts), (DeliveryStatus::Waiting, 4));
        let received = twice.clone().attempted(id, Attempted::Received, NOW, &WAITS);
        assert_eq!((received.status, received.attempts), (DeliveryStatus::Delivered, 3));
        let away = twice.clone().attempted(id, Attempted::InVain { asked: None, away: true }, NOW, &WAITS);
        assert_eq!((away.status, away.failures), (DeliveryStatus::Waiting, 3), "its receiver is away: nothing dies");
        let looked = twice.clone().attempted(id, Attempted::StillAway, NOW, &WAITS);
        assert_eq!(looked, Delivery { attempts: 3, ..twice });
    }

    #[test]
    fn whoever_asks_for_time_gets_it_up_to_the_longest_wait() {
        let wait = |asked| fail(Delivery::begin(NOW), DeliveryId(Uuid::nil()), Some(asked)).next_attempt_at - NOW;
        assert_eq!(wait(TimeDelta::seconds(90)), TimeDelta::seconds(90));
        assert_eq!(wait(TimeDelta::days(30)), WAITS[1]);
        assert_eq!(wait(TimeDelta::seconds(-90)), wait(TimeDelta::zero()));
        assert!(wait(TimeDelta::zero()) >= TimeDelta::seconds(4));
    }

    proptest! {
        #![proptest_config(steady())]

        #[test]
        fn attempts_are_spread_over_the_last_fifth_of_a_wait(ids in prop::collection::vec(any::<u128>(), 64)) {
            let mut waits: Vec<TimeDelta> = Vec::new();
            for id in ids {
                let once = fail(Delivery::begin(NOW), DeliveryId(Uuid::from_u128(id)), None);
                let wait = once.next_attempt_at - NOW;
                prop_assert!(wait * 5 > WAITS[0] * 4 && wait <= WAITS[0]);
                waits.push(wait);
            }
            waits.sort_unstable();
            waits.dedup();
            prop_assert!(waits.len() > 16);
        }
    }
}
