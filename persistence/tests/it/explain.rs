//! What a query asks of the database: its statements as they are sent, and the steps by which they are answered.

use std::sync::{Arc, Mutex};

use diesel::{
    Connection as _, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection,
    connection::{InstrumentationEvent, SimpleConnection},
    sql_query,
    sql_types::Text,
};
use kaiye_persistence::{StoreErrorKind, StoreResult, backend::Connection};

#[derive(QueryableByName)]
struct SqliteStep {
    #[diesel(sql_type = Text)]
    detail: String,
}

#[derive(QueryableByName)]
struct PostgresStep {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    step: String,
}

/// The statements that `query` runs, each with its values as they are shown: `["a", Key(…), 5]`.
pub(crate) fn statements<T>(
    conn: &mut Connection,
    query: impl FnOnce(&mut Connection) -> StoreResult<T>,
) -> Vec<(String, String)> {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let note = seen.clone();
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let text = query.to_string();
            let (statement, values) = text.split_once(" -- binds: ").unwrap_or((&text, "[]"));
            note.lock().expect("no panic").push((statement.to_owned(), values.to_owned()));
        }
    });
    if let Err(error) = query(conn) {
        assert_eq!(*error.kind(), StoreErrorKind::NotFound, "{error:?}");
    }
    conn.set_instrumentation(|_: InstrumentationEvent<'_>| {});
    let statements = seen.lock().expect("no panic").clone();
    assert!(!statements.is_empty());
    statements
}

/// The steps by which SQLite means to run a statement.
pub(crate) fn in_sqlite(conn: &mut SqliteConnection, statement: &str) -> Vec<String> {
    let steps: Vec<SqliteStep> = sql_query(format!("EXPLAIN QUERY PLAN {statement}")).load(conn).expect(statement);
    steps.into_iter().map(|step| step.detail).collect()
}

/// The lines of PostgreSQL's plan for a statement with these literals; `explain` says how it is asked, `settings` under
/// which settings.
pub(crate) fn in_postgres(
    conn: &mut PgConnection,
    statement: &str,
    values: &[String],
    settings: &str,
    explain: &str,
) -> Vec<String> {
    let given = if values.is_empty() { String::new() } else { format!("({})", values.join(", ")) };
    conn.batch_execute(&format!("{settings}; PREPARE explained AS {statement}")).expect(statement);
    let steps: Vec<PostgresStep> =
        sql_query(format!("{explain} EXECUTE explained{given}")).load(conn).expect(statement);
    conn.batch_execute("DEALLOCATE explained").expect("deallocate");
    steps.into_iter().map(|line| line.step).collect()
}
