//! The life of a deadline, step by step.

use chrono::Days;

use super::*;
use crate::{
    id::AccountId,
    obligation::DutyFact,
    refusal::{Reason, Refusal},
    time::{
        Deadline, DeadlineReason, DeadlineStatus, DueCause, Extension, Period,
        Period::{Months, WorkingDays},
        SuspensionGround::{Hearing, Testing},
        end_of,
    },
};

fn started(period: Period, on: &str) -> Deadline {
    Deadline::open("decision_ordinary", period, "acceptance").start(noon(day(on)), &national()).expect("starts")
}

fn suspended(deadline: Deadline, from: &str, until: &str) -> Deadline {
    let deadline = deadline.suspend(noon(day(from)), Testing).expect("suspends");
    deadline.resume(noon(day(until)), &national()).expect("resumes")
}

fn extension(period: Period, at: DateTime<Utc>) -> Extension {
    Extension { period, reason: "案情复杂".to_owned(), by: AccountId(uuid::Uuid::nil()), at }
}

fn refused<T: std::fmt::Debug>(result: Result<T, Refusal>, reason: DeadlineReason) {
    assert_eq!(result.expect_err("is refused").code, reason.code());
}

#[test]
fn it_is_open_until_its_start_fact() {
    let deadline = Deadline::open("verification", Months(2), "receipt");
    assert_eq!((deadline.status().name(), deadline.due(), deadline.ends_at()), ("open", None, None));
    assert!(!deadline.is_overdue(noon(day("2099-01-01"))));
    let deadline = deadline.start(noon(day("2025-09-30")), &national()).expect("starts");
    assert_eq!(deadline.due(), Some(day("2025-12-01")));
    assert_eq!(deadline.history()[0].cause, DueCause::Started);
    assert_eq!(deadline.history()[0].old_due, None);
    let end = deadline.ends_at().expect("ends");
    assert_eq!(end, start_of(day("2025-12-02")));
    assert!(!deadline.is_overdue(end - TimeDelta::microseconds(1)));
    assert!(deadline.is_overdue(end));
    refused(deadline.start(end, &national()), DeadlineReason::AlreadyStarted);
}

#[test]
fn suspended_days_do_not_count() {
    // 20 working days from Monday 2025-07-07 end on Monday 2025-08-04.
    let plain = started(WorkingDays(20), "2025-07-07");
    assert_eq!(plain.due(), Some(day("2025-08-04")));
    // Lifted on its own day: nothing moves, and the history has nothing to tell.
    let same_day = suspended(plain.clone(), "2025-07-10", "2025-07-10");
    assert_eq!((same_day.due(), same_day.history().len()), (plain.due(), 1));
    // Thursday to Friday: Thursday does not count, Friday does.
    assert_eq!(suspended(plain.clone(), "2025-07-10", "2025-07-11").due(), Some(day("2025-08-05")));
    // Over a weekend: only Friday was a day that would have counted.
    assert_eq!(suspended(plain.clone(), "2025-07-11", "2025-07-14").due(), Some(day("2025-08-05")));
    // On the starting day, which does not count anyway.
    assert_eq!(suspended(plain.clone(), "2025-07-07", "2025-07-08").due(), Some(day("2025-08-04")));
    // On the very last day: that day is left when the clock goes on.
    let last_day = suspended(plain, "2025-08-04", "2025-08-20");
    assert_eq!(last_day.due(), Some(day("2025-08-20")));
    assert_eq!(last_day.history()[1].cause, DueCause::Resumed);
    assert_eq!(last_day.history()[1].old_due, Some(day("2025-08-04")));
}

#[test]
fn a_months_period_is_pushed_back_by_calendar_days() {
    // 2025-07-30 + 3 days is Saturday 2025-08-02: then §203.
    assert_eq!(suspended(started(Months(2), "2025-05-30"), "2025-06-10", "2025-06-13").due(), Some(day("2025-08-04")));
    // Suspended on Monday 2025-12-01, to which the period had been moved from Sunday: that day is left on resumption.
    assert_eq!(suspended(started(Months(2), "2025-09-30"), "2025-12-01", "2025-12-04").due(), Some(day("2025-12-04")));
}

#[test]
fn a_suspended_clock_neither_ends_nor_runs_out() {
    let deadline = started(WorkingDays(5), "2025-07-07").suspend(noon(day("2025-07-08")), Hearing).expect("suspends");
    let later = noon(day("2025-12-01"));
    assert_eq!((deadline.ends_at(), deadline.is_overdue(later)), (None, false));
    assert_eq!(deadline.due(), Some(day("2025-07-14")));
    refused(deadline.clone().miss(later), DeadlineReason::NotPassed);
    refused(deadline.clone().suspend(later, Hearing), DeadlineReason::AlreadySuspended);
    refused(deadline.clone().resume(noon(day("2025-07-07")), &national()), DeadlineReason::OutOfOrder);
    assert_eq!(deadline.meet(later).expect("meets").status().name(), "met");
}

