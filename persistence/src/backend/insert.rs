//! Inserting many rows with one statement, on both databases. Their row says `treat_none_as_default_value = false`: without
//! it, diesel gives SQLite one statement a row.

/// Inserts the rows with one statement per [`ROWS_PER_STATEMENT`]; nothing for no rows.
macro_rules! insert_all {
    ($conn:expr, $table:expr, $rows:expr) => {{
        let conn: &mut $crate::backend::Connection = $conn;
        let rows: &[_] = $rows;
        rows.chunks($crate::backend::ROWS_PER_STATEMENT).try_for_each(|chunk| {
            $crate::backend::on_either!(&mut *conn, c => {
                ::diesel::RunQueryDsl::execute(::diesel::insert_into($table).values(chunk), c)
            })
            .map(drop)
            .map_err($crate::StoreError::from)
        })
    }};
}
pub(crate) use insert_all;

/// Keeps a statement below the databases' limits on bound values (32,766 and 65,535).
pub(crate) const ROWS_PER_STATEMENT: usize = 500;
