use std::collections::BTreeSet;

use strum::IntoEnumIterator;

use super::*;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn verdict(text: &str) -> Verdict {
    Verdict { remark: "看过".to_owned(), at: at(text), by: Uuid::nil() }
}

/// Asked on 3 June, to be answered by 10 June.
fn notice() -> SupervisionNotice {
    SupervisionNotice {
        id: Uuid::nil().into(),
        number: SupervisionNotice::number(2025, 1),
        department: "fire_brigade".to_owned(),
        about: None,
        matter: "核查进度".to_owned(),
        demand: "请说明".to_owned(),
        issued_at: at("2025-06-03T02:00:00Z"),
        issued_by: Uuid::nil(),
        rounds: vec![Round::until(day("2025-06-10"))],
        state: NoticeState::Open,
    }
}

fn answered() -> SupervisionNotice {
    notice().answer("已整改".to_owned(), Uuid::nil(), at("2025-06-09T02:00:00Z")).expect("answered")
}

fn in_status(status: SupervisionStatus) -> SupervisionNotice {
    match status {
        SupervisionStatus::Open => notice(),
        SupervisionStatus::Answered => answered(),
        SupervisionStatus::Closed => answered().close(verdict("2025-06-10T02:00:00Z")).expect("closed"),
        SupervisionStatus::Withdrawn => notice().withdraw(verdict("2025-06-10T02:00:00Z")).expect("withdrawn"),
    }
}

/// Every step from every status goes where an arrow says, or is refused.
#[test]
fn the_steps_are_the_arrows() {
    let mut taken = BTreeSet::new();
    let now = "2025-06-11T02:00:00Z";
    for from in SupervisionStatus::iter() {
        let answer = in_status(from).answer("已办".to_owned(), Uuid::nil(), at(now));
        let closings = [
            in_status(from).close(verdict(now)),
            in_status(from).reopen(verdict(now), day("2025-06-20")),
            in_status(from).withdraw(verdict(now)),
        ];
        let mut note = |operation: &str, to: SupervisionNotice| {
            taken.insert((from.to_string(), operation.to_owned(), to.status().to_string()));
        };
        answer.into_iter().for_each(|to| note("answer_supervision_notice", to));
        closings.into_iter().flatten().for_each(|to| note("close_supervision_notice", to));
    }
    let arrows = SUPERVISION_ARROWS.iter();
    let arrows: BTreeSet<_> =
        arrows.map(|(from, by, to)| (from.to_string(), (*by).to_owned(), to.to_string())).collect();
    assert_eq!(taken, arrows);
}

#[test]
fn a_late_answer_is_noted_once_a_round_from_the_day_after() {
    // 10 June ends in Shanghai at 16:00 UTC.
    assert!(notice().note_overdue(at("2025-06-10T15:59:59Z")).is_none());
    let late = notice().note_overdue(at("2025-06-10T16:00:00Z")).expect("noted");
    assert_eq!((late.watch_on(), late.due_on()), (None, Some(day("2025-06-10"))));
    assert!(late.clone().note_overdue(at("2025-07-01T00:00:00Z")).is_none(), "once");
    let again = late.answer("已办".to_owned(), Uuid::nil(), at("2025-06-12T02:00:00Z")).expect("answered");
    assert!(again.rounds[0].is_late(day("2025-06-12")));
    assert!(again.clone().note_overdue(at("2025-07-01T00:00:00Z")).is_none(), "nothing is owed");
    let again = again.reopen(verdict("2025-06-12T03:00:00Z"), day("2025-06-16")).expect("reopened");
    assert_eq!(again.watch_on(), Some(day("2025-06-16")));
    assert!(again.note_overdue(at("2025-06-17T02:00:00Z")).is_some(), "a round of its own");
}

#[test]
fn one_notice_asks_only_so_often() {
    let mut asked = notice();
    for _ in 1..MOST_ROUNDS {
        let answered = asked.answer("已办".to_owned(), Uuid::nil(), at("2025-06-04T02:00:00Z")).expect("answered");
        asked = answered.reopen(verdict("2025-06-04T03:00:00Z"), day("2025-06-20")).expect("reopened");
    }
    let answered = asked.answer("已办".to_owned(), Uuid::nil(), at("2025-06-04T02:00:00Z")).expect("answered");
    let refused = answered.clone().reopen(verdict("2025-06-04T03:00:00Z"), day("2025-06-20")).expect_err("too often");
    assert_eq!(refused.code, "supervision_notice_too_many_rounds");
    assert!(answered.close(verdict("2025-06-04T03:00:00Z")).is_ok());
}

#[test]
fn the_number_names_the_year_in_shanghai() {
    let new_year = at("2025-12-31T16:00:00Z");
    assert_eq!(SupervisionNotice::number(SupervisionNotice::year(new_year), 7), "督办〔2026〕7号");
}
