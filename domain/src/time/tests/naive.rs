//! A second opinion, as slow and plain as can be: it walks day by day with the rows of the sheets as they stand, and
//! shares nothing with the rules but the parser.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Months};

use super::*;
use crate::time::DayEffect;

/// The days of national and regional sheets, and the years that are complete.
pub(super) struct Naive {
    off: BTreeSet<NaiveDate>,
    work: BTreeSet<NaiveDate>,
    known: BTreeSet<i32>,
}

impl Naive {
    pub(super) fn new(overlay: bool) -> Self {
        let national = sheets(Scope::National, NATIONAL);
        let regional = if overlay { sheets(Scope::Regional, XINJIANG) } else { Vec::new() };
        let mut naive = Self { off: BTreeSet::new(), work: BTreeSet::new(), known: BTreeSet::new() };
        let years = |sheets: &[CalendarYear]| sheets.iter().map(CalendarYear::year).collect::<BTreeSet<_>>();
        naive.known = years(&national);
        if overlay {
            naive.known = naive.known.intersection(&years(&regional)).copied().collect();
        }
        for row in national.iter().chain(&regional).flat_map(|sheet| sheet.days()) {
            let (into, from) = match row.effect {
                DayEffect::Work => (&mut naive.work, &mut naive.off),
                DayEffect::Off | DayEffect::Rest => (&mut naive.off, &mut naive.work),
            };
            into.insert(row.date);
            from.remove(&row.date);
        }
        naive
    }

    fn working(&self, date: NaiveDate) -> bool {
        let weekday = date.weekday().number_from_monday() <= 5;
        (weekday || self.work.contains(&date)) && !self.off.contains(&date)
    }

    /// The last of `count` working days after `start` that are outside `paused`, and whether an unknown year was counted.
    pub(super) fn working_days(&self, start: NaiveDate, count: u16, paused: &BTreeSet<NaiveDate>) -> (NaiveDate, bool) {
        let counted: Vec<_> = start.iter_days().skip(1).filter(|it| !paused.contains(it)).take(4000).collect();
        let last = counted.iter().filter(|it| self.working(**it)).nth(usize::from(count) - 1).copied();
        let last = last.expect("within ten years");
        let unknown = counted.iter().take_while(|it| **it <= last).any(|it| !self.known.contains(&it.year()));
        (last, unknown)
    }

    /// The first working day from the corresponding day on.
    pub(super) fn months(&self, start: NaiveDate, count: u16) -> (NaiveDate, bool) {
        let mut last = start + Days::new(27);
        let first = start.with_day(1).expect("a first") + Months::new(count.into());
        for day in first.iter_days().take_while(|it| it.month() == first.month()) {
            if day.day() <= start.day() {
                last = day;
            }
        }
        let walked: Vec<_> = last.iter_days().take_while(|it| !self.working(*it)).collect();
        let end = last + Days::new(walked.len() as u64);
        (end, walked.iter().chain([&end]).any(|it| !self.known.contains(&it.year())))
    }
}
