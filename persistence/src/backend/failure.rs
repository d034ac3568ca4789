//! What both databases say when several writers are in each other's way. Neither client library passes the SQLSTATE on,
//! so that a deadlock and a lock time-out are known by their words (English, or Chinese where `lc_messages` is so).

use diesel::result::{DatabaseErrorKind, Error};

/// The server chose this transaction to break a circle of waiting.
const DEADLOCK: &[&str] = &["deadlock detected", "检测到死锁"];

/// Somebody held a lock for too long.
const LOCKED: &[&str] = &["database is locked", "database table is locked", "lock timeout", "锁超时"];

fn says(message: &str, words: &[&str]) -> bool {
    words.iter().any(|words| message.contains(words))
}

/// Whether the words mean that somebody else was in the way.
pub(crate) fn says_busy(message: &str) -> bool {
    says(message, DEADLOCK) || says(message, LOCKED)
}

/// Whether the whole transaction may be run again: it lost against another and left no trace.
pub(crate) fn may_be_retried(error: &Error) -> bool {
    match error {
        Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        Error::DatabaseError(_, information) => says(information.message(), DEADLOCK),
        _ => false,
    }
}
