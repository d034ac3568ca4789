//! Transactions. A write begins `IMMEDIATE` on SQLite: diesel's default deferred one fails when two that have read try to
//! write. A read sees one snapshot on both.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use diesel::{
    Connection as _,
    connection::{AnsiTransactionManager, InstrumentationEvent, TransactionManager},
    result::QueryResult,
};

use super::{Connection, may_be_retried};
use crate::{error::StoreError, store::Listener};

/// What a transaction is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Sees one snapshot, writes nothing.
    Read,
    /// Writes; rows another has changed are seen as committed.
    Write,
}

/// Begins a transaction.
pub(crate) fn begin(conn: &mut Connection, mode: Mode) -> QueryResult<()> {
    match (conn, mode) {
        (Connection::Sqlite(c), Mode::Read) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN"),
        (Connection::Sqlite(c), Mode::Write) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE"),
        (Connection::Postgres(c), Mode::Read) => {
            AnsiTransactionManager::begin_transaction_sql(c, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        }
        (Connection::Postgres(c), Mode::Write) => {
            AnsiTransactionManager::begin_transaction_sql(c, "BEGIN ISOLATION LEVEL READ COMMITTED")
        }
    }
}

/// Ends it and keeps what it wrote.
pub(crate) fn commit(conn: &mut Connection) -> QueryResult<()> {
    <Connection as diesel::Connection>::TransactionManager::commit_transaction(conn)
}

/// Ends it and forgets what it wrote.
pub(crate) fn roll_back(conn: &mut Connection) -> QueryResult<()> {
    <Connection as diesel::Connection>::TransactionManager::rollback_transaction(conn)
}

/// Tries something within a transaction: what it wrote stands when it gives `Ok`, and is forgotten when it gives `Err`;
/// what was written before stands either way.
pub fn attempt<T, E: From<StoreError>>(
    conn: &mut Connection,
    work: impl FnOnce(&mut Connection) -> Result<T, E>,
) -> Result<T, E> {
    <Connection as diesel::Connection>::TransactionManager::begin_transaction(conn).map_err(StoreError::from)?;
    match work(conn) {
        Ok(value) => commit(conn).map_err(StoreError::from).map(|()| value).map_err(E::from),
        Err(error) => {
            roll_back(conn).map_err(StoreError::from)?;
            Err(error)
        }
    }
}

/// Lets somebody hear the statements run on this connection from now on.
pub(crate) fn tell(conn: &mut Connection, listener: Listener) {
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| hear(&listener, event));
}

fn hear(listener: &Listener, event: InstrumentationEvent<'_>) {
    if let InstrumentationEvent::StartQuery { query, .. } = event {
        let shown = query.to_string();
        listener(shown.split_once(" -- binds: ").map_or(&*shown, |(statement, _)| statement));
    }
}

/// Sees whether a statement of a transaction lost against another one, whatever the caller then made of the error.
#[derive(Clone, Default)]
pub(crate) struct LostRace(Arc<AtomicBool>);

impl LostRace {
    /// Watches the statements run on this connection from now on; whoever listens hears them.
    pub(crate) fn watch(conn: &mut Connection, listener: Option<Listener>) -> Self {
        let race = Self::default();
        let seen = race.clone();
        conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::FinishQuery { error: Some(error), .. } = event {
                seen.note(error);
            } else if let Some(listener) = &listener {
                hear(listener, event);
            }
        });
        race
    }

    /// Takes note of an error.
    pub(crate) fn note(&self, error: &diesel::result::Error) {
        if may_be_retried(error) {
            self.0.store(true, Ordering::Relaxed);
        }
    }

    /// Whether a race was lost.
    pub(crate) fn lost(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
