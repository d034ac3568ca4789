//! Which days are working days, from the sheets that are loaded.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::{CalendarYear, DayEffect, Scope, calendar_year::is_weekend};

type Effects = BTreeMap<NaiveDate, DayEffect>;

/// Working days as far as they are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    version: i32,
    overlay_required: bool,
    years: BTreeMap<(Scope, i32), Effects>,
}

impl Calendar {
    /// Puts sheets together. `version` is the newest revision among them, given by the store; of two sheets of one scope
    /// and year the later given counts. `overlay_required` says whether a year is unknown without its regional sheet.
    pub fn new(version: i32, overlay_required: bool, sheets: impl IntoIterator<Item = CalendarYear>) -> Self {
        let years = sheets
            .into_iter()
            .map(|sheet| {
                let effects = sheet.days().iter().map(|day| (day.date, day.effect)).collect();
                ((sheet.scope(), sheet.year()), effects)
            })
            .collect();
        Self { version, overlay_required, years }
    }

    /// Which revision of the sheets this is.
    pub fn version(&self) -> i32 {
        self.version
    }

    /// Whether a year is unknown without its regional sheet.
    pub fn overlay_required(&self) -> bool {
        self.overlay_required
    }

    /// Whether every sheet that the day's year needs is loaded. A date reckoned through days that are not known is
    /// provisional.
    pub fn is_known(&self, date: NaiveDate) -> bool {
        let loaded = |scope| self.years.contains_key(&(scope, date.year()));
        loaded(Scope::National) && (!self.overlay_required || loaded(Scope::Regional))
    }

    /// Monday–Friday or a make-up working day, and not a national or regional day off (行政许可法 §82). The regional
    /// sheet has the last word. A year without sheets is taken as plain weeks.
    pub fn is_working(&self, date: NaiveDate) -> bool {
        let effect = |scope| self.years.get(&(scope, date.year())).and_then(|days| days.get(&date));
        match effect(Scope::Regional).or_else(|| effect(Scope::National)) {
            Some(DayEffect::Work) => true,
            Some(DayEffect::Off | DayEffect::Rest) => false,
            None => !is_weekend(date),
        }
    }

    /// The day with so many working days left after it up to `last`, which counts as one where it is one.
    pub fn working_days_before(&self, last: NaiveDate, count: u16) -> NaiveDate {
        let (mut day, mut left) = (last, count);
        while left > 0 {
            left -= u16::from(self.is_working(day));
            day = day - Days::new(1);
        }
        day
    }

    /// How many working days lie after `from`, up to and with `to`.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> usize {
        from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| self.is_working(*day)).count()
    }
}
