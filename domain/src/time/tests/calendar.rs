//! Sheets, and what a calendar makes of them.

use super::*;
use crate::time::{CalendarDay, DayEffect, DayFault, DayMistake, OFFSET, end_of, local_date};

fn messages(scope: Scope, text: &str) -> Vec<(u64, String)> {
    let mistakes = CalendarYear::parse_csv(scope, text).expect_err("mistakes");
    mistakes.into_iter().map(|it| (it.line, it.message)).collect()
}

#[test]
fn a_local_day_is_eight_hours_ahead() {
    let at: DateTime<Utc> = "2025-05-30T16:00:00Z".parse().expect("an instant");
    assert_eq!(local_date(at), day("2025-05-31"));
    assert_eq!(local_date(at - TimeDelta::microseconds(1)), day("2025-05-30"));
    assert_eq!(start_of(day("2025-05-31")), at);
    assert_eq!(end_of(day("2025-05-30")), at);
    assert_eq!(OFFSET.local_minus_utc(), 28_800);
}

#[test]
fn every_line_at_fault_is_reported() {
    let text = "date,kind,name\n2025-01-01,off,元旦\n2025-01-01,work,元旦\n2025-13-01,off,x\n2025-02-01,rest,春节\n\
                2025-02-02,holiday,春节\n2025-02-03,off\n";
    let found = messages(Scope::National, text);
    assert_eq!(found.iter().map(|it| it.0).collect::<Vec<_>>(), [3, 4, 5, 6, 7]);
    assert_eq!(found[0].1, "the day is named twice");
    assert_eq!(found[1].1, "`2025-13-01` is not a date");
    assert_eq!(found[2].1, "`rest` belongs to a regional sheet");
    assert_eq!(found[3].1, "`holiday` is none of off, work, rest");
    assert_eq!(messages(Scope::National, "day,kind\n2025-01-01,off\n")[0].0, 1);
    assert_eq!(messages(Scope::National, "")[0].0, 1);
    assert_eq!(messages(Scope::Regional, "date,kind,name\n2025-06-04,rest,古尔邦节\n")[0].0, 2);
}

#[test]
fn a_sheet_of_one_year_is_checked_however_it_comes() {
    let days = vec![
        CalendarDay { date: day("2025-05-01"), effect: DayEffect::Off, name: "劳动节".to_owned() },
        CalendarDay { date: day("2026-05-01"), effect: DayEffect::Off, name: "劳动节".to_owned() },
    ];
    let mistakes = CalendarYear::new(Scope::National, 2025, days);
    assert_eq!(mistakes, Err(vec![DayMistake { index: 1, fault: DayFault::WrongYear }]));
    let json = serde_json::json!({"scope": "national", "year": 2025, "days": [
        {"date": "2026-05-01", "effect": "off", "name": "劳动节"}
    ]});
    assert!(serde_json::from_value::<CalendarYear>(json).is_err());
    let sheet = &sheets(Scope::Regional, XINJIANG)[0];
    let json = serde_json::to_value(sheet).expect("serialises");
    assert_eq!(json["days"][0], serde_json::json!({"date": "2022-05-05", "effect": "off", "name": "肉孜节"}));
    assert_eq!(&serde_json::from_value::<CalendarYear>(json).expect("reads back"), sheet);
}

#[test]
fn the_overlay_has_three_effects() {
    let national = "date,kind,name\n2025-10-01,off,国庆节\n2025-10-11,work,国庆节\n";
    let regional = "date,kind,name\n2025-10-01,work,x\n2025-10-09,off,x\n2025-10-11,rest,x\n";
    let plain = Calendar::new(1, false, sheets(Scope::National, national));
    let overlaid =
        Calendar::new(2, true, [sheets(Scope::National, national), sheets(Scope::Regional, regional)].concat());
    for (date, before, after) in [
        ("2025-10-01", false, true),
        ("2025-10-09", true, false),
        ("2025-10-11", true, false),
        ("2025-10-10", true, true),
    ] {
        assert_eq!((plain.is_working(day(date)), overlaid.is_working(day(date))), (before, after), "{date}");
    }
}

#[test]
fn an_absent_overlay_is_unknown_and_an_empty_one_is_not() {
    assert!(national().is_known(day("2024-06-16")));
    assert!(!national().is_known(day("2027-01-01")));
    assert!(xinjiang().is_known(day("2025-06-06")));
    assert!(!xinjiang().is_known(day("2024-06-16")));
    let empty = CalendarYear::new(Scope::Regional, 2024, Vec::new()).expect("an empty sheet");
    let sheets = [sheets(Scope::National, NATIONAL), vec![empty]].concat();
    assert!(Calendar::new(3, true, sheets).is_known(day("2024-06-16")));
}

#[test]
fn the_later_revision_of_a_year_counts() {
    let day = |effect| CalendarDay { date: day("2025-06-06"), effect, name: "古尔邦节".to_owned() };
    let sheet = |effect| CalendarYear::new(Scope::Regional, 2025, vec![day(effect)]).expect("a sheet");
    let calendar = Calendar::new(9, true, [sheet(DayEffect::Off), sheet(DayEffect::Work)]);
    assert!(calendar.is_working(super::day("2025-06-06")));
    assert_eq!(calendar.version(), 9);
}
