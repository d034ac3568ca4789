//! Visits.

use kaiye_domain::visit::Visit;

use super::{text, word};
use crate::{backend::Key, error::StoreResult, row::VisitRow};

/// A visit's row.
pub fn visit_row(visit: &Visit, division: &str) -> VisitRow {
    VisitRow {
        id: visit.id.into(),
        application_id: visit.application.into(),
        division: division.to_owned(),
        department: visit.department.clone(),
        purpose: text(visit.purpose),
        visited_at: visit.at.into(),
        recorded_at: visit.recorded_at.into(),
        recorded_by: Key(visit.recorded_by),
    }
}

/// A visit from its row.
pub fn visit_from(row: VisitRow) -> StoreResult<Visit> {
    Ok(Visit {
        id: row.id.into(),
        application: row.application_id.into(),
        department: row.department,
        purpose: word(&row.purpose)?,
        at: row.visited_at.into(),
        recorded_at: row.recorded_at.into(),
        recorded_by: row.recorded_by.0,
    })
}
