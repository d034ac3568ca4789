//! What a transaction promises.

use std::{
    sync::{
        Barrier, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    thread,
};

use chrono::TimeDelta;
use kaiye_persistence::{Store, StoreError, StoreErrorKind, repo::lease};

use crate::harness::{at, both, on_postgres};

/// An operation's own error, as the API has one.
#[derive(Debug)]
enum Failed {
    Refused,
    Store(#[expect(dead_code, reason = "a failing test shows it")] StoreError),
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

fn holds(store: &Store, holder: &str) -> bool {
    store.write(|conn| lease::take(conn, "work", holder, at(0), TimeDelta::seconds(9))).expect("a lease")
}

#[test]
fn a_refused_write_leaves_no_trace() {
    both(|store| {
        let refused = store.write(|conn| {
            lease::take(conn, "work", "a", at(0), TimeDelta::seconds(9))?;
            Err::<(), _>(Failed::Refused)
        });
        assert!(matches!(refused, Err(Failed::Refused)));
        assert!(holds(store, "b"));
    });
}

#[test]
fn a_panic_leaves_no_trace_and_a_store_that_works() {
    both(|store| {
        let panicked = thread::scope(|scope| {
            scope
                .spawn(|| {
                    let _: Result<(), StoreError> = store.write(|conn| {
                        lease::take(conn, "work", "a", at(0), TimeDelta::seconds(9))?;
                        panic!("a mistake of this program");
                    });
                })
                .join()
        });
        assert!(panicked.is_err());
        assert!(holds(store, "b"));
    });
}

#[test]
fn a_reader_cannot_write() {
    both(|store| {
        let written = store.read(|conn| lease::take(conn, "work", "a", at(0), TimeDelta::seconds(9)));
        assert!(matches!(written, Err(error) if *error.kind() == StoreErrorKind::Internal));
        assert!(holds(store, "b"));
    });
}

#[test]
fn of_two_that_wait_for_each_other_one_begins_anew() {
    on_postgres(|store| {
        let both_inside = Barrier::new(2);
        let runs = AtomicU32::new(0);
        let take = |first: &'static str, second: &'static str| {
            let mut met = false;
            store.write(|conn| {
                runs.fetch_add(1, Ordering::Relaxed);
                lease::take(conn, first, "a", at(0), TimeDelta::seconds(9))?;
                if !std::mem::replace(&mut met, true) {
                    both_inside.wait();
                }
                lease::take(conn, second, "a", at(0), TimeDelta::seconds(9))
            })
        };
        thread::scope(|scope| {
            scope.spawn(|| assert!(take("one", "two").expect("both leases")));
            scope.spawn(|| assert!(take("two", "one").expect("both leases")));
        });
        assert_eq!(runs.into_inner(), 3);
    });
}

#[test]
fn eight_that_read_then_write_lose_nothing() {
    both(|store| {
        let started = Mutex::new(0);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..25 {
                        let n = {
                            let mut started = started.lock().expect("no panic");
                            *started += 1;
                            *started
                        };
                        crate::event::append_one(store, n).expect("an event");
                    }
                });
            }
        });
        let events = crate::event::all(store);
        let sequences: Vec<i64> = events.iter().map(|event| event.event.sequence).collect();
        assert_eq!(sequences, (1..=200).collect::<Vec<i64>>());
    });
}
