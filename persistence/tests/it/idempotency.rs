//! Idempotency keys.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use chrono::TimeDelta;
use kaiye_persistence::{
    Store, StoreResult,
    repo::idempotency::{self, Claim, StoredAnswer},
};

use crate::harness::{at, both};

fn answer(body: &str) -> StoredAnswer {
    StoredAnswer { status: 201, headers: vec![("etag".to_owned(), "\"1\"".to_owned())], body: body.to_owned() }
}

/// Claims the key, and answers it when it is fresh.
fn run(store: &Store, fingerprint: &str, body: &str, now: i64) -> StoreResult<Claim> {
    store.write(|conn| {
        let claim = idempotency::claim(conn, "account 1", "key", fingerprint, at(now))?;
        if claim == Claim::Fresh {
            idempotency::store_answer(conn, "account 1", "key", &answer(body))?;
        }
        Ok(claim)
    })
}

#[test]
fn the_first_answer_is_given_again() {
    both(|store| {
        assert_eq!(run(store, "f", "first", 0).expect("a claim"), Claim::Fresh);
        assert_eq!(run(store, "f", "second", 1).expect("a claim"), Claim::Replay(answer("first")));
        assert_eq!(run(store, "g", "third", 2).expect("a claim"), Claim::Mismatch);
    });
}

#[test]
fn a_key_is_forgotten_after_a_day() {
    both(|store| {
        assert_eq!(run(store, "f", "first", 0).expect("a claim"), Claim::Fresh);
        assert_eq!(run(store, "g", "second", 86_401).expect("a claim"), Claim::Fresh);
        let purge = |now: i64| store.write(|conn| idempotency::purge(conn, at(now) - TimeDelta::hours(24), 10));
        assert_eq!(purge(86_402).expect("a purge"), 0);
        assert_eq!(purge(3 * 86_401).expect("a purge"), 1);
    });
}

#[test]
fn of_many_at_once_one_does_the_work() {
    both(|store| {
        let fresh = AtomicUsize::new(0);
        thread::scope(|scope| {
            for n in 0..8 {
                let fresh = &fresh;
                scope.spawn(move || match run(store, "f", &n.to_string(), 0).expect("a claim") {
                    Claim::Fresh => {
                        fresh.fetch_add(1, Ordering::Relaxed);
                    }
                    Claim::Replay(stored) => assert_eq!(stored.status, 201),
                    Claim::Mismatch => panic!("the same request"),
                });
            }
        });
        assert_eq!(fresh.into_inner(), 1);
    });
}
