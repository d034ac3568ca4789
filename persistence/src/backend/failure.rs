//! What both databases say when several writers are in each other's way. Neither client library passes the SQLSTATE on,
//! so that a deadlock and a lock time-out are known by their words (English, or Chinese where `lc_messages` is so).

use diesel::result::{DatabaseErrorKind, Error};

/// The server chose this transaction to break a circle of waiting.
const DEADLOCK: &[&str] = &["deadlock detected", "检测到死锁"];

/// Somebody held a lock for too long.
const LOCKED: &[&str] = &["database is locked", "database table is locked", "lock timeout", "锁超时"];

/// It took longer than the server allows.
const TIMED_OUT: &[&str] = &["statement timeout", "语句超时"];

/// The server is going away, or was told to let this connection go.
const GOING: &[&str] =
    &["terminating connection", "server closed the connection", "正在终止连接", "由于管理员命令中断联接"];

/// A value that the server's types cannot hold.
const UNSTORABLE: &[&str] =
    &["out of range", "invalid byte sequence", "unsupported Unicode escape", "超出范围", "无效的字节"];

fn says(message: &str, words: &[&str]) -> bool {
    words.iter().any(|words| message.contains(words))
}

/// Whether the words mean that somebody else was in the way.
pub(crate) fn says_busy(message: &str) -> bool {
    says(message, DEADLOCK) || says(message, LOCKED) || says(message, TIMED_OUT)
}

/// Whether the words mean that the connection is gone.
pub(crate) fn says_gone(message: &str) -> bool {
    says(message, GOING)
}

/// Whether the words mean that a value cannot be kept: a date in the year -200000.
pub(crate) fn says_unstorable(message: &str) -> bool {
    says(message, UNSTORABLE)
}

/// Whether the whole transaction may be run again: it lost against another and left no trace.
pub(crate) fn may_be_retried(error: &Error) -> bool {
    match error {
        Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        Error::DatabaseError(_, information) => says(information.message(), DEADLOCK),
        _ => false,
    }
}
