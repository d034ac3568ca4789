//! Applications: who finds which, and that edits do not overwrite each other.

use std::thread;

use kaiye_domain::{
    actor::{Bounds, Reach},
    id::ApplicationId,
};
use kaiye_persistence::{
    Store, StoreErrorKind, StoreResult,
    repo::application::{self, ApplicationFilter},
    row::ApplicationRow,
};
use uuid::Uuid;

use crate::{
    harness::{both, id},
    rows,
};

fn ok<T>(result: StoreResult<T>) -> T {
    result.unwrap_or_else(|error| panic!("{error:?}"))
}

fn owner(n: u64) -> Reach {
    Reach::Within(Bounds { owner: Some(id(n)), ..Bounds::default() })
}

fn department(code: &str) -> Reach {
    Reach::Within(Bounds { department: Some(code.to_owned()), ..Bounds::default() })
}

fn county(code: &str) -> Reach {
    Reach::Within(Bounds { county: Some(code.to_owned()), ..Bounds::default() })
}

/// The listed applications' numbers, without `BJ-`.
fn listed(store: &Store, reach: &Reach, filter: &ApplicationFilter, after: Option<Uuid>, limit: i64) -> Vec<u64> {
    let rows = ok(store.read(|conn| application::list(conn, reach, filter, after, limit)));
    rows.iter().map(|row| row.number[3..].parse().expect("a number")).collect()
}

#[test]
fn each_sees_what_is_within_its_reach() {
    both(|store| {
        ok(store.write(|conn| rows::applications(conn, 6)));
        let both_bounds = Reach::Within(Bounds { owner: Some(id(7)), county: Some("652327".into()), department: None });
        for (reach, expected) in [
            (Reach::All, vec![6, 5, 4, 3, 2, 1]),
            (owner(7), vec![5, 3, 1]),
            (owner(9), vec![]),
            (department("gongan"), vec![6, 3]),
            (department("weijian"), vec![6, 5, 4, 3, 2, 1]),
            (department("xiaofang"), vec![]),
            (county("652327"), vec![6, 4, 2]),
            (both_bounds, vec![6, 5, 4, 3, 2, 1]),
            (Reach::nobody(), vec![]),
        ] {
            assert_eq!(listed(store, &reach, &ApplicationFilter::default(), None, 10), expected, "{reach:?}");
            for n in 1..=6 {
                let found = store.read(|conn| application::find(conn, &reach, ApplicationId(id(n))));
                let locked = store.write(|conn| application::lock(conn, &reach, ApplicationId(id(n))));
                assert_eq!(found.is_ok(), expected.contains(&n), "{reach:?} {n}");
                assert_eq!(locked.is_ok(), expected.contains(&n), "{reach:?} {n}");
                let hidden = found.err().is_none_or(|error| *error.kind() == StoreErrorKind::NotFound);
                assert!(hidden, "what is out of reach is as if it were not");
            }
        }
    });
}

#[test]
fn filters_narrow_and_pages_go_on() {
    both(|store| {
        ok(store.write(|conn| rows::applications(conn, 12)));
        let all = |filter: ApplicationFilter| listed(store, &Reach::All, &filter, None, 100);
        let none = ApplicationFilter::default;
        assert_eq!(all(ApplicationFilter { owner: Some(id(8)), ..none() }), [12, 10, 8, 6, 4, 2]);
        assert_eq!(all(ApplicationFilter { county: Some("652325".into()), ..none() }), [11, 9, 7, 5, 3, 1]);
        assert_eq!(all(ApplicationFilter { department: Some("gongan".into()), ..none() }), [12, 9, 6, 3]);
        assert_eq!(all(ApplicationFilter { number: Some("BJ-4".into()), ..none() }), [4]);
        assert_eq!(all(ApplicationFilter { name_prefix: Some("准东1".into()), ..none() }), [12, 11, 10, 1]);
        assert_eq!(all(ApplicationFilter { name_prefix: Some("%".into()), ..none() }), Vec::<u64>::new());
        assert_eq!(
            all(ApplicationFilter { statuses: vec!["draft".into(), "closed".into()], ..none() }),
            Vec::<u64>::new()
        );
        let of = ApplicationFilter { statuses: vec!["submitted".into()], bundle: Some("small_shop".into()), ..none() };
        assert_eq!(listed(store, &owner(7), &of, None, 2), [11, 9]);
        assert_eq!(listed(store, &owner(7), &of, Some(id(9)), 2), [7, 5]);
        assert_eq!(listed(store, &owner(7), &of, Some(id(1)), 2), Vec::<u64>::new());
    });
}

#[test]
fn who_locks_an_application_edits_what_is_there_now() {
    both(|store| {
        ok(store.write(|conn| rows::applications(conn, 1)));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..5 {
                        ok(store.write(|conn| {
                            let row = application::lock(conn, &Reach::All, ApplicationId(id(1)))?;
                            let edited = ApplicationRow { version: row.version + 1, ..row.clone() };
                            application::update(conn, &edited, row.version)
                        }));
                    }
                });
            }
        });
        let row = ok(store.read(|conn| application::find(conn, &Reach::All, ApplicationId(id(1)))));
        assert_eq!(row.version, 41);
        let stale = store.write(|conn| application::update(conn, &row, 40)).expect_err("an older version");
        assert_eq!(*stale.kind(), StoreErrorKind::Stale);
    });
}

#[test]
fn other_open_applications_for_the_same_are_found() {
    both(|store| {
        ok(store.write(|conn| rows::applications(conn, 5)));
        let find = |statuses: &[&str]| {
            let duplicates = |conn: &mut _| application::duplicates(conn, "key1", id(3).into(), statuses, 10);
            ok(store.read(duplicates)).into_iter().map(|row| row.number).collect::<Vec<_>>()
        };
        assert_eq!(find(&["submitted", "accepted"]), ["BJ-5", "BJ-1"]);
        assert_eq!(find(&["accepted"]), Vec::<String>::new());
    });
}
