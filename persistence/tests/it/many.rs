//! Lists over a hundred thousand verification tasks, with their clocks and what went up the chain: as large as a zone's in
//! some years. Nothing is forced upon the databases; what a page costs is what is asserted.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use kaiye_domain::{
    actor::{Bounds, Reach},
    worklist::WorkKind,
};
use kaiye_persistence::{
    Store, StoreError, StoreResult,
    backend::Connection,
    repo::{
        deadline,
        escalation::{self, EscalationFilter},
        verification::{self, VerificationFilter},
        worklist::{self, Asking},
    },
};

use crate::{
    explain::{assert_cheap_in_postgres, in_sqlite, statements},
    harness::{both, id},
    rows::june,
};

/// How long a page may take at most, on a machine that has other things to do.
const SOON: Duration = Duration::from_millis(500);

/// So many of each, by statements that both databases know but for what stands in braces: a series from 0, and the id of a
/// number. Half of the tasks are one department's.
const FILL: &str = "
INSERT INTO delegations (id, division, entruster, entrusted, instrument_number, status, valid_from, doc, created_at, version)
  SELECT {id:1}, '652325', 'a', 'b', '1', 'in_force', '2026-01-01', '{}', '2026-01-01T00:00:00.000000Z', 1;
INSERT INTO accounts (id, login, name, roles, status, created_at, updated_at, version)
  SELECT {id:n}, 'officer' || n, 'x', '[]', 'active', '2026-01-01T00:00:00.000000Z', '2026-01-01T00:00:00.000000Z', 1
  FROM {series:50};
INSERT INTO applications (id, division, number, owner_id, status, channel, received_at, recorded_at, business_name, doc, personal, version, updated_at)
  SELECT {id:n}, CASE WHEN n % 3 = 0 THEN '652325' ELSE '652327' END, 'BJ' || n, {id:1}, 'closed', 'portal',
         '2026-01-01T00:00:00.000000Z', '2026-01-01T00:00:00.000000Z', 'x', '{}', '', 1, '2026-01-01T00:00:00.000000Z'
  FROM {series:20000};
INSERT INTO requested_items (id, application_id, division, position, item_code, item_version, kind, route, handling, issuer, supervisor, status, state)
  SELECT {id:n}, {id:n}, '652325', 0, 'item', 1, 'permit', 'commitment', 'window', 'scjg', 'scjg', 'issued', '{}'
  FROM {series:20000};
INSERT INTO certificates (id, application_id, requested_item_id, division, item_code, item_version, kind, number, identifier, check_code, issuer, supervisor, delegation_id, holder_name, holder_key, place_key, owner_id, route, status, operative, valid_from, issued_at, doc, version)
  SELECT {id:n}, {id:n}, {id:n}, '652325', 'item', 1, 'permit', 'N' || n, 'I' || n, 'C' || n, 'scjg', 'scjg', {id:1}, 'x',
         'holder' || n, 'place' || n, {id:1}, 'commitment', 'valid', TRUE, '2026-01-01', '2026-01-01T00:00:00.000000Z', '{}', 1
  FROM {series:20000};
INSERT INTO verification_tasks (id, application_id, certificate_id, division, kind, department, item_code, status, available_at, received_at, due_on, doc, version, priority)
  SELECT {id:n}, {id:n / 5}, {id:n / 5}, CASE WHEN (n / 5) % 3 = 0 THEN '652325' ELSE '652327' END,
         CASE WHEN n % 1000 = 7 THEN 'public_report' ELSE 'commitment' END,
         CASE WHEN n % 2 = 0 THEN 'scjg' ELSE 'office' || (n % 7) END, 'item',
         CASE n / 8 % 4 WHEN 0 THEN 'open' WHEN 1 THEN 'assigned' WHEN 2 THEN 'suspended' ELSE 'concluded' END,
         '2026-01-01T00:00:00.000000Z', CASE WHEN n % 3 = 0 THEN NULL ELSE {instant:2026-01-02T00:00:00.000000Z} END,
         CASE WHEN n % 3 = 0 THEN NULL ELSE {day:n % 600} END, '{}', 1, n * 7919 % 100
  FROM {series:100000};
INSERT INTO verification_officers (task_id, account_id)
  SELECT {id:n}, {id:n / 32 % 50} FROM {series:100000} WHERE n / 8 % 4 IN (1, 2);