#[test]
fn it_is_prolonged_once_in_its_own_unit_and_before_it_ends() {
    let deadline = started(WorkingDays(20), "2025-07-07");
    let at = noon(day("2025-08-04"));
    refused(deadline.clone().extend(extension(Months(1), at), &national()), DeadlineReason::OtherUnit);
    let late = extension(WorkingDays(10), end_of(day("2025-08-04")));
    refused(deadline.clone().extend(late, &national()), DeadlineReason::Passed);
    let deadline = deadline.extend(extension(WorkingDays(10), at), &national()).expect("extends");
    assert_eq!(deadline.due(), Some(day("2025-08-18")));
    assert_eq!(deadline.history()[1].cause, DueCause::Extended);
    refused(deadline.extend(extension(WorkingDays(10), at), &national()), DeadlineReason::AlreadyExtended);
}

#[test]
fn a_loaded_calendar_moves_it_and_is_remembered() {
    let deadline = started(WorkingDays(15), "2025-05-30");
    let at = noon(day("2025-06-01"));
    let moved = deadline.recompute(&xinjiang(), at);
    assert_eq!(moved.due(), Some(day("2025-06-26")));
    let change = &moved.history()[1];
    assert_eq!((change.cause, change.calendar_version, change.at), (DueCause::Calendar, 2, at));
    assert_eq!((change.old_due, change.new_due), (Some(day("2025-06-23")), day("2025-06-26")));
    assert_eq!(moved.clone().recompute(&xinjiang(), at + Days::new(1)), moved);
}

#[test]
fn a_provisional_date_becomes_firm_when_its_year_is_loaded() {
    let deadline = Deadline::open("verification", Months(2), "receipt");
    let deadline = deadline.start(noon(day("2026-04-30")), &xinjiang()).expect("starts");
    assert!(deadline.is_provisional());
    let overlay = CalendarYear::new(Scope::Regional, 2026, Vec::new()).expect("an empty sheet");
    let calendar = Calendar::new(3, true, [sheets(Scope::National, NATIONAL), vec![overlay]].concat());
    let firm = deadline.recompute(&calendar, noon(day("2026-05-01")));
    assert_eq!((firm.due(), firm.is_provisional()), (Some(day("2026-06-30")), false));
    assert_eq!((firm.history().len(), firm.history()[1].provisional), (2, false));
}

#[test]
fn what_comes_out_does_not_depend_on_who_noticed() {
    let deadline = started(WorkingDays(5), "2025-07-07");
    let end = deadline.ends_at().expect("ends");
    refused(deadline.clone().miss(end - TimeDelta::microseconds(1)), DeadlineReason::NotPassed);
    let done = end + TimeDelta::days(3);
    let swept = deadline.clone().miss(end + TimeDelta::hours(1)).expect("misses");
    assert!(swept.is_overdue(done));
    let swept = swept.meet(done).expect("is done late");
    assert_eq!(swept, deadline.clone().meet(done).expect("is done late"));
    let DeadlineStatus::Missed { at, done_at, .. } = swept.status() else { panic!("missed") };
    assert_eq!((*at, *done_at, swept.is_overdue(done)), (end, Some(done), false));
    let met = deadline.meet(end - TimeDelta::microseconds(1)).expect("meets");
    assert_eq!(met.status().name(), "met");
    refused(met.clone().meet(end), DeadlineReason::Closed);
    refused(met.clone().cancel(end), DeadlineReason::Closed);
    assert_eq!(met.clone().recompute(&xinjiang(), end), met);
}

#[test]
fn steps_need_a_clock_that_runs() {
    let open = Deadline::open("decision_ordinary", WorkingDays(20), "acceptance");
    let at = noon(day("2025-07-07"));
    refused(open.clone().suspend(at, Testing), DeadlineReason::NotStarted);
    refused(open.clone().resume(at, &national()), DeadlineReason::NotStarted);
    refused(open.clone().extend(extension(WorkingDays(10), at), &national()), DeadlineReason::NotStarted);
    refused(open.clone().miss(at), DeadlineReason::NotStarted);
    let cancelled = open.cancel(at).expect("cancels");
    refused(cancelled.start(at, &national()), DeadlineReason::Closed);
    let running = started(WorkingDays(20), "2025-07-07");
    refused(running.clone().resume(at, &national()), DeadlineReason::NotSuspended);
    refused(running.clone().suspend(at - TimeDelta::hours(1), Testing), DeadlineReason::OutOfOrder);
    refused(running.suspend(end_of(day("2025-08-04")), Testing), DeadlineReason::Passed);
}

#[test]
fn it_is_stored_as_json() {
    let deadline = suspended(started(WorkingDays(20), "2025-07-07"), "2025-07-10", "2025-07-11");
    let deadline = deadline.suspend(noon(day("2025-07-15")), Hearing).expect("suspends");
    let json = serde_json::to_value(&deadline).expect("serialises");
    assert_eq!(json["period"], serde_json::json!({"working_days": 20}));
    assert_eq!(json["status"]["status"], "suspended");
    assert_eq!(json["status"]["clock"]["suspensions"][0]["ground"], "testing");
    assert_eq!(serde_json::from_value::<Deadline>(json).expect("reads back"), deadline);
}

