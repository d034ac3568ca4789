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

/// Asked at an instant, to be answered by a day.
fn round(duty: u128, due_on: &str, asked_at: &str) -> Round {
    let calendar = Calendar::new(1, false, []);
    Round::until(day(due_on), Uuid::from_u128(duty).into(), at(asked_at), &calendar).expect("a round")
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
        rounds: vec![round(1, "2025-06-10", "2025-06-03T02:00:00Z")],
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
            in_status(from).reopen(verdict(now), round(2, "2025-06-20", now)),
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

/// What the log says of the duties, by round.
fn told(before: &SupervisionNotice, after: &SupervisionNotice) -> Vec<(Uuid, &'static str)> {
    after.duty_facts(Some(before)).into_iter().map(|(round, fact)| (round.duty.0, fact.kind())).collect()
}

#[test]
fn lateness_is_found_by_the_clock_once_a_round() {
    let (first, second) = (Uuid::from_u128(1), Uuid::from_u128(2));
    // 10 June ends in Shanghai at 16:00 UTC.
    let in_time = notice().pass(at("2025-06-10T15:59:59Z")).expect("looked at");
    assert_eq!(in_time, notice());
    let late = notice().pass(at("2025-06-10T16:00:00Z")).expect("looked at");
    assert_eq!(told(&notice(), &late), [(first, "duty.overdue")]);
    assert_eq!(late.clone().pass(at("2025-07-01T00:00:00Z")).expect("looked at"), late, "once");
    let answered = late.clone().answer("已办".to_owned(), Uuid::nil(), at("2025-06-12T02:00:00Z")).expect("answered");
    assert_eq!(told(&late, &answered), [(first, "duty.done_late")]);
    assert_eq!(answered.clone().pass(at("2025-07-01T00:00:00Z")).expect("looked at"), answered, "nothing is owed");
    let next = round(2, "2025-06-16", "2025-06-12T03:00:00Z");
    let again = answered.clone().reopen(verdict("2025-06-12T03:00:00Z"), next).expect("reopened");
    assert_eq!(told(&answered, &again), []);
    let late = again.clone().pass(at("2025-06-17T02:00:00Z")).expect("looked at");
    assert_eq!(told(&again, &late), [(second, "duty.overdue")], "a round of its own");
}

#[test]
fn an_answer_that_nobody_had_found_late_says_both() {
    let late = notice().answer("已办".to_owned(), Uuid::nil(), at("2025-06-12T02:00:00Z")).expect("answered");
    let kinds: Vec<_> = told(&notice(), &late).into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(kinds, ["duty.overdue", "duty.done_late"]);
    assert!(late.rounds[0].is_late(at("2025-06-12T02:00:00Z")));
    assert_eq!(told(&notice(), &answered()), []);
    assert!(!answered().rounds[0].is_late(at("2025-07-01T02:00:00Z")));
}

#[test]
fn what_is_taken_back_is_owed_no_more_and_was_late_only_if_its_day_had_passed() {
    let in_time = notice().withdraw(verdict("2025-06-10T15:59:59Z")).expect("withdrawn");
    assert_eq!(told(&notice(), &in_time), []);
    assert!(!in_time.rounds[0].is_late(at("2025-07-01T00:00:00Z")));
    let late = notice().withdraw(verdict("2025-06-10T16:00:00Z")).expect("withdrawn");
    let kinds: Vec<_> = told(&notice(), &late).into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(kinds, ["duty.overdue", "duty.fallen_away"]);
    assert!(late.rounds[0].is_late(at("2025-07-01T00:00:00Z")));
}

#[test]
fn one_notice_asks_only_so_often() {
    let mut asked = notice();
    let asked_again = |turn: usize| round(1 + turn as u128, "2025-06-20", "2025-06-04T03:00:00Z");
    for turn in 1..MOST_ROUNDS {
        let answered = asked.answer("已办".to_owned(), Uuid::nil(), at("2025-06-04T02:00:00Z")).expect("answered");
        asked = answered.reopen(verdict("2025-06-04T03:00:00Z"), asked_again(turn)).expect("reopened");
    }
    let answered = asked.answer("已办".to_owned(), Uuid::nil(), at("2025-06-04T02:00:00Z")).expect("answered");
    let more = answered.clone().reopen(verdict("2025-06-04T03:00:00Z"), asked_again(MOST_ROUNDS));
    let refused = more.expect_err("too often");
    assert_eq!(refused.code, "supervision_notice_too_many_rounds");
    assert!(answered.close(verdict("2025-06-04T03:00:00Z")).is_ok());
}

#[test]
fn the_number_names_the_year_in_shanghai() {
    let new_year = at("2025-12-31T16:00:00Z");
    assert_eq!(SupervisionNotice::number(SupervisionNotice::year(new_year), 7), "督办〔2026〕7号");
}
