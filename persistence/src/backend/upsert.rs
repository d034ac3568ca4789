//! Writing many rows with one statement on both databases, whether they are there already or not.

/// Writes rows by primary key `$id` with one statement per [`ROWS_PER_STATEMENT`](super::ROWS_PER_STATEMENT): new ones
/// are inserted, known ones get the named columns anew. Nothing for no rows.
macro_rules! upsert_all {
    ($conn:expr, $table:ident by $id:ident, [$($column:ident),+ $(,)?], $rows:expr) => {{
        let conn: &mut $crate::backend::Connection = $conn;
        let rows: &[_] = $rows;
        rows.chunks($crate::backend::ROWS_PER_STATEMENT).try_for_each(|chunk| {
            $crate::backend::on_either!(&mut *conn, c => {
                ::diesel::RunQueryDsl::execute(
                    ::diesel::insert_into($table::table)
                        .values(chunk)
                        .on_conflict($table::$id)
                        .do_update()
                        .set(($($table::$column.eq(::diesel::upsert::excluded($table::$column))),+)),
                    c,
                )
            })
            .map(drop)
            .map_err($crate::StoreError::from)
        })
    }};
}
pub(crate) use upsert_all;
