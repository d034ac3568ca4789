//! Scores: a weighted scheme of the jurisdiction's data, in versions (S26, S28).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Indicator, Unit, figure::rounded};

/// A version of the scheme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// Its version.
    pub version: i32,
    /// First day on which a period may end that it scores.
    pub effective_from: NaiveDate,
    /// Who set it.
    pub source: String,
    /// Its parts.
    pub part: Vec<Part>,
}

/// How one indicator counts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The indicator.
    pub indicator: Indicator,
    /// Its weight; the weights of a scheme add up to 100.
    pub weight: u32,
    /// The value that earns 100 points, or more than it; in the indicator's unit.
    pub full: f64,
    /// The value that earns none; linear between the two.
    pub zero: f64,
}

/// What is wrong with a scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SchemeFault {
    /// The weights do not add up.
    #[error("the weights do not add up to 100")]
    Weights,
    /// An indicator counts twice.
    #[error("an indicator is named twice")]
    Twice,
    /// A count is as large as the work: nobody earns by it.
    #[error("an indicator that is a mere count cannot be scored")]
    Count,
    /// No line goes through one point, or through none.
    #[error("the full mark and the zero mark must be two numbers that differ")]
    Marks,
}

/// A score.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// The version of the scheme.
    pub version: i32,
    /// Of 100, to two places: weighted over the parts that there is a value for. None where there is none.
    pub total: Option<f64>,
    /// The sum of the weights that it is reckoned from: below 100 where a figure has no case.
    pub weight: u32,
    /// What each part earned, of 100.
    pub parts: Vec<(Part, Option<f64>)>,
}

impl Part {
    /// What a value earns, of 100 points: linear between the two marks.
    pub fn points(&self, value: f64) -> f64 {
        rounded(((value - self.zero) / (self.full - self.zero)).clamp(0.0, 1.0) * 100.0)
    }
}

impl Scheme {
    /// Whether it can score.
    pub fn check(&self) -> Result<(), SchemeFault> {
        let marks = |part: &Part| part.full.is_finite() && part.zero.is_finite() && part.full != part.zero;
        if !self.part.iter().all(marks) {
            return Err(SchemeFault::Marks);
        }
        if self.part.iter().any(|part| part.indicator.definition().unit == Unit::Count) {
            return Err(SchemeFault::Count);
        }
        let named: BTreeSet<Indicator> = self.part.iter().map(|part| part.indicator).collect();
        if named.len() != self.part.len() {
            return Err(SchemeFault::Twice);
        }
        let weights: u64 = self.part.iter().map(|part| u64::from(part.weight)).sum();
        if weights == 100 { Ok(()) } else { Err(SchemeFault::Weights) }
    }

    /// Scores figures, which `value` gives. An indicator without a case neither earns nor loses.
    pub fn score(&self, value: impl Fn(Indicator) -> Option<f64>) -> Scored {
        let points = |part: &Part| value(part.indicator).map(|value| part.points(value));
        let parts: Vec<_> = self.part.iter().map(|part| (*part, points(part))).collect();
        let earned = parts.iter().filter_map(|(part, points)| Some((part.weight, (*points)?)));
        let (weight, sum) =
            earned.fold((0, 0.0), |(all, sum), (weight, points)| (all + weight, sum + f64::from(weight) * points));
        let total = (weight > 0).then(|| rounded(sum / f64::from(weight)));
        Scored { version: self.version, total, weight, parts }
    }
}

/// The scheme that scores a period which ends on this day.
pub fn in_force(schemes: &[Scheme], on: NaiveDate) -> Option<&Scheme> {
    schemes.iter().filter(|scheme| scheme.effective_from <= on).max_by_key(|it| (it.effective_from, it.version))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(indicator: Indicator, weight: u32, full: f64, zero: f64) -> Part {
        Part { indicator, weight, full, zero }
    }

    fn scheme(part: Vec<Part>) -> Scheme {
        let effective_from = NaiveDate::from_ymd_opt(2026, 6, 1).expect("a day");
        Scheme { version: 1, effective_from, source: String::new(), part }
    }

    #[test]
    fn points_are_linear_between_the_marks_whichever_is_higher() {
        let share = part(Indicator::SameDay, 50, 90.0, 50.0);
        assert_eq!([100.0, 70.0, 10.0].map(|value| share.points(value)), [100.0, 50.0, 0.0]);
        let days = part(Indicator::WorkingDays, 50, 1.0, 11.0);
        assert_eq!([0.0, 6.0, 20.0].map(|value| days.points(value)), [100.0, 50.0, 0.0]);
    }

    #[test]
    fn what_has_no_case_neither_earns_nor_loses() {
        let both = scheme(vec![part(Indicator::SameDay, 75, 100.0, 0.0), part(Indicator::WorkingDays, 25, 0.0, 10.0)]);
        assert_eq!(both.check(), Ok(()));
        let all = both.score(|it| Some(if it == Indicator::SameDay { 80.0 } else { 4.0 }));
        assert_eq!((all.total, all.weight), (Some(75.0), 100));
        let one = both.score(|it| (it == Indicator::SameDay).then_some(80.0));
        assert_eq!((one.total, one.weight), (Some(80.0), 75));
        assert_eq!(both.score(|_| None).total, None);
    }

    #[test]
    fn a_scheme_that_cannot_score_is_refused() {
        assert_eq!(scheme(vec![part(Indicator::SameDay, 99, 1.0, 0.0)]).check(), Err(SchemeFault::Weights));
        assert_eq!(scheme(vec![part(Indicator::SameDay, 100, 1.0, 1.0)]).check(), Err(SchemeFault::Marks));
        let twice = part(Indicator::SameDay, 50, 1.0, 0.0);
        assert_eq!(scheme(vec![twice, twice]).check(), Err(SchemeFault::Twice));
    }

    #[test]
    fn the_newest_scheme_that_has_begun_counts() {
        let first = scheme(Vec::new());
        let second =
            Scheme { version: 2, effective_from: first.effective_from + chrono::Days::new(30), ..first.clone() };
        let schemes = [second.clone(), first.clone()];
        assert_eq!(in_force(&schemes, second.effective_from), Some(&second));
        assert_eq!(in_force(&schemes, second.effective_from - chrono::Days::new(1)), Some(&first));
        assert_eq!(in_force(&schemes, first.effective_from - chrono::Days::new(1)), None);
    }
}
