//! A fresh, migrated store for each test, on either database.

use std::sync::{
    OnceLock,
    atomic::{AtomicU64, Ordering},
};

use chrono::{DateTime, TimeZone, Utc};
use diesel::{Connection as _, PgConnection, RunQueryDsl, sql_query};
use kaiye_persistence::{Store, StoreConfig, backend::DatabaseUrl};
use uuid::Uuid;

const SERVER: &str = "KAIYE_TEST_POSTGRES_URL";

/// Runs a test on a fresh SQLite file and on a fresh PostgreSQL database.
pub(crate) fn both(test: impl Fn(&Store)) {
    on_sqlite(&test);
    on_postgres(&test);
}

/// Runs a test on a fresh SQLite file.
pub(crate) fn on_sqlite(test: impl FnOnce(&Store)) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = open(&format!("sqlite:{}", folder.path().join("kaiye.db").display()));
    store.migrate().expect("migrations");
    test(&store);
}

/// Runs a test on a fresh PostgreSQL database, a copy of a migrated one.
pub(crate) fn on_postgres(test: impl FnOnce(&Store)) {
    let name = new_name();
    let database = Database::create(&format!("{name} TEMPLATE {}", template()), &name);
    test(&open(&database.url()));
}

/// Runs a test on a SQLite file and on a PostgreSQL database without a schema.
pub(crate) fn both_empty(test: impl Fn(&Store)) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    test(&open(&format!("sqlite:{}", folder.path().join("kaiye.db").display())));
    on_empty_postgres(test);
}

/// Runs a test on a PostgreSQL database without a schema.
fn on_empty_postgres(test: impl FnOnce(&Store)) {
    let name = new_name();
    let database = Database::create(&name, &name);
    test(&open(&database.url()));
}

/// Opens a store.
pub(crate) fn open(url: &str) -> Store {
    let url: DatabaseUrl = url.parse().expect("an address of a database");
    Store::open(&StoreConfig { url, pool_size: 8 }).expect("a store")
}

/// The `n`th instant of the tests.
pub(crate) fn at(n: i64) -> DateTime<Utc> {
    Utc.timestamp_opt(1_780_000_000 + n, 123_456_000).single().expect("an instant")
}

/// The `n`th id of the tests; later ones sort after earlier ones.
pub(crate) fn id(n: u64) -> Uuid {
    Uuid::from_u64_pair(0x019e_0000_0000_7000, 0x8000_0000_0000_0000 | n)
}

struct Database {
    name: String,
}

impl Database {
    fn create(definition: &str, name: &str) -> Self {
        administer(&format!("CREATE DATABASE {definition}"));
        Self { name: name.to_owned() }
    }

    fn url(&self) -> String {
        let server = server();
        format!("{}/{}", &server[..server.rfind('/').expect("a database's name in the address")], self.name)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        administer(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
    }
}

fn server() -> String {
    std::env::var(SERVER).unwrap_or_else(|_| {
        panic!("{SERVER} is not set: these tests need a PostgreSQL server. Run them with ./scripts/test, or with ./scripts/test-postgres run CMD…")
    })
}

fn administer(statement: &str) {
    let mut conn = PgConnection::establish(&server()).expect("the PostgreSQL server of the tests");
    sql_query(statement).execute(&mut conn).expect(statement);
}

fn new_name() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("kaiye_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A migrated database, made once, that the others are copied from.
fn template() -> &'static str {
    static NAME: OnceLock<String> = OnceLock::new();
    NAME.get_or_init(|| {
        let name = new_name();
        let database = Database::create(&name, &name);
        open(&database.url()).migrate().expect("migrations");
        // Kept for the other tests of this process; the cluster is thrown away as a whole.
        std::mem::forget(database);
        name
    })
}
