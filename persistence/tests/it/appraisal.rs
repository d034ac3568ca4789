//! Appraisal over a year of a large zone: what the sums and a page of cases cost, by time and by plan.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use chrono::{Days, NaiveDate};
use diesel::{connection::SimpleConnection, prelude::*, sql_query, sql_types::BigInt};
use kaiye_domain::{
    actor::Departments,
    appraisal::{By, Indicator},
};
use kaiye_persistence::{
    Store, StoreError,
    backend::Connection,
    repo::{
        appraisal,
        appraised::{Asked, cases, sums},
    },
};

use crate::{
    explain::{assert_cheap_in_postgres, in_sqlite, statements},
    harness::{both, id},
    rows::june,
};

/// Facts of a year, of which half are one department's; an item and a division have few of them.
const FACTS: i64 = 300_000;
const FILL: &str = "
INSERT INTO applications (id, division, number, owner_id, status, channel, received_at, recorded_at, business_name, doc, personal, version, updated_at)
  SELECT {id:n}, '652325', 'BJ' || n, {id:1}, 'closed', 'portal',
         '2026-01-01T00:00:00.000000Z', '2026-01-01T00:00:00.000000Z', 'x', '{}', '', 1, '2026-01-01T00:00:00.000000Z'
  FROM {series:10};
INSERT INTO appraisal_facts (id, application_id, division, indicator, subject, department, item_code, day, value)
  SELECT {id:n}, {id:n % 10}, CASE WHEN n % 9973 = 0 THEN 'rare' ELSE '65232' || (5 + n % 4) END,
         CASE n % 3 WHEN 0 THEN 'received' WHEN 1 THEN 'working_days' ELSE 'overdue_open' END, 's' || n,
         CASE WHEN n % 2 = 0 THEN 'office1' ELSE 'office' || (n % 14) END,
         CASE WHEN n % 9967 = 0 THEN 'rare' ELSE 'item' || (n % 6) END, {day:n % 365}, n % 4
  FROM {series:300000};
ANALYZE";

/// How long a report over the year may take at most, on a machine that has other things to do.
const SOON: Duration = Duration::from_secs(10);

fn words(sqlite: bool) -> String {
    let mut text = FILL.to_owned();
    for what in ["id", "day", "series"] {
        while let Some((before, rest)) = text.split_once(&format!("{{{what}:")) {
            let (n, after) = rest.split_once('}').expect("a brace");
            let said = match (what, sqlite) {
                ("id", true) => format!("unhex(printf('019e0000000070008000%012x', {n}))"),
                ("id", false) => format!("('019e0000-0000-7000-8000-' || lpad(to_hex({n}), 12, '0'))::uuid"),
                ("day", true) => format!("date('2026-01-01', '+' || ({n}) || ' days')"),
                ("day", false) => format!("(DATE '2026-01-01' + (({n})::int))"),
                (_, true) => format!(
                    "(WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n + 1 < {n}) SELECT n FROM s)"
                ),
                (_, false) => format!("generate_series(0, {n} - 1) AS s(n)"),
            };
            text = format!("{before}{said}{after}");
        }
    }
    text
}

fn fill(store: &Store) {
    let run = |conn: &mut Connection| match conn {
        Connection::Sqlite(c) => c.batch_execute(&words(true)),
        // However slow the machine is: what is asked of it is the lists, not the filling.
        Connection::Postgres(c) => c.batch_execute(&format!("SET LOCAL statement_timeout = 0; {}", words(false))),
    };
    store.write(|conn| run(conn).map_err(StoreError::from)).expect("a full database");
}

