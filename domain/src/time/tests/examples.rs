//! Every worked example of the policy's page on time.

use super::*;
use crate::time::Period::{self, Months, WorkingDays};

/// Start, period, last day, whether it is provisional.
type Example = (&'static str, Period, &'static str, bool);

fn hold(calendar: &Calendar, examples: &[Example]) {
    for &(start, period, last, provisional) in examples {
        let found = period.last_day(day(start), calendar);
        assert_eq!((found.date, found.provisional), (day(last), provisional), "{start} + {period:?}");
    }
}

#[test]
fn fifteen_working_days_by_the_national_calendar() {
    hold(
        &national(),
        &[
            ("2025-05-30", WorkingDays(15), "2025-06-23", false),
            ("2025-06-05", WorkingDays(15), "2025-06-26", false),
            ("2025-09-30", WorkingDays(15), "2025-10-28", false),
            ("2024-12-31", WorkingDays(15), "2025-01-22", false),
            ("2026-04-30", WorkingDays(15), "2026-05-25", false),
        ],
    );
}

#[test]
fn fifteen_working_days_with_the_overlay() {
    hold(
        &xinjiang(),
        &[
            ("2025-05-30", WorkingDays(15), "2025-06-26", false),
            ("2025-06-05", WorkingDays(15), "2025-07-01", false),
            ("2025-09-30", WorkingDays(15), "2025-10-28", false),
            // 2024's overlay is unknown, but its one day is the starting day, which is not counted.
            ("2024-12-31", WorkingDays(15), "2025-01-22", false),
            ("2026-04-30", WorkingDays(15), "2026-05-25", true),
        ],
    );
}

#[test]
fn two_months() {
    let examples = [
        ("2025-05-30", Months(2), "2025-07-30", false),
        ("2025-06-05", Months(2), "2025-08-05", false),
        // The 30th is a Sunday (民法典 §203).
        ("2025-09-30", Months(2), "2025-12-01", false),
        // February has no 31st (民法典 §202).
        ("2024-12-31", Months(2), "2025-02-28", false),
    ];
    hold(&national(), &examples);
    hold(&xinjiang(), &examples);
    hold(&national(), &[("2026-04-30", Months(2), "2026-06-30", false)]);
    hold(&xinjiang(), &[("2026-04-30", Months(2), "2026-06-30", true)]);
}

#[test]
fn a_make_up_saturday_counts() {
    hold(&national(), &[("2026-02-13", WorkingDays(5), "2026-02-27", false)]);
}

#[test]
fn calendar_days_and_years_do_not_end_on_a_rest_day_either() {
    hold(
        &national(),
        &[
            ("2025-09-01", Period::Days(30), "2025-10-09", false),
            ("2024-02-29", Period::Years(1), "2025-02-28", false),
            ("2024-10-01", Period::Years(1), "2025-10-09", false),
        ],
    );
}

#[test]
fn a_period_may_leave_what_is_known_at_its_very_end() {
    // 2026-12-31 is a Thursday; 2027's sheet is not loaded.
    hold(
        &national(),
        &[
            ("2026-12-30", WorkingDays(1), "2026-12-31", false),
            ("2026-12-30", WorkingDays(2), "2027-01-01", true),
            ("2026-11-28", Months(3), "2027-03-01", true),
        ],
    );
}

#[test]
fn the_years_have_as_many_working_days_as_announced() {
    let calendar = national();
    for (year, expected) in [(2024, 251), (2025, 248), (2026, 248)] {
        let days = NaiveDate::from_yo_opt(year, 1).expect("a date").iter_days();
        let working = days.take_while(|it| it.format("%Y").to_string() == year.to_string());
        assert_eq!(working.filter(|it| calendar.is_working(*it)).count(), expected, "{year}");
    }
}
