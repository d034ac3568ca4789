//! What both databases say when several writers are in each other's way. Neither client library passes the SQLSTATE on,
//! so that a deadlock and a lock time-out are known by their words (English, or Chinese where `lc_messages` is so).

use diesel::result::{DatabaseErrorKind, Error};

const BUSY: &[&str] =
    &["database is locked", "database table is locked", "deadlock detected", "检测到死锁", "lock timeout", "锁超时"];

/// Concurrent appends to one event chain: the later one only has to read the chain again.
const CHAIN_RACE: &str = "events_subject_id_sequence_key";

/// Whether the words mean that somebody else was in the way.
pub(crate) fn says_busy(message: &str) -> bool {
    BUSY.iter().any(|words| message.contains(words))
}

/// Whether the whole transaction may be run again: it lost against another and left no trace.
pub(crate) fn may_be_retried(error: &Error) -> bool {
    match error {
        Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        Error::DatabaseError(DatabaseErrorKind::UniqueViolation, violation) => {
            super::constraint_of(violation.as_ref()) == CHAIN_RACE
        }
        Error::DatabaseError(_, information) => {
            ["deadlock detected", "检测到死锁"].iter().any(|words| information.message().contains(words))
        }
        _ => false,
    }
}
