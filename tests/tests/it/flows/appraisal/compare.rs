//! Whether what the API says is what was counted: every figure of all and of each group, whatever they are grouped by, and no
//! group too many.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kaiye_tests::{Client, TestApp};
use serde_json::{Value, json};

use super::{
    APPRAISAL, figure,
    recount::{Counted, recount},
};

/// What the figure of an indicator is.
#[derive(Clone, Copy)]
enum Made {
    /// The sum itself.
    Sum,
    /// The sum over the number of cases, times so much.
    Share(f64),
    /// The median and the 90th percentile.
    Ranks,
}

const INDICATORS: [(&str, Made); 14] = [
    ("received", Made::Sum),
    ("decided", Made::Sum),
    ("same_day", Made::Share(100.0)),
    ("working_days", Made::Ranks),
    ("correction_rounds", Made::Share(1.0)),
    ("on_time_receipt", Made::Share(100.0)),
    ("on_time_verification", Made::Share(100.0)),
    ("on_time_site_check", Made::Share(100.0)),
    ("on_time_rectification", Made::Share(100.0)),
    ("overdue_open", Made::Sum),
    ("liability_findings", Made::Sum),
    ("business_findings", Made::Sum),
    ("visits", Made::Share(1.0)),
    ("push_promptness", Made::Share(100.0)),
];

/// The least value that so many of a hundred do not exceed.
fn nearest_rank(sorted: &[i64], hundredths: usize) -> Option<i64> {
    let rank = (sorted.len() * hundredths).div_ceil(100);
    sorted.get(rank.checked_sub(1)?).copied()
}

/// The figure that comes of some values.
fn expected(made: Made, values: &mut [i64]) -> Value {
    values.sort_unstable();
    let (count, sum) = (values.len(), values.iter().sum::<i64>());
    let (value, denominator, p90) = match made {
        Made::Sum => (json!(sum as f64), Value::Null, Value::Null),
        Made::Share(times) => {
            let share = (count > 0).then(|| (sum as f64 * times / count as f64 * 100.0).round() / 100.0);
            (json!(share), json!(count), Value::Null)
        }
        Made::Ranks => {
            let median = nearest_rank(values, 50).map(|it| it as f64);
            (json!(median), Value::Null, json!(nearest_rank(values, 90)))
        }
    };
    json!({ "count": count, "numerator": sum, "denominator": denominator, "value": value, "p90": p90 })
}

/// Of which group something is.
fn key(of: &Counted, by: &str) -> String {
    match by {
        "department" => of.department.clone(),
        "item" => of.item.clone(),
        "division" => of.division.clone(),
        _ => of.day.format("%Y-%m").to_string(),
    }
}

/// The first difference between what the API says of a period and what was counted.
pub(super) async fn difference(client: &Client, counted: &[Counted], from: &str, to: &str) -> Option<String> {
    let (first, last): (NaiveDate, NaiveDate) = (from.parse().expect("a day"), to.parse().expect("a day"));
    let within = |it: &&Counted| it.day <= last && (it.day >= first || it.indicator == "overdue_open");
    for by in ["department", "item", "division", "month"] {
        let mut groups: BTreeMap<Option<String>, BTreeMap<&str, Vec<i64>>> = BTreeMap::from([(None, BTreeMap::new())]);
        for it in counted.iter().filter(within) {
            for group in [None, Some(key(it, by))] {
                groups.entry(group).or_default().entry(it.indicator).or_default().push(it.value);
            }
        }
        let view = client.get(&format!("{APPRAISAL}?from={from}&to={to}&by={by}")).await.expect(200).json;
        let shown = view["groups"].as_array().expect("groups");
        let keys: Vec<&str> = groups.keys().filter_map(Option::as_deref).collect();
        if shown.iter().map(|it| it["key"].as_str().expect("a key")).ne(keys.iter().copied()) {
            return Some(format!("by {by}: not the groups {keys:?} but {shown:?}"));
        }
        // In the order of their keys, all together first: as the map has them.
        for ((group, counted), shown) in groups.iter_mut().zip([&view["total"]].into_iter().chain(shown)) {
            for (indicator, made) in INDICATORS {
                let expected = expected(made, counted.entry(indicator).or_default());
                let figure = figure(shown, indicator);
                if expected.as_object().expect("a figure").iter().any(|(name, value)| figure[name] != *value) {
                    return Some(format!("by {by}, {group:?}, {indicator}: {figure}, not {expected}"));
                }
            }
        }
    }
    None
}

/// Whole months, days of one, one whole month, and whole months between days of others.
const PERIODS: [(&str, &str); 4] = [
    ("2024-01-01", "2026-12-31"),
    ("2025-06-10", "2025-06-25"),
    ("2025-07-01", "2025-07-31"),
    ("2025-05-20", "2025-08-07"),
];

pub(super) async fn assert_same(app: &TestApp, client: &Client, when: &str) {
    let counted = recount(app);
    for (from, to) in PERIODS {
        assert_eq!(difference(client, &counted, from, to).await, None, "{when}, {from} to {to}");
    }
}
