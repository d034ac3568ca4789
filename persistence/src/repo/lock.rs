//! Locks on what has no row of its own: a holder, a place, a login. Held until the transaction ends. On SQLite whoever
//! writes is alone anyway.

use diesel::{prelude::*, sql_types::Text};

use crate::{backend::Connection, error::StoreResult};

/// Waits until no other transaction holds this name, and holds it.
pub fn hold(conn: &mut Connection, name: &str) -> StoreResult<()> {
    if let Connection::Postgres(c) = conn {
        const LOCK: &str = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
        diesel::sql_query(LOCK).bind::<Text, _>(name).execute(c)?;
    }
    Ok(())
}
