//! Figures of what was measured, and their scores.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use kaiye_domain::appraisal::{By, Figure, Histogram, Indicator, Scored, in_force};
use kaiye_persistence::{
    StoreError,
    repo::{
        appraisal::{CURSOR, instant_at},
        appraised::{Asked, sums},
        log_cursor,
    },
};
use strum::IntoEnumIterator;

use crate::operations::{Outcome, Tx};

/// Figures of one group, or of all.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Code of the department, item or division, or the month as `2026-06`; empty for what is about no item. None of all.
    pub key: Option<String>,
    /// A figure an indicator.
    pub figures: Vec<(Indicator, Figure)>,
    /// How they score, where a scheme is in force.
    pub score: Option<Scored>,
}

/// How far the log was followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// Position of the last event that the figures know; 0 before the first.
    pub position: i64,
    /// When it happened.
    pub at: Option<DateTime<Utc>>,
}

/// A report.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Of all together.
    pub total: Group,
    /// Of each group, in the order of their keys.
    pub groups: Vec<Group>,
    /// How far the log was followed.
    pub as_of: AsOf,
}

type Counted = BTreeMap<Indicator, Histogram>;

/// Every figure, of all and of each group.
pub fn report(tx: &mut Tx<'_>, of: &Asked, by: By) -> Outcome<Report> {
    let mut total = Counted::new();
    let mut groups: BTreeMap<String, Counted> = BTreeMap::new();
    for (key, indicator, value, count) in sums(tx.conn, of, by)? {
        let unknown = |_| StoreError::corrupt(format!("no indicator {indicator}"));
        let indicator: Indicator = indicator.parse().map_err(unknown)?;
        let key = if by == By::Month { month(&key) } else { key };
        total.entry(indicator).or_default().add(value, count);
        groups.entry(key).or_default().entry(indicator).or_default().add(value, count);
    }
    let jurisdiction = tx.jurisdiction()?;
    let scheme = in_force(&jurisdiction.appraisal, of.to);
    let group = |key: Option<String>, counted: &Counted| {
        let figure = |it: Indicator| (it, counted.get(&it).cloned().unwrap_or_default().figure(it));
        let figures: Vec<_> = Indicator::iter().map(figure).collect();
        let value = |it: Indicator| figures.iter().find(|(indicator, _)| *indicator == it)?.1.value;
        let score = scheme.map(|scheme| scheme.score(value));
        Group { key, figures, score }
    };
    Ok(Report {
        total: group(None, &total),
        groups: groups.iter().map(|(key, counted)| group(Some(key.clone()), counted)).collect(),
        as_of: as_of(tx)?,
    })
}

/// How far the log was followed.
pub fn as_of(tx: &mut Tx<'_>) -> Outcome<AsOf> {
    let position = log_cursor::position(tx.conn, CURSOR)?;
    Ok(AsOf { position, at: instant_at(tx.conn, position)? })
}

/// `202606` as people write it.
fn month(key: &str) -> String {
    key.split_at_checked(4).map_or_else(String::new, |(year, month)| format!("{year}-{month}"))
}