fn asked(department: Option<&str>) -> Asked {
    let (from, to) = (june(1) - chrono::Days::new(151), june(1) + chrono::Days::new(213));
    let overseen = Departments::All;
    Asked { from, to, within: None, department: department.map(str::to_owned), item: None, division: None, overseen }
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = work();
    assert!(begun.elapsed() < SOON, "{what} took {:?}", begun.elapsed());
    done
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

fn rows(store: &Store, table: &str) -> i64 {
    let query = sql_query(format!("SELECT COUNT(*) AS n FROM {table}"));
    let found = store.read(|conn| -> Result<Counted, StoreError> {
        Ok(match conn {
            Connection::Sqlite(c) => query.get_result(c)?,
            Connection::Postgres(c) => query.get_result(c)?,
        })
    });
    found.expect("a count").n
}

/// Sums all facts, as a rebuild does.
fn sum(store: &Store) {
    for indicator in [Indicator::Received, Indicator::WorkingDays, Indicator::OverdueOpen] {
        let found = store.read(|conn| appraisal::extent(conn, indicator)).expect("an extent");
        let (first, last) = found.expect("facts");
        assert_eq!((first, last), (june(1) - Days::new(151), june(1) + Days::new(213)));
        for number in 1..=12 {
            let first = NaiveDate::from_ymd_opt(2026, number, 1).expect("a day");
            let last = first + chrono::Months::new(1) - Days::new(1);
            store.write(|conn| appraisal::sum_anew(conn, indicator, (first, last))).expect("summed");
        }
    }
}

/// How many facts there are of a period, and of what is overdue and open by its end, by counting them.
fn counted(store: &Store, of: &Asked) -> i64 {
    let (from, to) = (of.from, of.to);
    let of_department = of.department.as_ref().map_or(String::new(), |it| format!("AND department = '{it}'"));
    rows(
        store,
        &format!(
            "appraisal_facts WHERE day <= '{to}' AND (day >= '{from}' OR indicator = 'overdue_open') {of_department}"
        ),
    )
}

#[test]
fn a_year_is_summed_from_its_months_and_is_what_its_facts_are() {
    both(|store| {
        fill(store);
        sum(store);
        let (days, months) = (rows(store, "appraisal_days"), rows(store, "appraisal_months"));
        assert!(months * 10 < days, "{months} sums of months, {days} of days");
        let year = asked(None);
        let pieces = [
            year.clone(),
            asked(Some("office3")),
            Asked { from: june(2) - Days::new(100), to: june(29), ..year.clone() },
            Asked { from: june(5), to: june(20), ..year.clone() },
            Asked { from: june(1), to: june(30), ..year.clone() },
        ];
        for of in &pieces {
            let expected = counted(store, of);
            for by in [By::Department, By::Item, By::Division, By::Month] {
                let found = timed("sums", || store.read(|conn| sums(conn, of, by))).expect("sums");
                assert_eq!(found.iter().map(|it| it.3).sum::<i64>(), expected, "{of:?} {by:?}");
                // As many rows as there are groups, indicators and values, a few times over: never one a day.
                assert!(found.len() < 600, "{} rows by {by:?}", found.len());
            }
        }
        store
            .write(|conn| -> Result<(), StoreError> {
                for (statement, _) in statements(conn, |conn| sums(conn, &year, By::Department)) {
                    assert!(!statement.contains("appraisal_days"), "a whole year needs no day: {statement}");
                }
                Ok(())
            })
            .expect("statements");
        // What was summed is replaced, whatever it was.
        // A group may come in parts, of months and of days.
        let summed = || {
            let mut all = BTreeMap::new();
            for (key, indicator, value, count) in store.read(|conn| sums(conn, &pieces[3], By::Item)).expect("sums") {
                *all.entry((key, indicator, value)).or_insert(0) += count;
            }
            all
        };
        let before = summed();
        sum(store);
        assert_eq!((rows(store, "appraisal_days"), rows(store, "appraisal_months")), (days, months));
        assert_eq!(summed(), before);
    });
}

#[test]
fn a_page_of_cases_is_found_by_an_index_whatever_it_is_limited_to() {
    both(|store| {
        fill(store);
        assert_eq!(rows(store, "appraisal_facts"), FACTS);
        let all = asked(None);
        let limits = [
            all.clone(),
            asked(Some("office1")),
            Asked { item: Some("item3".into()), ..all.clone() },
            Asked { item: Some("rare".into()), ..all.clone() },
            Asked { item: Some("nothing".into()), ..all.clone() },
            Asked { division: Some("652325".into()), ..all.clone() },
            Asked { division: Some("rare".into()), ..all.clone() },
            Asked { division: Some("nowhere".into()), ..all.clone() },
            Asked { overseen: Departments::One("office9".into()), item: Some("rare".into()), ..all.clone() },
            Asked { within: Some((june(1), june(30))), ..all.clone() },
        ];
        for of in &limits {
            for indicator in [Indicator::Received, Indicator::OverdueOpen] {
                for after in [None, Some((june(20), id(1)))] {
                    let name = format!("{indicator} of {of:?} after {after:?}");
                    let page = |conn: &mut Connection| cases(conn, of, indicator, after, 21);
                    timed("a page", || store.read(page)).expect("a page");
                    store
                        .write(|conn| -> Result<(), StoreError> {
                            for (statement, values) in statements(conn, page) {
                                match conn {
                                    Connection::Sqlite(c) => {
                                        let plan = in_sqlite(c, &statement).join("\n");
                                        let found = plan.contains("SEARCH") && plan.contains("USING INDEX");
                                        assert!(found && !plan.contains("TEMP B-TREE"), "{name}\n{plan}");
                                    }
                                    Connection::Postgres(c) => assert_cheap_in_postgres(c, &name, &statement, &values),
                                }
                            }
                            Ok(())
                        })
                        .expect("a plan");
                }
            }
        }
    });
}
