//! The migrations: they revert, they say the same in both databases, and the tables in the code are theirs.

use std::collections::BTreeSet;

use diesel::{
    QueryableByName, RunQueryDsl, sql_query,
    sql_types::{Bool, Text},
};
use kaiye_persistence::{Store, StoreError, backend::Connection};

use crate::harness::{both_empty, on_postgres, on_sqlite};

#[derive(Debug, QueryableByName)]
struct Object {
    #[diesel(sql_type = Text)]
    definition: String,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    data_type: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
}

/// Everything in the database, one line each.
fn objects(store: &Store) -> BTreeSet<String> {
    let objects: Vec<Object> = store
        .read(|conn| match conn {
            Connection::Sqlite(c) => sql_query(
                "SELECT type || ' ' || name || ' ' || COALESCE(sql, '') AS definition FROM sqlite_master \
                 WHERE tbl_name NOT LIKE '\\_\\_diesel%' ESCAPE '\\'",
            )
            .load(c),
            Connection::Postgres(c) => sql_query(
                "SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || \
                   COALESCE(collation_name, '') AS definition \
                 FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_diesel%' \
                 UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '\\_\\_diesel%' \
                 UNION ALL SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint \
                 WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE '\\_\\_diesel%'",
            )
            .load(c),
        }
        .map_err(StoreError::from))
        .expect("the database's catalogue");
    objects.into_iter().map(|object| object.definition).collect()
}

/// Every column, its type by PostgreSQL's name where SQLite's stands for several.
fn columns(store: &Store) -> BTreeSet<Column> {
    let columns: Vec<Column> = store
        .read(|conn| match conn {
            Connection::Sqlite(c) => sql_query(
                "SELECT m.name AS table_name, p.name AS column_name, p.type AS data_type, p.\"notnull\" = 0 AS nullable \
                 FROM sqlite_master m, pragma_table_info(m.name) p \
                 WHERE m.type = 'table' AND m.name NOT LIKE '\\_\\_diesel%' ESCAPE '\\'",
            )
            .load(c),
            Connection::Postgres(c) => sql_query(
                "SELECT table_name::text, column_name::text, data_type::text, is_nullable = 'YES' AS nullable \
                 FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_diesel%'",
            )
            .load(c),
        }
        .map_err(StoreError::from))
        .expect("the database's catalogue");
    columns.into_iter().collect()
}

/// The columns as `schema.rs` has them.
fn columns_in_code() -> BTreeSet<Column> {
    let mut table = String::new();
    let mut columns = BTreeSet::new();
    for line in include_str!("../../src/schema.rs").lines().map(str::trim) {
        if let Some((name, rest)) = line.split_once(" (")
            && rest.ends_with(") {")
        {
            table = name.to_owned();
        } else if let Some((name, kind)) = line.split_once(" -> ")
            && !line.starts_with("diesel::joinable")
        {
            let kind = kind.trim_end_matches(',');
            let inner = kind.strip_prefix("Nullable<").map(|kind| kind.trim_end_matches('>'));
            let data_type = match inner.unwrap_or(kind) {
                "Text" => "text",
                "Integer" => "integer",
                "BigInt" => "bigint",
                "Bool" => "boolean",
                "Date" => "date",
                "DbUuid" => "uuid",
                "DbUtc" => "timestamp with time zone",
                "DbJson" => "jsonb",
                other => panic!("{table}.{name} is of a type this test does not know: {other}"),
            };
            columns.insert(Column {
                table_name: table.clone(),
                column_name: name.to_owned(),
                data_type: data_type.to_owned(),
                nullable: inner.is_some(),
            });
        }
    }
    columns
}

#[test]
fn migrations_revert_and_apply_again() {
    both_empty(|store| {
        assert!(!store.is_migrated().expect("an answer"));
        store.migrate().expect("migrations");
        assert!(store.is_migrated().expect("an answer"));
        let first = objects(store);
        assert!(first.len() > 100, "{}", first.len());
        store.revert_all().expect("migrations");
        assert_eq!(objects(store), BTreeSet::new());
        store.migrate().expect("migrations");
        store.migrate().expect("nothing left to do");
        assert_eq!(objects(store), first);
    });
}

#[test]
fn several_processes_may_migrate_at_once() {
    both_empty(|store| {
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| store.migrate().expect("migrations"));
            }
        });
        assert!(store.is_migrated().expect("an answer"));
    });
}

#[test]
fn the_code_has_the_tables_that_the_migrations_make() {
    on_postgres(|store| assert_eq!(columns_in_code(), columns(store)));
    on_sqlite(|store| {
        let as_sqlite = |column: Column| Column {
            data_type: match column.data_type.as_str() {
                "uuid" => "blob".to_owned(),
                "timestamp with time zone" | "jsonb" => "text".to_owned(),
                other => other.to_owned(),
            },
            ..column
        };
        let found: BTreeSet<_> = columns(store)
            .into_iter()
            .map(|column| Column { data_type: column.data_type.to_lowercase(), ..column })
            .collect();
        assert_eq!(columns_in_code().into_iter().map(as_sqlite).collect::<BTreeSet<_>>(), found);
    });
}
