//! Slowing down who guesses a password: the first failures are free, then the wait doubles up to a bound. Nobody is
//! locked out for good, or a guesser could lock out whom they like.

use chrono::{DateTime, TimeDelta, Utc};

const FREE: i32 = 3;
const LONGEST: TimeDelta = TimeDelta::minutes(15);

/// Until when no sign-in is taken after this many failures in a row, the last at `now`; `None`: go on.
pub fn blocked_until(failures: i32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let beyond = u32::try_from(failures - FREE).ok().filter(|beyond| *beyond > 0)?;
    let seconds = 1_i64.checked_shl(beyond.min(30)).unwrap_or(i64::MAX);
    Some(now + TimeDelta::seconds(seconds).min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_a_bound() {
        let now = DateTime::UNIX_EPOCH;
        let wait = |failures| blocked_until(failures, now).map_or(0, |until| (until - now).num_seconds());
        assert_eq!([0, 1, 3, 4, 5, 6, 12, 13, 1_000, i32::MAX].map(wait), [0, 0, 0, 2, 4, 8, 512, 900, 900, 900]);
    }
}
