//! The number ledger: no number twice, none vanishes.

use std::{collections::BTreeSet, sync::Mutex, thread};

use kaiye_domain::id::{CertificateId, NumberRangeId};
use kaiye_persistence::{
    Store, StoreError, StoreResult,
    repo::number::{self, Removal},
    row::NumberRow,
};

use crate::{
    harness::{at, both, id},
    rows,
};

const STOCK: u64 = 100;

fn range() -> NumberRangeId {
    id(1001).into()
}

fn ok<T>(result: StoreResult<T>) -> T {
    result.unwrap_or_else(|error| panic!("{error:?}"))
}

/// A delegation with [`STOCK`] numbers.
fn entrust(store: &Store) {
    ok(store.write(|conn| {
        rows::delegation(conn, 1)?;
        number::insert(conn, &(1..=STOCK).map(|serial| rows::number(1, serial)).collect::<Vec<_>>())
    }));
}

fn take(store: &Store, certificate: u64) -> Option<NumberRow> {
    ok(store.write(|conn| number::take(conn, range(), CertificateId(id(certificate)), id(7), at(5))))
}

fn count(store: &Store, status: &str) -> i64 {
    let stock = ok(store.read(|conn| number::stock(conn, &[range()])));
    assert_eq!(stock.iter().map(|it| it.count).sum::<i64>(), STOCK as i64, "none vanished: {stock:?}");
    stock.into_iter().find(|it| it.status == status).map_or(0, |it| it.count)
}

#[test]
fn eight_windows_take_a_hundred_numbers_once_each() {
    both(|store| {
        entrust(store);
        let taken = Mutex::new(Vec::new());
        thread::scope(|scope| {
            for window in 0..8 {
                let taken = &taken;
                scope.spawn(move || {
                    for n in 0..13 {
                        if let Some(row) = take(store, 10_000 + window * 100 + n) {
                            taken.lock().expect("no panic").push(row.number);
                        }
                    }
                });
            }
        });
        let taken = taken.into_inner().expect("no panic");
        assert_eq!(taken.len(), STOCK as usize, "104 were asked for");
        assert_eq!(taken.iter().collect::<BTreeSet<_>>().len(), taken.len());
        assert_eq!(count(store, "issued"), STOCK as i64);
        assert_eq!(take(store, 9).map(|row| row.number), None);
    });
}

#[test]
fn a_number_taken_in_vain_is_in_stock_again() {
    both(|store| {
        entrust(store);
        let refused = store.write(|conn| {
            let row = number::take(conn, range(), CertificateId(id(9)), id(7), at(5))?.expect("a number");
            assert_eq!((row.serial, row.status.as_str(), row.certificate_id), (1, "issued", Some(id(9).into())));
            Err::<(), _>(StoreError::new(kaiye_persistence::StoreErrorKind::Stale, "refused"))
        });
        assert!(refused.is_err());
        assert_eq!(count(store, "available"), STOCK as i64);
        assert_eq!(take(store, 9).expect("a number").serial, 1);
    });
}

#[test]
fn spoilt_lost_and_returned_numbers_stay_in_the_ledger() {
    both(|store| {
        entrust(store);
        let first = take(store, 9).expect("a number");
        let spoilt = Removal { status: "void", reason: Some("污损"), by: id(7), at: at(6) };
        let second = ok(store.read(|conn| number::find_by_number(conn, "item0", "JY1-0002"))).expect("a number");
        assert!(ok(store.write(|conn| number::remove(conn, second.id.into(), spoilt))));
        assert!(!ok(store.write(|conn| number::remove(conn, second.id.into(), spoilt))), "once");
        assert!(!ok(store.write(|conn| number::remove(conn, first.id.into(), spoilt))), "it is issued");
        let second = ok(store.read(|conn| number::find(conn, second.id.into())));
        assert_eq!((second.status.as_str(), second.reason.as_deref()), ("void", Some("污损")));
        let returned = Removal { status: "returned", reason: None, by: id(7), at: at(7) };
        assert_eq!(ok(store.write(|conn| number::remove_between(conn, range(), (1, 10), returned))), 8);
        assert_eq!((count(store, "issued"), count(store, "void"), count(store, "returned")), (1, 1, 8));
        assert_eq!(take(store, 10).expect("a number").serial, 11);
        let page = |status, after| {
            let rows = ok(store.read(|conn| number::list(conn, range(), status, after, 3)));
            rows.into_iter().map(|row| row.serial).collect::<Vec<_>>()
        };
        assert_eq!(page(None, None), [1, 2, 3]);
        assert_eq!(page(Some("returned"), Some(8)), [9, 10]);
    });
}

#[test]
fn a_number_is_entrusted_once() {
    both(|store| {
        entrust(store);
        let again = NumberRow { id: id(5).into(), serial: 500, ..rows::number(1, 7) };
        let twice = store.write(|conn| number::insert(conn, std::slice::from_ref(&again))).expect_err("a conflict");
        assert!(twice.is_conflict_on("numbers_item_code_number_key"), "{twice:?}");
    });
}
