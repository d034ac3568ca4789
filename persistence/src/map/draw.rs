//! Random draws.

use kaiye_domain::draw::Draw;

use super::{aggregate, document};
use crate::{error::StoreResult, row::InspectionDrawRow};

/// A draw's row.
pub fn draw_row(draw: &Draw) -> StoreResult<InspectionDrawRow> {
    Ok(InspectionDrawRow {
        id: draw.id.into(),
        department: draw.department.clone(),
        drawn_at: draw.at.into(),
        doc: document(draw)?,
    })
}

/// A draw from its row.
pub fn draw_from(row: InspectionDrawRow) -> StoreResult<Draw> {
    aggregate(row.doc)
}
