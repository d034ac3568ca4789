//! What is written is what is read, on both databases.

use chrono::{DateTime, TimeDelta, Utc};
use kaiye_persistence::{
    StoreError, StoreResult,
    backend::{Instant, Json},
    repo::account,
    row::AccountRow,
};
use serde_json::json;

use crate::{
    harness::{at, both, id},
    identity,
};

fn ok<T>(result: StoreResult<T>) -> T {
    result.unwrap_or_else(|error| panic!("{error:?}"))
}

#[test]
fn instants_are_kept_to_the_microsecond() {
    both(|store| {
        let instants: [DateTime<Utc>; 4] = [
            DateTime::UNIX_EPOCH,
            at(0) + TimeDelta::nanoseconds(999),
            "1969-07-20T20:17:40.000001Z".parse().expect("an instant"),
            "9999-12-31T23:59:59.999999Z".parse().expect("an instant"),
        ];
        for (n, instant) in (1..).zip(instants) {
            let row = AccountRow { created_at: instant.into(), ..identity::account(n) };
            ok(store.write(|conn| account::insert(conn, &row)));
            let read = ok(store.read(|conn| account::find(conn, id(n))));
            assert_eq!(read.created_at, Instant::from(instant));
            assert!((instant - DateTime::from(read.created_at)).num_nanoseconds().expect("a little") < 1000);
        }
    });
}

#[test]
fn documents_keep_their_content() {
    both(|store| {
        let document = json!({"z": [1, 2.5, -3, true, null], "a": {"中文": "\"引号\" \\ \n 🙂"}, "": "", "big": 9007199254740993_i64});
        let row = AccountRow {
            roles: Json(document.clone()),
            name: "'; DROP TABLE accounts; --".into(),
            ..identity::account(1)
        };
        ok(store.write(|conn| account::insert(conn, &row)));
        let read = ok(store.read(|conn| account::find(conn, id(1))));
        assert_eq!(read.roles.0, document);
        assert_eq!(
            read.roles.0.to_string(),
            document.to_string(),
            "and the order of its keys, which hashes are made over"
        );
        assert_eq!(read.name, row.name);
    });
}

#[test]
fn a_failure_says_what_it_was_in_its_context_only() {
    both(|store| {
        let failure = store.read(|conn| account::find(conn, id(404))).expect_err("nothing there");
        assert!(!failure.context().is_empty());
        let failure: StoreError = store
            .write(|conn| {
                account::insert(conn, &identity::account(1)).and_then(|()| account::insert(conn, &identity::account(1)))
            })
            .expect_err("twice");
        assert!(failure.is_conflict_on("accounts_pkey") || failure.is_conflict_on("accounts_login_key"), "{failure:?}");
    });
}
