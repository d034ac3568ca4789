//! Updates that notice an edit by somebody else.

/// Writes a whole row over the one that still has the expected version, and says `Stale` when it no longer has.
macro_rules! update_versioned {
    ($conn:expr, $table:ident, $row:expr, $expected:expr) => {{
        let row = $row;
        let updated =
            diesel::update($table::table.find(row.id)).filter($table::version.eq($expected)).set(row).execute($conn)?;
        if updated == 1 { Ok(()) } else { Err($crate::StoreError::stale(stringify!($table))) }
    }};
}
pub(super) use update_versioned;

/// Deletes at most a number of rows of a table by an instant column, so that a purge never holds a lock for long.
macro_rules! purge {
    ($conn:expr, $table:literal, $key:literal, $at:literal, $before:expr, $limit:expr) => {{
        const STATEMENT: &str = concat!(
            "DELETE FROM ", $table, " WHERE (", $key, ") IN (SELECT ", $key, " FROM ", $table, " WHERE ", $at,
            " < $1 ORDER BY ", $at, " LIMIT $2)"
        );
        $crate::backend::on_either!($conn, c => diesel::sql_query(STATEMENT)
            .bind::<$crate::backend::DbUtc, _>($crate::backend::Instant::from($before))
            .bind::<diesel::sql_types::BigInt, _>($limit)
            .execute(c))
    }};
}
pub(super) use purge;
