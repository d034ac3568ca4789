//! One connection type over both databases, and the macro for what diesel cannot say to both at once.

use diesel::{MultiConnection, PgConnection, SqliteConnection};

/// A connection to either database; known as [`Connection`](super::Connection) everywhere else (the derive needs that name for diesel's own).
/// Repositories take it as `&mut Connection`.
#[derive(MultiConnection)]
pub enum EitherConnection {
    /// The embedded database.
    Sqlite(SqliteConnection),
    /// The server.
    Postgres(PgConnection),
}

/// Runs one body on the concrete connection, whichever it is: batch inserts, upserts, and raw statements, which diesel's
/// `MultiConnection` does not take.
macro_rules! on_either {
    ($conn:expr, $concrete:ident => $body:expr) => {
        match $conn {
            $crate::backend::Connection::Sqlite($concrete) => $body,
            $crate::backend::Connection::Postgres($concrete) => $body,
        }
    };
}
pub(crate) use on_either;
