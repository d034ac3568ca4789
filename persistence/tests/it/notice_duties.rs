//! What migration 26 makes of supervision notices that were there: each round gets its duty and its clock, as it stood.

use diesel::connection::SimpleConnection;
use kaiye_domain::{
    actor::Departments,
    supervision_notice::{NoticeState, Round, SupervisionNotice},
    time::{Calendar, DeadlineStatus},
};
use kaiye_persistence::{
    Store, StoreError,
    backend::Connection,
    map::{supervision_notice_from, supervision_notice_row},
    repo::supervision_notice as notices,
    row::SupervisionNoticeRow,
};
use serde_json::{Value, json};

use crate::harness::{both, id};

const SQLITE: &str = include_str!("../../migrations/sqlite/2026-11-25-000026_notice_duties/up.sql");
const POSTGRES: &str = include_str!("../../migrations/postgres/2026-11-25-000026_notice_duties/up.sql");

/// A notice of 3 June whose rounds are written as they were before, due on 5 and on 12 June.
fn before(n: u64, rounds: &Value, state: &Value) -> SupervisionNoticeRow {
    let due_on = "2025-06-05".parse().expect("a day");
    let asked_at = "2025-06-03T02:00:00Z".parse().expect("an instant");
    let round = Round::until(due_on, id(900).into(), asked_at, &Calendar::new(1, false, [])).expect("a round");
    let notice = SupervisionNotice {
        id: id(n).into(),
        number: SupervisionNotice::number(2025, i32::try_from(n).expect("small")),
        department: "fire_brigade".to_owned(),
        about: None,
        matter: "核查进度".to_owned(),
        demand: "请说明".to_owned(),
        issued_at: asked_at,
        issued_by: id(1),
        rounds: vec![round],
        state: NoticeState::Open,
    };
    let mut row = supervision_notice_row(&notice, 1).expect("a row");
    row.doc.0["rounds"] = rounds.clone();
    row.doc.0["state"] = state.clone();
    row.status = state["status"].as_str().expect("a status").to_owned();
    row
}

fn round(due_on: &str, answered_at: Option<&str>, said_at: Option<&str>) -> Value {
    let answer = answered_at.map(|at| json!({ "text": "已办", "at": at, "by": id(2) }));
    let verdict = said_at.map(|at| json!({ "remark": "已阅", "at": at, "by": id(1) }));
    json!({ "due_on": due_on, "overdue_at": null, "answer": answer, "verdict": verdict })
}

fn migrate(store: &Store) {
    let statement = |all: &'static str| &all[all.find("WITH rounds AS").expect("the statement")..];
    let done = store.write(|conn| {
        match conn {
            Connection::Sqlite(c) => c.batch_execute(statement(SQLITE)),
            Connection::Postgres(c) => c.batch_execute(statement(POSTGRES)),
        }
        .map_err(StoreError::from)
    });
    done.expect("the statement of the migration");
}

#[test]
fn notices_that_were_there_go_on_as_they_stood() {
    let twice = json!([
        round("2025-06-05", Some("2025-06-05T16:00:00.5Z"), Some("2025-06-06T02:00:00Z")),
        round("2025-06-12", None, None),
    ]);
    let in_time = json!([round("2025-06-05", Some("2025-06-05T15:59:59.999999Z"), None)]);
    let withdrawn = |at| json!([round("2025-06-05", None, Some(at))]);
    let ended = |at| json!({ "status": "withdrawn", "at": at });
    let rows = [
        before(1, &twice, &json!({ "status": "open" })),
        before(2, &in_time, &json!({ "status": "answered", "at": "2025-06-05T15:59:59.999999Z" })),
        before(3, &withdrawn("2025-06-05T02:00:00Z"), &ended("2025-06-05T02:00:00Z")),
        before(4, &withdrawn("2025-06-06T02:00:00Z"), &ended("2025-06-06T02:00:00Z")),
    ];
    both(|store| {
        for row in &rows {
            store.write(|conn| notices::insert(conn, row)).expect("a notice");
        }
        migrate(store);
        let kept = |n: u64| {
            let row = store.read(|conn| notices::find(conn, &Departments::All, id(n).into())).expect("a notice");
            supervision_notice_from(row).expect("readable")
        };
        let standing = |n: u64| -> Vec<&'static str> {
            kept(n).rounds.iter().map(|round| round.deadline.status().name()).collect()
        };
        assert_eq!(
            [1, 2, 3, 4].map(standing),
            [vec!["missed", "running"], vec!["met"], vec!["cancelled"], vec!["cancelled"]]
        );
        let twice = kept(1);
        assert_ne!(twice.rounds[0].duty, twice.rounds[1].duty);
        let asked_again = twice.rounds[1].deadline.status().clock().expect("a clock").started_at;
        assert_eq!(asked_again.to_rfc3339(), "2025-06-06T02:00:00+00:00");
        assert_eq!(twice.watch_on(), "2025-06-12".parse().ok(), "it is looked at from its last day on");
        assert_eq!(twice.rounds[0].answer.as_ref().map(|it| it.text.as_str()), Some("已办"));
        let was_missed = |n| match kept(n).rounds[0].deadline.status() {
            DeadlineStatus::Cancelled { before, .. } => matches!(**before, DeadlineStatus::Missed { .. }),
            _ => false,
        };
        assert_eq!((was_missed(3), was_missed(4)), (false, true));
        // What is late is found, as if it had been asked today.
        let late = twice.clone().pass("2025-06-13T02:00:00Z".parse().expect("an instant")).expect("looked at");
        assert_eq!(late.duty_facts(Some(&twice)).len(), 1);
    });
}
