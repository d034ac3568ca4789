//! What holds for every deadline.

use std::collections::BTreeSet;

use chrono::Days;
use proptest::prelude::*;

use super::{naive::Naive, *};
use crate::{
    testing::steady,
    time::{Deadline, Period, SuspensionGround::Testing, end_of, local_date},
};

/// A day from before the first sheet until after the last.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..3300).prop_map(|days| day("2019-06-01") + Days::new(days))
}

fn any_period() -> impl Strategy<Value = Period> {
    prop_oneof![
        (1u16..90).prop_map(Period::WorkingDays),
        (1u16..14).prop_map(Period::Months),
        (1u16..200).prop_map(Period::Days),
        (1u16..3).prop_map(Period::Years),
    ]
}

fn calendar(overlay: bool) -> Calendar {
    if overlay { xinjiang() } else { national() }
}

fn started(period: Period, start: NaiveDate, calendar: &Calendar) -> Deadline {
    Deadline::open("rule", period, "fact").start(noon(start), calendar).expect("starts")
}

/// The deadline suspended `after` days into what is left of it, for `length` days; untouched when it has no such day.
fn suspended(deadline: Deadline, after: u64, length: u64, calendar: &Calendar) -> Deadline {
    let clock = deadline.status().clock().expect("begun");
    let earliest = clock.suspensions.last().map_or(clock.started_at, |it| it.until);
    let from = earliest + Days::new(after);
    if deadline.is_overdue(from) {
        return deadline;
    }
    let deadline = deadline.suspend(from, Testing).expect("suspends");
    deadline.resume(from + Days::new(length), calendar).expect("resumes")
}

proptest! {
    #![proptest_config(steady())]

    #[test]
    fn working_days_agree_with_a_naive_count(
        start in any_day(), count in 1u16..90, overlay: bool, pauses in prop::collection::vec((0u64..40, 0u64..40), 0..4),
    ) {
        let calendar = calendar(overlay);
        let mut deadline = started(Period::WorkingDays(count), start, &calendar);
        for (after, length) in pauses {
            deadline = suspended(deadline, after, length, &calendar);
        }
        let suspensions = &deadline.status().clock().expect("begun").suspensions;
        let paused: BTreeSet<_> = suspensions
            .iter()
            .flat_map(|it| local_date(it.from).iter_days().take_while(move |day| *day < local_date(it.until)))
            .collect();
        let naive = Naive::new(overlay).working_days(start, count, &paused);
        prop_assert_eq!((deadline.due().expect("due"), deadline.is_provisional()), naive);
    }

    #[test]
    fn months_agree_with_a_naive_walk(start in any_day(), count in 1u16..30, overlay: bool) {
        let last = Period::Months(count).last_day(start, &calendar(overlay));
        prop_assert_eq!((last.date, last.provisional), Naive::new(overlay).months(start, count));
    }

    #[test]
    fn a_longer_suspension_never_ends_earlier(
        start in any_day(), period in any_period(), overlay: bool, after in 0u64..100, length in 0u64..60, more in 0u64..60,
    ) {
        let calendar = calendar(overlay);
        let plain = started(period, start, &calendar);
        let short = suspended(plain.clone(), after, length, &calendar);
        let long = suspended(plain.clone(), after, length + more, &calendar);
        prop_assert!(plain.due() <= short.due() && short.due() <= long.due());
        prop_assert!(length > 0 || short.due() == plain.due());
    }

    #[test]
    fn what_was_left_is_left_when_the_clock_goes_on(
        start in any_day(), period in any_period(), pauses in prop::collection::vec((0u64..100, 0u64..60), 1..4),
    ) {
        let calendar = national();
        let mut deadline = started(period, start, &calendar);
        for (after, length) in pauses {
            deadline = suspended(deadline, after, length, &calendar);
        }
        if let Some(last) = deadline.status().clock().expect("begun").suspensions.last() {
            prop_assert!(deadline.due() >= Some(local_date(last.until)));
        }
    }

    #[test]
    fn recomputing_twice_is_recomputing_once(start in any_day(), period in any_period(), overlay: bool) {
        let once = started(period, start, &calendar(!overlay)).recompute(&calendar(overlay), noon(start));
        let twice = once.clone().recompute(&calendar(overlay), noon(start) + Days::new(1));
        prop_assert_eq!(&once, &twice);
        let moved = once.history().len() == 2;
        let before = &once.history()[0];
        let now = (once.due(), once.is_provisional());
        prop_assert_eq!(moved, (Some(before.new_due), before.provisional) != now);
    }

    #[test]
    fn a_date_within_known_years_is_never_provisional(start in any_day(), period in any_period(), overlay: bool) {
        let calendar = calendar(overlay);
        let last = period.last_day(start, &calendar);
        if start.iter_days().skip(1).take_while(|it| *it <= last.date).all(|it| calendar.is_known(it)) {
            prop_assert!(!last.provisional);
        }
        if !calendar.is_known(last.date) {
            prop_assert!(last.provisional);
        }
    }

    #[test]
    fn the_end_is_the_first_instant_too_late(start in any_day(), period in any_period()) {
        let deadline = started(period, start, &national());
        let due = deadline.due().expect("due");
        prop_assert!(due > start);
        prop_assert_eq!(deadline.ends_at(), Some(end_of(due)));
        prop_assert_eq!(local_date(end_of(due)), due + Days::new(1));
        prop_assert!(national().is_working(due));
    }
}
