//! Delegations, certificates and bars.

use chrono::NaiveDate;
use kaiye_domain::actor::{Bounds, Reach};
use kaiye_persistence::{
    Store, StoreResult,
    backend::Json,
    repo::{
        bar,
        certificate::{self, CertificateFilter},
        delegation::{self, DelegationFilter, RangeFilter},
    },
    row::{BarRow, CertificateRow, DelegationRow},
};

use crate::{
    harness::{at, both, id},
    rows::{self, june},
};

fn ok<T>(result: StoreResult<T>) -> T {
    result.unwrap_or_else(|error| panic!("{error:?}"))
}

fn numbers(rows: Vec<CertificateRow>) -> Vec<String> {
    rows.into_iter().map(|row| row.number).collect()
}

/// Applications and certificates 1 to `count`.
fn issue(store: &Store, count: u64) {
    ok(store.write(|conn| {
        rows::delegation(conn, 1)?;
        rows::applications(conn, count)?;
        certificate::insert(conn, &(1..=count).map(rows::certificate).collect::<Vec<_>>())
    }));
}

#[test]
fn a_certificate_is_checked_by_its_code_alone() {
    both(|store| {
        issue(store, 3);
        let codes = ["code3", "code1", "nonsense"].map(str::to_owned);
        let mut found = numbers(ok(store.read(|conn| certificate::by_check_codes(conn, &codes))));
        found.sort();
        assert_eq!(found, ["JY1", "JY3"]);
        assert!(ok(store.read(|conn| certificate::by_number(conn, "item0", "JY2"))).is_some());
        assert!(ok(store.read(|conn| certificate::by_number(conn, "item1", "JY2"))).is_none());
    });
}

#[test]
fn certificates_are_seen_within_reach() {
    both(|store| {
        issue(store, 3);
        let department = |code: &str| Reach::Within(Bounds { department: Some(code.into()), ..Bounds::default() });
        let list = |reach: &Reach, filter: &CertificateFilter| {
            numbers(ok(store.read(|conn| certificate::list(conn, reach, filter, None, 10))))
        };
        let all = CertificateFilter::default();
        assert_eq!(list(&Reach::All, &all), ["JY3", "JY2", "JY1"]);
        assert_eq!(list(&department("scjg"), &all).len(), 3);
        assert_eq!(list(&department("weijian"), &all).len(), 3);
        assert_eq!(list(&department("gongan"), &all).len(), 0);
        assert_eq!(list(&Reach::nobody(), &all).len(), 0);
        let numbered = CertificateFilter { number: Some("JY2".into()), status: Some("valid".into()), ..all };
        assert_eq!(list(&Reach::All, &numbered), ["JY2"]);
        let found = store.read(|conn| certificate::find(conn, &department("gongan"), id(150).into()));
        assert!(found.is_err());
        assert!(store.write(|conn| certificate::lock(conn, &department("scjg"), id(150).into())).is_ok());
    });
}

#[test]
fn what_expires_comes_in_the_order_of_its_days() {
    both(|store| {
        issue(store, 5);
        let expiring = |after| numbers(ok(store.read(|conn| certificate::expiring(conn, "valid", june(5), after, 2))));
        assert_eq!(expiring(None), ["JY1", "JY2"]);
        assert_eq!(expiring(Some((june(2), id(250)))), ["JY3", "JY4"]);
        assert_eq!(expiring(Some((june(4), id(450)))), Vec::<String>::new());
        let held =
            |holder: &str| numbers(ok(store.read(|conn| certificate::held(conn, holder, &["item0".to_owned()], 10))));
        assert_eq!(held("holder1"), ["JY5", "JY3", "JY1"]);
        let place = store.read(|conn| certificate::at_place(conn, "place0", &["item0".to_owned()], 10));
        assert_eq!(numbers(ok(place)), ["JY4", "JY2"]);
    });
}

#[test]
fn a_delegation_is_in_force_within_its_days_where_it_covers() {
    both(|store| {
        ok(store.write(|conn| {
            rows::delegation(conn, 1)?;
            rows::delegation(conn, 2)
        }));
        let mut second = ok(store.read(|conn| delegation::find(conn, id(2).into())));
        second.status = "revoked".to_owned();
        second.version = 2;
        ok(store.write(|conn| delegation::update(conn, &second, 1)));
        let in_force = |item: &str, division: &str, on: NaiveDate| {
            let items = [item.to_owned(), "other".to_owned()];
            ok(store.read(|conn| delegation::in_force(conn, &items, division, on))).len()
        };
        assert_eq!(in_force("item0", "652325", june(1)), 1);
        assert_eq!(in_force("item0", "652325", june(20)), 1);
        assert_eq!(in_force("item0", "652325", june(21)), 0);
        assert_eq!(in_force("item0", "652327", june(1)), 0);
        assert_eq!(in_force("item1", "652325", june(1)), 0);
        let filter =
            DelegationFilter { item_code: Some("item0".into()), status: Some("revoked".into()), ..Default::default() };
        let listed = ok(store.read(|conn| delegation::list(conn, &filter, None, 10)));
        assert_eq!(listed.len(), 1);
        assert_eq!(ok(store.read(|conn| delegation::items(conn, &[id(1).into(), id(2).into()]))).len(), 2);
        ok(store.write(|conn| delegation::note_low_stock(conn, id(1001).into(), Some(at(9)))));
        let ranges = ok(store.read(|conn| delegation::ranges(conn, &[id(1).into()])));
        assert_eq!(ranges[0].low_stock_at, Some(at(9).into()));
        assert_eq!(
            ok(store.read(|conn| delegation::list_ranges(conn, &RangeFilter::default(), Some(id(1001)), 10))).len(),
            1
        );
        let same = DelegationRow { id: id(3).into(), ..second };
        let twice = store.write(|conn| delegation::insert(conn, &same, &[], &[])).expect_err("a conflict");
        assert!(twice.is_conflict_on("delegations_instrument_number_key"), "{twice:?}");
    });
}

#[test]
fn a_bar_holds_until_its_last_day_or_until_it_is_lifted() {
    both(|store| {
        let bar = |n: u64, to_on| BarRow {
            id: id(n).into(),
            subject_key: format!("key{n}"),
            cause: "false_commitment".to_owned(),
            from_on: june(2),
            to_on,
            lifted_at: None,
            doc: Json(serde_json::json!({})),
            record_id: None,
        };
        ok(store.write(|conn| bar::insert(conn, &[bar(1, None), bar(2, Some(june(10)))])));
        let keys = ["key1", "key2", "key3"].map(str::to_owned);
        let barred = |day| {
            let bars = ok(store.read(|conn| bar::in_force(conn, &keys, june(day), 10)));
            bars.into_iter().map(|row| row.subject_key).collect::<Vec<_>>()
        };
        assert_eq!(barred(1), Vec::<String>::new());
        assert_eq!(barred(10), ["key1", "key2"]);
        assert_eq!(barred(11), ["key1"]);
        assert!(ok(store.write(|conn| bar::lift(conn, id(1).into(), at(0)))));
        assert!(!ok(store.write(|conn| bar::lift(conn, id(1).into(), at(1)))));
        assert_eq!(barred(11), Vec::<String>::new());
    });
}
