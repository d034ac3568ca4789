//! One year's sheet of one scope: the days that differ from the plain week.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// Whose notice a sheet comes from.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumIter,
    strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Scope {
    /// The State Council's yearly notice.
    National,
    /// The autonomous region's notice, laid over the national one.
    Regional,
}

/// What a row makes of its day.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumIter,
    strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DayEffect {
    /// A day off.
    Off,
    /// A working day.
    Work,
    /// Regional only: gives back a weekend day that the national notice had made a working day.
    Rest,
}

/// A day that differs from the plain week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarDay {
    /// The day.
    pub date: NaiveDate,
    /// What it is made.
    pub effect: DayEffect,
    /// The holiday it belongs to, as people call it.
    pub name: String,
}

/// What is wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DayFault {
    /// It lies outside the sheet's year.
    #[error("the day is not in the sheet's year")]
    WrongYear,
    /// An earlier row names the same day.
    #[error("the day is named twice")]
    Duplicate,
    /// A national sheet knows `off` and `work` only.
    #[error("`rest` belongs to a regional sheet")]
    RestInNational,
    /// `rest` gives a weekend back; this day is none.
    #[error("`rest` gives a weekend day back, and this is none")]
    RestOnWeekday,
}

impl DayFault {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::WrongYear => "calendar_day_wrong_year",
            Self::Duplicate => "calendar_day_duplicate",
            Self::RestInNational => "calendar_day_rest_in_national",
            Self::RestOnWeekday => "calendar_day_rest_on_weekday",
        }
    }
}

/// A row at fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayMistake {
    /// The row's place among those given, from 0.
    pub index: usize,
    /// What is wrong with it.
    pub fault: DayFault,
}

/// A year's sheet of one scope, checked, in order of date. A sheet without rows says that nothing differs; a sheet that
/// is absent says that nothing is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct CalendarYear {
    scope: Scope,
    year: i32,
    days: Vec<CalendarDay>,
}

impl CalendarYear {
    /// Checks the rows, and reports every one at fault.
    pub fn new(scope: Scope, year: i32, mut days: Vec<CalendarDay>) -> Result<Self, Vec<DayMistake>> {
        let mut seen = BTreeSet::new();
        let mistakes: Vec<_> = days
            .iter()
            .enumerate()
            .filter_map(|(index, day)| {
                let fault = if day.date.year() != year {
                    DayFault::WrongYear
                } else if !seen.insert(day.date) {
                    DayFault::Duplicate
                } else if day.effect == DayEffect::Rest && scope == Scope::National {
                    DayFault::RestInNational
                } else if day.effect == DayEffect::Rest && !is_weekend(day.date) {
                    DayFault::RestOnWeekday
                } else {
                    return None;
                };
                Some(DayMistake { index, fault })
            })
            .collect();
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        days.sort_by_key(|day| day.date);
        Ok(Self { scope, year, days })
    }

    /// Whose notice it comes from.
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// The year.
    pub fn year(&self) -> i32 {
        self.year
    }

    /// The days that differ, in order.
    pub fn days(&self) -> &[CalendarDay] {
        &self.days
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unchecked {
    scope: Scope,
    year: i32,
    days: Vec<CalendarDay>,
}

impl TryFrom<Unchecked> for CalendarYear {
    type Error = String;

    fn try_from(sheet: Unchecked) -> Result<Self, String> {
        Self::new(sheet.scope, sheet.year, sheet.days).map_err(|mistakes| {
            let texts: Vec<_> = mistakes.iter().map(|it| format!("day {}: {}", it.index, it.fault)).collect();
            texts.join("; ")
        })
    }
}

/// Saturday or Sunday.
pub(super) fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}
