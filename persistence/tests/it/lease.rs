//! Leases of background work.

use chrono::TimeDelta;
use kaiye_persistence::{Store, StoreError, repo::lease};

use crate::harness::{at, both};

fn take(store: &Store, holder: &str, now: i64) -> bool {
    store
        .write(|conn| lease::take(conn, "sweep", holder, at(now), TimeDelta::seconds(30)))
        .unwrap_or_else(|error: StoreError| panic!("{error:?}"))
}

#[test]
fn one_holds_a_lease_until_it_ends_or_is_given_back() {
    both(|store| {
        assert!(take(store, "a", 0));
        assert!(!take(store, "b", 29));
        assert!(take(store, "a", 29), "the holder prolongs it");
        assert!(!take(store, "b", 30), "it was prolonged");
        assert!(take(store, "b", 59), "it ended");
        store.write(|conn| lease::release(conn, "sweep", "a")).expect("nothing to give back");
        assert!(!take(store, "a", 60), "only the holder gives it back");
        store.write(|conn| lease::release(conn, "sweep", "b")).expect("given back");
        assert!(take(store, "a", 61));
    });
}
