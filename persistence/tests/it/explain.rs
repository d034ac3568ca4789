//! What a query asks of the database: its statements as they are sent, and the steps by which they are answered.

use std::sync::{Arc, Mutex};

use diesel::{
    Connection as _, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection,
    connection::{InstrumentationEvent, SimpleConnection},
    sql_query,
    sql_types::Text,
};
use kaiye_persistence::{StoreErrorKind, StoreResult, backend::Connection};

/// Most rows that any step of a plan may touch for a page of twenty or a batch of two hundred.
const FEW: f64 = 2_000.0;

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

/// `["a", Key(…), [Key(…), Key(…)], 5]` as literals of SQL: nothing in these tests bears a comma or a bracket of its own.
fn literals(values: &str) -> Vec<String> {
    let bare = |value: &str| {
        value.trim().rsplit('(').next().unwrap_or(value).trim_end_matches(')').trim_matches('"').to_owned()
    };
    let bracketed = |text: &str| text.trim().strip_prefix('[').and_then(|it| it.strip_suffix(']')).map(str::to_owned);
    let mut found: Vec<String> = Vec::new();
    let mut list: Option<Vec<String>> = None;
    for value in bracketed(values).unwrap_or_default().split(", ").filter(|value| !value.trim().is_empty()) {
        if value.starts_with('[') {
            list = Some(Vec::new());
        }
        match &mut list {
            Some(list) => list.push(bare(value.trim_start_matches('[').trim_end_matches(']'))),
            None if value == "None" => found.push("NULL".to_owned()),
            None => found.push(format!("'{}'", bare(value))),
        }
        if value.ends_with(']')
            && let Some(list) = list.take()
        {
            found.push(format!("'{{{}}}'", list.join(",")));
        }
    }
    found
}

fn number_after(line: &str, label: &str) -> Option<f64> {
    let rest = line.split_once(label)?.1.trim_start();
    let digits: String = rest.chars().take_while(|it| it.is_ascii_digit() || *it == '.').collect();
    digits.parse().ok()
}

/// PostgreSQL: no step gives or leaves away more rows than a page is worth, however often it ran.
pub(crate) fn assert_cheap_in_postgres(conn: &mut PgConnection, name: &str, statement: &str, values: &str) {
    let settings = "SET LOCAL plan_cache_mode = force_custom_plan";
    let explain = "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF)";
    let plan = in_postgres(conn, statement, &literals(values), settings, explain);
    for line in &plan {
        let each = number_after(line, "actual rows=").or(number_after(line, "Rows Removed by Filter: ")).unwrap_or(0.0);
        let rows = each * number_after(line, "loops=").unwrap_or(1.0);
        assert!(rows <= FEW, "{name} touches {rows} rows:\n{statement}\n{}", plan.join("\n"));
    }
}
