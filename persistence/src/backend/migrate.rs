//! Migrations: one tree a database, with the same names, inside the program.

use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::Connection;
use crate::error::{StoreError, StoreErrorKind, StoreResult};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Any number; the same in every process of a deployment.
const MIGRATION_LOCK: i64 = 0x006b_6169_7965;

/// Applies what is not applied yet. Several processes may start at once: one migrates, the others wait.
pub(crate) fn up(conn: &mut Connection) -> StoreResult<()> {
    match conn {
        Connection::Sqlite(conn) => conn.run_pending_migrations(SQLITE).map(drop),
        Connection::Postgres(conn) => alone(conn, |conn| conn.run_pending_migrations(POSTGRES).map(drop)),
    }
    .map_err(failed)
}

/// Reverts all, the newest first.
pub(crate) fn down(conn: &mut Connection) -> StoreResult<()> {
    match conn {
        Connection::Sqlite(conn) => conn.revert_all_migrations(SQLITE).map(drop),
        Connection::Postgres(conn) => alone(conn, |conn| conn.revert_all_migrations(POSTGRES).map(drop)),
    }
    .map_err(failed)
}

/// Whether nothing is left to apply.
pub(crate) fn is_current(conn: &mut Connection) -> StoreResult<bool> {
    match conn {
        Connection::Sqlite(conn) => conn.has_pending_migration(SQLITE),
        Connection::Postgres(conn) => conn.has_pending_migration(POSTGRES),
    }
    .map(|pending| !pending)
    .map_err(failed)
}

type Migrated = diesel::migration::Result<()>;

fn alone(conn: &mut diesel::PgConnection, work: impl FnOnce(&mut diesel::PgConnection) -> Migrated) -> Migrated {
    use diesel::connection::SimpleConnection;
    // Waiting for the others, or building an index, may take longer than any statement of a request.
    conn.batch_execute("SET statement_timeout = 0; SET lock_timeout = 0")?;
    conn.batch_execute(&format!("SELECT pg_advisory_lock({MIGRATION_LOCK})"))?;
    let result = work(conn);
    conn.batch_execute(&format!("SELECT pg_advisory_unlock({MIGRATION_LOCK})"))?;
    conn.batch_execute(super::manager::POSTGRES)?;
    result
}

fn failed(error: Box<dyn std::error::Error + Send + Sync>) -> StoreError {
    StoreError::new(StoreErrorKind::Internal, format!("migration: {error}"))
}