INSERT INTO deadlines (id, application_id, division, subject_kind, subject_id, rule, status, due_on, provisional, calendar_version, doc, version, owed_by, escalate_on)
  SELECT {id:n}, {id:n / 10}, '652325', 'verification_task', {id:n / 2},
         CASE WHEN n % 2 = 0 THEN 'acknowledge' ELSE 'verify' END,
         CASE n / 16 % 4 WHEN 0 THEN 'running' WHEN 1 THEN 'missed' ELSE 'met' END, {day:n % 600}, FALSE,
         CASE WHEN n % 100 = 1 THEN 2 ELSE 3 END, '{}', 1,
         CASE WHEN n / 2 % 2 = 0 THEN 'scjg' ELSE 'office' || (n / 2 % 7) END,
         CASE WHEN n / 16 % 4 < 2 THEN {day:n % 600} ELSE NULL END
  FROM {series:200000};
INSERT INTO escalations (id, deadline_id, application_id, division, department, step, rule, status, due_on, raised_at, doc, version)
  SELECT {id:n}, {id:n * 2}, {id:n / 5}, '652325', CASE WHEN n % 2 = 0 THEN 'scjg' ELSE 'office' || (n % 7) END,
         CASE WHEN n % 1000 = 7 THEN 'first' WHEN n % 4 = 1 THEN 'direct' ELSE 'near_due' END, 'verify',
         CASE WHEN n % 1000 = 9 THEN 'raised' ELSE 'acknowledged' END, '2026-01-01', '2026-01-02T00:00:00.000000Z', '{}', 1
  FROM {series:100000};
ANALYZE";

