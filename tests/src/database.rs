//! A fresh database for each test: a copy of one that was migrated and seeded once in this process.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{
        Mutex, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};

use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query, sql_types::Text};
use kaiye_persistence::{Store, StoreConfig};
use tempfile::TempDir;

const SERVER: &str = "KAIYE_TEST_POSTGRES_URL";

/// On which database a test runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// The embedded one.
    Sqlite,
    /// A server, at `KAIYE_TEST_POSTGRES_URL`.
    Postgres,
}

/// A database that is gone with its test.
pub(crate) struct Database {
    pub(crate) url: String,
    /// Also for materials.
    pub(crate) folder: TempDir,
    name: Option<String>,
}

impl Database {
    /// A copy of the seeded one; `seed` makes that the first time.
    pub(crate) fn fresh(on: On, seed: fn(&Store)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        match on {
            On::Sqlite => {
                let file = folder.path().join("kaiye.sqlite");
                std::fs::copy(sqlite_template(seed), &file).expect("a copy of the seeded database");
                Self { url: sqlite_url(&file), folder, name: None }
            }
            On::Postgres => {
                let name = new_name();
                administer(&format!("CREATE DATABASE {name} TEMPLATE {}", postgres_template(seed)));
                Self { url: postgres_url(&name), folder, name: Some(name) }
            }
        }
    }

    /// Everything in it: each table's rows as text, sorted. Two are equal when nothing was written between them.
    pub(crate) fn contents(&self) -> BTreeMap<String, Vec<String>> {
        if self.name.is_some() {
            let mut conn = PgConnection::establish(&self.url).expect("the database");
            let mut ask = |query: &str| texts(sql_query(query).load(&mut conn));
            let tables = ask("SELECT tablename::text AS text FROM pg_tables WHERE schemaname = 'public'");
            let rows = |table: String| {
                let rows = ask(&format!("SELECT t::text AS text FROM {table} t ORDER BY 1"));
                (table, rows)
            };
            return tables.into_iter().map(rows).collect();
        }
        let mut conn = patient(self.url.trim_start_matches("sqlite:"));
        let mut ask = |query: &str| texts(sql_query(query).load(&mut conn));
        let tables = ask(
            "SELECT name AS text FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
        );
        let rows = |table: String| {
            let columns = ask(&format!("SELECT 'quote(' || name || ')' AS text FROM pragma_table_info('{table}')"));
            let rows = ask(&format!("SELECT {} AS text FROM {table} ORDER BY 1", columns.join(" || '|' || ")));
            (table, rows)
        };
        tables.into_iter().map(rows).collect()
    }
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    text: String,
}

fn texts(lines: diesel::QueryResult<Vec<Line>>) -> Vec<String> {
    lines.expect("rows").into_iter().map(|line| line.text).collect()
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some(name) = &self.name {
            administer(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

/// Opens the store at an address.
pub(crate) fn open(url: &str) -> Store {
    let url = url.parse().expect("an address of a database");
    Store::open(&StoreConfig { url, pool_size: 8 }).expect("a store")
}

/// A connection of the test's own; the store's, on their way out, may hold the file for a moment.
fn patient(file: &str) -> SqliteConnection {
    let mut conn = SqliteConnection::establish(file).expect("the database");
    sql_query("PRAGMA busy_timeout = 10000").execute(&mut conn).expect("patience");
    conn
}

fn sqlite_template(seed: fn(&Store)) -> &'static Path {
    static TEMPLATE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, file) = TEMPLATE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let seeded = folder.path().join("seeded.sqlite");
        seed(&open(&sqlite_url(&seeded)));
        // The pool may still hold the write-ahead log: this writes everything into one file.
        let file = folder.path().join("template.sqlite");
        let statement = format!("VACUUM INTO '{}'", file.display());
        let mut conn = patient(&seeded.to_string_lossy());
        sql_query(&statement).execute(&mut conn).expect("a copy");
        (folder, file)
    });
    file
}

fn postgres_template(seed: fn(&Store)) -> &'static str {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let name = new_name();
        administer(&format!("CREATE DATABASE {name}"));
        seed(&open(&postgres_url(&name)));
        // PostgreSQL copies only what nobody uses, and the pool may still be about to let go.
        administer(&format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false"));
        administer(&format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"));
        name
    })
}

fn sqlite_url(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

fn postgres_url(name: &str) -> String {
    let server = server();
    format!("{}/{name}", &server[..server.rfind('/').expect("a database's name in the address")])
}

fn server() -> String {
    std::env::var(SERVER).unwrap_or_else(|_| {
        panic!("{SERVER} is not set: run these tests with ./scripts/test, or with ./scripts/test-postgres run CMD…")
    })
}

fn administer(statement: &str) {
    // One at a time: PostgreSQL refuses a second copy of a template while it makes the first.
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let mut conn = PgConnection::establish(&server()).expect("the PostgreSQL server of the tests");
    sql_query(statement).execute(&mut conn).expect(statement);
}

fn new_name() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("kaiye_it_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}
