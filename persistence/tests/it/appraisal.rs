//! Appraisal over a year of a large zone: what the sums and a page of cases cost, by time and by plan.

use std::time::{Duration, Instant};

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
    explain::{in_sqlite, statements},
    harness::{both, id},
    rows::june,
};

/// Fifteen departments, six items each, three divisions, twelve indicators, every day of a year: a million facts' worth
/// of sums, and facts of which half are one department's.
const SUMS: &str = "
INSERT INTO appraisal_days (day, department, item_code, division, indicator, value, month, count)
  SELECT {day:n % 365}, 'office' || (n / 365 % 15), 'item' || (n / 5475 % 6), '65232' || (5 + n / 32850 % 3),
         CASE n / 98550 WHEN 0 THEN 'received' WHEN 1 THEN 'decided' ELSE 'working_days' END, n % 4, 202600 + n % 12, 5
  FROM {series:295650};
INSERT INTO applications (id, division, number, owner_id, status, channel, received_at, recorded_at, business_name, doc, personal, version, updated_at)
  SELECT {id:n}, '652325', 'BJ' || n, {id:1}, 'closed', 'portal',
         '2026-01-01T00:00:00.000000Z', '2026-01-01T00:00:00.000000Z', 'x', '{}', '', 1, '2026-01-01T00:00:00.000000Z'
  FROM {series:10};
INSERT INTO appraisal_facts (id, application_id, division, indicator, subject, department, item_code, day, value)
  SELECT {id:n}, {id:n % 10}, '652325', CASE WHEN n % 3 = 0 THEN 'received' ELSE 'decided' END, 's' || n,
         CASE WHEN n % 2 = 0 THEN 'office1' ELSE 'office' || (n % 14) END, 'item' || (n % 6), {day:n % 365}, 1
  FROM {series:200000};
ANALYZE";

/// How long a report over the year may take at most, on a machine that has other things to do.
const SOON: Duration = Duration::from_secs(10);

fn words(sqlite: bool) -> String {
    let mut text = SUMS.to_owned();
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
        Connection::Postgres(c) => c.batch_execute(&words(false)),
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

fn rows_of_sums(conn: &mut Connection) -> i64 {
    let query = sql_query("SELECT COUNT(*) AS n FROM appraisal_days");
    let found: Result<Counted, _> = match conn {
        Connection::Sqlite(c) => query.get_result(c),
        Connection::Postgres(c) => query.get_result(c),
    };
    found.expect("a count").n
}

#[test]
fn a_year_of_a_million_and_a_half_facts_is_summed_at_once() {
    both(|store| {
        fill(store);
        for by in [By::Department, By::Item, By::Division, By::Month] {
            let found = timed("the sums of a year", || store.read(|conn| sums(conn, &asked(None), by))).expect("sums");
            let count: i64 = found.iter().map(|it| it.3).sum();
            assert_eq!(count, 295_650 * 5, "{by:?}");
            // As many rows as there are groups, indicators and values: never one a day.
            assert!(found.len() < 400, "{} rows by {by:?}", found.len());
        }
        let own = timed("a department's", || store.read(|conn| sums(conn, &asked(Some("office3")), By::Item)));
        assert_eq!(own.expect("sums").iter().map(|it| it.3).sum::<i64>(), 295_650 / 3);
        for department in [None, Some("office1")] {
            let of = asked(department);
            let page = |conn: &mut Connection| cases(conn, &of, Indicator::Received, Some((june(20), id(1))), 21);
            assert_eq!(timed("a page", || store.read(page)).expect("a page").len(), 21);
            store
                .write(|conn| -> Result<(), StoreError> {
                    for (statement, _) in statements(conn, page) {
                        if let Connection::Sqlite(c) = conn {
                            let plan = in_sqlite(c, &statement).join("\n");
                            assert!(plan.contains("USING INDEX") && !plan.contains("TEMP B-TREE"), "{plan}");
                        }
                    }
                    Ok(())
                })
                .expect("a plan");
        }
        // Summed anew, the sums are those of the facts.
        store.write(appraisal::sum_anew).expect("summed");
        let anew = store.read(|conn| sums(conn, &asked(None), By::Department)).expect("sums");
        assert_eq!(anew.iter().map(|it| it.3).sum::<i64>(), 200_000);
        assert!(store.read(|conn| Ok::<_, StoreError>(rows_of_sums(conn))).expect("a count") < 200_000);
    });
}