/// The statements in one database's words.
fn words(sqlite: bool) -> String {
    let of = |what: &str, n: &str| match (what, sqlite) {
        ("id", true) => format!("unhex(printf('019e0000000070008000%012x', {n}))"),
        ("id", false) => format!("('019e0000-0000-7000-8000-' || lpad(to_hex({n}), 12, '0'))::uuid"),
        ("day", true) => format!("date('2026-01-01', '+' || ({n}) || ' days')"),
        ("day", false) => format!("(DATE '2026-01-01' + ({n}))"),
        ("series", true) => format!(
            "(WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n + 1 < {n}) SELECT n FROM s)"
        ),
        ("series", false) => format!("generate_series(0, {n} - 1) AS s(n)"),
        ("instant", true) => format!("'{n}'"),
        ("instant", false) => format!("TIMESTAMPTZ '{n}'"),
        (other, _) => panic!("{other} is in nobody's words"),
    };
    let mut text = FILL.to_owned();
    for what in ["id", "day", "series", "instant"] {
        while let Some((before, rest)) = text.split_once(&format!("{{{what}:")) {
            let (n, after) = rest.split_once('}').expect("a brace");
            text = format!("{before}{}{after}", of(what, n));
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

/// SQLite: no table is walked, nothing is sorted, and each column that is compared is found by the index.
fn assert_cheap_in_sqlite(name: &str, statement: &str, plan: &[String], sorts: bool) {
    let shown = plan.join("\n");
    let walks = |step: &&String| {
        ["verification_tasks", "deadlines", "escalations", "v", "d"]
            .iter()
            .any(|table| step.starts_with(&format!("SCAN {table}")) && !step.contains("USING"))
    };
    assert!(plan.iter().find(walks).is_none(), "{name} walks a table:\n{statement}\n{shown}");
    assert!(sorts || !shown.contains("TEMP B-TREE"), "{name} sorts:\n{statement}\n{shown}");
    for compared in statement.split("`.`").skip(1) {
        if let Some((column, rest)) = compared.split_once('`')
            && rest.trim_start_matches(')').starts_with(" = ?")
        {
            assert!(
                shown.contains(&format!("{column}=?")),
                "{name} leaves rows away by {column}:\n{statement}\n{shown}"
            );
        }
    }
}

/// Insists that a page is cheap and comes soon. A list that gathers short pages of several kinds sorts those.
fn assert_page<T>(store: &Store, name: &str, gathers: bool, query: impl Fn(&mut Connection) -> StoreResult<T>) {
    let check = |conn: &mut Connection| {
        for (statement, values) in statements(conn, &query) {
            match conn {
                Connection::Sqlite(c) => {
                    assert_cheap_in_sqlite(name, &statement, &in_sqlite(c, &statement), gathers);
                }
                Connection::Postgres(c) => assert_cheap_in_postgres(c, name, &statement, &values),
            }
        }
        let began = Instant::now();
        query(conn)?;
        let took = began.elapsed();
        assert!(took < SOON, "{name} took {took:?}");
        Ok::<_, StoreError>(())
    };
    store.write(check).expect("an answer");
}

#[test]
fn lists_of_a_hundred_thousand_tasks_answer_by_the_page() {
    let within = Reach::Within;
    let reaches = [
        Reach::All,
        within(Bounds { department: Some("scjg".into()), ..Bounds::default() }),
        within(Bounds { county: Some("652325".into()), ..Bounds::default() }),
    ];
    let none = VerificationFilter::default;
    let filters = [
        none(),
        VerificationFilter { status: Some("open".into()), ..none() },
        VerificationFilter { kind: Some("public_report".into()), ..none() },
    ];
    both(|store| {
        fill(store);
        for reach in &reaches {
            for filter in &filters {
                for after in [None, Some((50, id(5_000)))] {
                    let name = format!("tasks of {reach:?} {filter:?} {after:?}");
                    assert_page(store, &name, false, |c| verification::list(c, reach, filter, after, 20));
                }
            }
        }
        let of = |department: &str, status: Option<&str>, kind: Option<&str>| VerificationFilter {
            department: Some(department.into()),
            status: status.map(Into::into),
            kind: kind.map(Into::into),
            ..none()
        };
        for filter in
            [of("scjg", None, None), of("scjg", Some("open"), None), of("office1", None, Some("public_report"))]
        {
            assert_page(store, &format!("{filter:?}"), false, |c| {
                verification::list(c, &Reach::All, &filter, None, 20)
            });
        }
        // Found by what there are few of, and put in order then.
        let of_certificate = VerificationFilter { certificate: Some(id(7).into()), ..none() };
        assert_page(store, "a certificate's", true, |c| verification::list(c, &Reach::All, &of_certificate, None, 20));
        assert_page(store, "a holder's", true, |c| verification::of_holder(c, "holder7", 1_000));
        assert_page(store, "an application's", true, |c| verification::of_application(c, id(7).into(), 100));
        assert_page(store, "clocks", true, |c| deadline::of_subjects(c, &[id(1), id(2), id(3)], 100));

        for after in [None, Some((june(1), id(5_000)))] {
            let sweep = |name: &str, query: &dyn Fn(&mut Connection) -> StoreResult<usize>| {
                assert_page(store, name, false, query)
            };
            for rule in ["acknowledge", "verify"] {
                sweep("what ran out", &|c| Ok(deadline::due_before(c, "running", rule, june(30), after, 200)?.len()));
            }
            sweep("what goes up", &|c| Ok(escalation::due(c, june(30), after, 200)?.len()));
            sweep("nothing behind", &|c| Ok(deadline::behind_calendar(c, 2, after.map(|(_, id)| (1, id)), 200)?.len()));
            sweep("a hundredth behind", &|c| {
                Ok(deadline::behind_calendar(c, 3, after.map(|(_, id)| (2, id)), 200)?.len())
            });
            // What came before is reckoned anew by then, and behind no more: it goes on where the rest begins.
            sweep("all behind", &|c| Ok(deadline::behind_calendar(c, 4, after.map(|_| (3, id(0))), 200)?.len()));
            sweep("in a status", &|c| Ok(deadline::in_status(c, "running", after.map(|(_, id)| id), 200)?.len()));
        }

        let every = EscalationFilter::default;
        let filters = [
            every(),
            EscalationFilter { step: Some("first".into()), ..every() },
            EscalationFilter { status: Some("raised".into()), ..every() },
            EscalationFilter { department: Some("scjg".into()), ..every() },
        ];
        for filter in &filters {
            let name = format!("escalations {filter:?}");
            assert_page(store, &name, false, |c| escalation::list(c, &Reach::All, "zone", filter, Some(id(5_000)), 20));
        }
        let mine = |status: Option<&str>| EscalationFilter { status: status.map(Into::into), ..every() };
        for filter in [mine(None), mine(Some("acknowledged"))] {
            let name = format!("a department's escalations {filter:?}");
            assert_page(store, &name, false, |c| escalation::list(c, &reaches[1], "zone", &filter, None, 20));
        }
        assert_work_comes_by_the_page(store);
    });
}

/// What waits for an officer: each kind of work gives a page at most, and those are put in order.
fn assert_work_comes_by_the_page(store: &Store) {
    let asking = |kinds: &'static [WorkKind]| Asking {
        kinds,
        account: id(7),
        department: Some("scjg"),
        county: None,
        today: june(1),
    };
    for after in [None, Some((june(30), id(5_000)))] {
        let acknowledge = asking(&[WorkKind::AcknowledgeVerificationTask, WorkKind::AssignVerificationTask]);
        assert_page(store, "what a department is to receive and assign", true, |c| {
            let found = worklist::list(c, &acknowledge, after, 20)?;
            assert_eq!(found.len(), 20);
            assert!(found.is_sorted_by_key(|row| (row.due, row.id)));
            Ok(())
        });
    }
}
