//! Bars on the commitment route.

use kaiye_domain::bar::Bar;

use super::{document, text};
use crate::{error::StoreResult, row::BarRow};

/// A bar's row; `subject_key` is the keyed hash that the barred is found by.
pub fn bar_row(bar: &Bar, subject_key: String) -> StoreResult<BarRow> {
    Ok(BarRow {
        id: bar.id.into(),
        subject_key,
        cause: text(bar.cause),
        from_on: bar.from_on,
        to_on: bar.to_on,
        lifted_at: bar.lifted_at.map(Into::into),
        doc: document(bar)?,
        record_id: bar.record.map(Into::into),
    })
}
