//! The steps of the chain of responsibility (S24) on their days, around a holiday.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    escalation::{EscalationStep, next_step, steps_reached},
    obligation::DutyFact,
    time::{Calendar, CalendarYear, Deadline, Period, Scope},
};

use crate::hotel::zone;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn xinjiang() -> Calendar {
    let national = include_str!("../../../jurisdictions/zhundong/calendars/national.csv");
    let regional = include_str!("../../../jurisdictions/zhundong/calendars/xinjiang.csv");
    let sheets = |scope, text| CalendarYear::parse_csv(scope, text).expect("the shipped sheets are sound");
    Calendar::new(1, true, [sheets(Scope::National, national), sheets(Scope::Regional, regional)].concat())
}

/// Received on 2025-07-30, so due on 2025-09-30, the day before eight days of holiday.
fn verify(calendar: &Calendar) -> Deadline {
    let open = Deadline::open("verify", Period::Months(2), "received");
    open.start(at("2025-07-30T02:00:00Z"), calendar).expect("it starts")
}

#[test]
fn it_goes_up_step_by_step_around_a_holiday() {
    let (policy, calendar) = (zone().policy, xinjiang());
    let deadline = verify(&calendar);
    assert_eq!(deadline.due(), Some(day("2025-09-30")));
    let next = |reached| next_step(&deadline, reached, &policy, &calendar);
    let steps: Vec<_> = std::iter::successors(next(None), |(step, _)| next(Some(*step))).collect();
    // Two working days are left after the 28th, a Sunday on which people work; the offices open again on the 9th, and on
    // Saturday the 11th people work.
    assert_eq!(
        steps,
        [
            (EscalationStep::NearDue, day("2025-09-28")),
            (EscalationStep::Direct, day("2025-10-01")),
            (EscalationStep::Specific, day("2025-10-11")),
            (EscalationStep::First, day("2025-10-14")),
        ]
    );
}

#[test]
fn what_nobody_looked_at_for_long_goes_up_at_once_without_saying_that_it_ends_soon() {
    let (policy, calendar) = (zone().policy, xinjiang());
    let deadline = verify(&calendar).miss(at("2025-10-20T02:00:00Z")).expect("it ran out");
    let reached = |today| steps_reached(&deadline, None, &policy, &calendar, day(today));
    assert_eq!(reached("2025-10-01"), [EscalationStep::Direct]);
    assert_eq!(reached("2025-10-20"), [EscalationStep::Direct, EscalationStep::Specific, EscalationStep::First]);
}

#[test]
fn what_is_done_goes_nowhere() {
    let (policy, calendar) = (zone().policy, xinjiang());
    let done = verify(&calendar).meet(at("2025-10-20T02:00:00Z")).expect("it is done");
    assert_eq!(next_step(&done, None, &policy, &calendar), None);
    assert_eq!(steps_reached(&done, None, &policy, &calendar, day("2026-01-01")), []);
}

#[test]
fn late_is_said_once_whoever_noticed() {
    let calendar = xinjiang();
    let (running, late) = (verify(&calendar), at("2025-10-20T02:00:00Z"));
    let missed = running.clone().miss(late).expect("it ran out");
    let done = missed.clone().meet(late).expect("it is done");
    assert_eq!(DutyFact::of(None, &running), []);
    assert_eq!(DutyFact::of(Some(&running), &missed), [DutyFact::Overdue]);
    assert_eq!(DutyFact::of(Some(&missed), &missed), []);
    assert_eq!(DutyFact::of(Some(&missed), &done), [DutyFact::DoneLate { at: late }]);
    let at_once = running.clone().meet(late).expect("it is done");
    assert_eq!(DutyFact::of(Some(&running), &at_once), [DutyFact::Overdue, DutyFact::DoneLate { at: late }]);
}
