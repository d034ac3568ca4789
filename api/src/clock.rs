//! The only place that reads the machine's clock. Everything else is handed `now`.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, DurationRound, TimeDelta, Utc};

/// Tells the time: the machine's, or one that a test sets.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands still until it is moved.
    Settable(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// A clock that stands at `at`.
    pub fn standing_at(at: DateTime<Utc>) -> Self {
        Self::Settable(Arc::new(Mutex::new(at)))
    }

    /// Now, to the microsecond: what both databases keep.
    pub fn now(&self) -> DateTime<Utc> {
        let now = match self {
            #[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
            Self::System => Utc::now(),
            Self::Settable(at) => *at.lock().unwrap_or_else(|poisoned| poisoned.into_inner()),
        };
        now.duration_trunc(TimeDelta::microseconds(1)).unwrap_or(now)
    }

    /// Moves a settable clock; the machine's stays as it is.
    pub fn set(&self, to: DateTime<Utc>) {
        if let Self::Settable(at) = self {
            *at.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = to;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_settable_clock_stands_until_it_is_moved() {
        let clock = Clock::standing_at(DateTime::UNIX_EPOCH);
        assert_eq!(clock.now(), DateTime::UNIX_EPOCH);
        clock.set(DateTime::UNIX_EPOCH + TimeDelta::nanoseconds(1_500));
        assert_eq!(clock.now(), DateTime::UNIX_EPOCH + TimeDelta::microseconds(1));
    }
}