#[test]
fn an_earlier_start_that_becomes_known_moves_the_due_date_back() {
    let now = noon(day("2025-08-20"));
    let from = |on: &str| noon(day(on));
    let late_start = started(Months(2), "2025-07-10");
    assert_eq!(late_start.due(), Some(day("2025-09-10")));
    let earlier = late_start.clone().antedate(from("2025-07-01"), &national(), now).expect("moves back");
    assert_eq!((earlier.due(), earlier.status().name()), (Some(day("2025-09-01")), "running"));
    assert_eq!(earlier.history().last().map(|change| change.cause), Some(DueCause::Antedated));
    let later = late_start.clone().antedate(from("2025-07-20"), &national(), now).expect("changes nothing");
    assert_eq!(later, late_start);
    // What had run out by the later start had run out earlier.
    let missed = late_start.miss(from("2025-09-11")).expect("missed");
    let missed = missed.antedate(from("2025-07-01"), &national(), now).expect("moves back");
    let DeadlineStatus::Missed { at, .. } = missed.status() else { panic!("{missed:?}") };
    assert_eq!(*at, end_of(day("2025-09-01")));
    let open = Deadline::open("verification", Months(2), "receipt");
    refused(open.antedate(now, &national(), now), DeadlineReason::NotStarted);
}

#[test]
fn what_was_done_in_time_is_met_though_it_became_known_later() {
    let missed = started(WorkingDays(3), "2025-07-07").miss(noon(day("2025-07-20"))).expect("missed");
    assert_eq!(missed.clone().meet(noon(day("2025-07-08"))).expect("met").status().name(), "met");
    let late = missed.meet(noon(day("2025-07-20"))).expect("done");
    assert_eq!((late.status().name(), late.is_overdue(noon(day("2025-07-21")))), ("missed", false));
}

#[test]
fn what_fell_away_is_restored_as_it_stood_and_the_days_between_do_not_count() {
    let (from, until) = (noon(day("2025-07-10")), noon(day("2025-07-17")));
    let restored =
        |deadline: Deadline| deadline.cancel(from).expect("falls away").restore(until, &national()).expect("is there");
    let running = started(WorkingDays(20), "2025-07-07");
    assert_eq!(restored(running.clone()).due(), suspended(running.clone(), "2025-07-10", "2025-07-17").due());
    assert_eq!(restored(running.clone()).history().last().map(|it| it.cause), Some(DueCause::Restored));
    // A day that was named is put off by as many days.
    let named = restored(started(Period::Until(day("2025-07-15")), "2025-07-07"));
    assert_eq!((named.due(), named.status().name()), (Some(day("2025-07-22")), "running"));
    let open = Deadline::open("verification", Months(2), "receipt");
    assert_eq!(restored(open.clone()), open);
    let still = running.clone().suspend(noon(day("2025-07-08")), Testing).expect("suspends");
    assert_eq!(restored(still.clone()), still);
    let late = started(WorkingDays(2), "2025-07-07");
    assert_eq!(
        restored(late.clone()),
        late.clone().miss(from).expect("missed"),
        "it had run out, though nobody had noticed"
    );
    let fallen = late.clone().miss(from).expect("missed").cancel(from).expect("falls away");
    assert!(!fallen.is_overdue(until) && !fallen.is_undone() && fallen.has_ended());
    refused(fallen.clone().cancel(until), DeadlineReason::Closed);
    refused(fallen.restore(from - TimeDelta::hours(1), &national()), DeadlineReason::OutOfOrder);
    refused(running.restore(until, &national()), DeadlineReason::NotCancelled);
    let done = late.meet(from).expect("done late");
    refused(done.cancel(until), DeadlineReason::Closed);
}

#[test]
fn what_is_new_of_a_duty_is_told_once_whoever_noticed() {
    let at = noon(day("2025-07-20"));
    let running = started(WorkingDays(3), "2025-07-07");
    let missed = running.clone().miss(at).expect("missed");
    let fallen = running.clone().cancel(at).expect("falls away");
    let again = fallen.clone().restore(at, &national()).expect("is there");
    let kinds = |before: &Deadline, after: &Deadline| -> Vec<&str> {
        DutyFact::of(Some(before), after).into_iter().map(DutyFact::kind).collect()
    };
    assert_eq!(kinds(&running, &missed), ["duty.overdue"]);
    assert_eq!(kinds(&running, &fallen), ["duty.overdue", "duty.fallen_away"]);
    assert_eq!(kinds(&missed, &fallen), ["duty.fallen_away"]);
    assert_eq!(kinds(&fallen, &again), ["duty.restored"]);
    assert_eq!(kinds(&missed, &missed.clone().meet(at).expect("done")), ["duty.done_late"]);
    assert_eq!(kinds(&running, &running.clone().meet(at).expect("done")), ["duty.overdue", "duty.done_late"]);
    let in_time = missed.clone().meet(noon(day("2025-07-08"))).expect("met");
    assert_eq!(kinds(&missed, &in_time), ["duty.done_in_time"]);
    assert_eq!(kinds(&running, &in_time), [""; 0]);
}
