//! What comes of many cases: exact, from how often each value was measured.

use std::collections::BTreeMap;

use super::{Indicator, Unit};

/// How often each value was measured.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Histogram(BTreeMap<i32, i64>);

/// A figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// How many cases it counts.
    pub count: i64,
    /// The sum of what was measured.
    pub numerator: i64,
    /// What it is divided by, where it is a share or an average.
    pub denominator: Option<i64>,
    /// The figure in its unit, to two places; none where there is no case to reckon it from.
    pub value: Option<f64>,
    /// 90th percentile, where the value is a median.
    pub p90: Option<i32>,
}

impl Histogram {
    /// So many more cases with this value.
    pub fn add(&mut self, value: i32, count: i64) {
        *self.0.entry(value).or_default() += count;
    }

    /// Everything that another one has too.
    pub fn merge(&mut self, other: &Self) {
        other.0.iter().for_each(|(value, count)| self.add(*value, *count));
    }

    /// How many cases.
    pub fn count(&self) -> i64 {
        self.0.values().sum()
    }

    /// The sum of their values.
    pub fn sum(&self) -> i64 {
        self.0.iter().map(|(value, count)| i64::from(*value) * count).sum()
    }

    /// The least value that so many of a hundred cases do not exceed (nearest rank); none of no case.
    pub fn percentile(&self, hundredths: i64) -> Option<i32> {
        let rank = (self.count() * hundredths + 99) / 100;
        let mut seen = 0;
        self.0.iter().filter(|(_, count)| **count > 0).find_map(|(value, count)| {
            seen += count;
            (seen >= rank).then_some(*value)
        })
    }

    /// The figure that an indicator makes of it.
    pub fn figure(&self, indicator: Indicator) -> Figure {
        let (count, sum) = (self.count(), self.sum());
        let of = |hundred: f64| (count > 0).then(|| rounded(sum as f64 * hundred / count as f64));
        let (denominator, value, p90) = match indicator.definition().unit {
            Unit::Count => (None, Some(sum as f64), None),
            Unit::Percent => (Some(count), of(100.0), None),
            Unit::PerCase => (Some(count), of(1.0), None),
            Unit::WorkingDays => (None, self.percentile(50).map(f64::from), self.percentile(90)),
        };
        Figure { count, numerator: sum, denominator, value, p90 }
    }
}

/// To two places.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(values: &[i32]) -> Histogram {
        let mut histogram = Histogram::default();
        values.iter().for_each(|value| histogram.add(*value, 1));
        histogram
    }

    #[test]
    fn shares_averages_and_medians_are_as_their_indicator_says() {
        let same_day = of(&[1, 1, 0]).figure(Indicator::SameDay);
        assert_eq!((same_day.numerator, same_day.denominator, same_day.value), (2, Some(3), Some(66.67)));
        let visits = of(&[0, 1, 3]).figure(Indicator::Visits);
        assert_eq!((visits.numerator, visits.value), (4, Some(1.33)));
        let days = of(&[0, 1, 2, 9]).figure(Indicator::WorkingDays);
        assert_eq!((days.value, days.p90, days.denominator), (Some(1.0), Some(9), None));
        assert_eq!(of(&[1, 1]).figure(Indicator::Received).value, Some(2.0));
        let none = Histogram::default();
        assert_eq!((none.figure(Indicator::SameDay).value, none.figure(Indicator::WorkingDays).p90), (None, None));
    }

    proptest! {
        #[test]
        fn a_percentile_is_that_of_the_sorted_values(mut values in prop::collection::vec(0..40_i32, 1..60), p in 1..=100_i64) {
            let found = of(&values).percentile(p);
            values.sort_unstable();
            let rank = (values.len() as f64 * p as f64 / 100.0).ceil() as usize;
            prop_assert_eq!(found, Some(values[rank.max(1) - 1]));
        }

        #[test]
        fn merging_is_counting_together(a in prop::collection::vec(0..9_i32, 0..20), b in prop::collection::vec(0..9_i32, 0..20)) {
            let mut merged = of(&a);
            merged.merge(&of(&b));
            prop_assert_eq!(merged, of(&[a, b].concat()));
        }
    }
}
