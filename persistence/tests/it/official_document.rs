//! Official documents: their series have no gap, whatever is given up and however many take from them at once.

use kaiye_domain::document::{DocumentKind, Series};
use kaiye_persistence::{Store, StoreError, StoreErrorKind, StoreResult, repo::official_document::next_serial};

use crate::harness::both;

fn series(department: &str, year: i32) -> Series {
    Series { department: department.to_owned(), kind: DocumentKind::StopOrder, year }
}

fn next(store: &Store, department: &str, year: i32) -> i32 {
    let taken: StoreResult<i32> = store.write(|conn| next_serial(conn, &series(department, year)));
    taken.expect("a place")
}

#[test]
fn each_series_counts_by_itself() {
    both(|store| {
        assert_eq!([next(store, "scjg", 2026), next(store, "scjg", 2026)], [1, 2]);
        assert_eq!([next(store, "scjg", 2027), next(store, "gongan", 2026)], [1, 1]);
    });
}

#[test]
fn what_is_given_up_leaves_no_gap() {
    both(|store| {
        let given_up: StoreResult<()> = store.write(|conn| {
            next_serial(conn, &series("scjg", 2026))?;
            Err(StoreError::new(StoreErrorKind::Internal, "given up"))
        });
        assert!(given_up.is_err());
        assert_eq!(next(store, "scjg", 2026), 1);
    });
}

#[test]
fn many_at_once_take_each_place_once() {
    both(|store| {
        let mut taken: Vec<i32> = std::thread::scope(|scope| {
            let threads: Vec<_> =
                (0..4).map(|_| scope.spawn(|| (0..5).map(|_| next(store, "scjg", 2026)).collect::<Vec<_>>())).collect();
            threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
        });
        taken.sort_unstable();
        assert_eq!(taken, (1..=20).collect::<Vec<_>>());
    });
}
