//! Designations.

use kaiye_domain::designation::Designation;

use super::{text, word};
use crate::{error::StoreResult, row::DesignationRow};

/// A designation's row.
pub fn designation_row(designation: &Designation) -> DesignationRow {
    DesignationRow {
        id: designation.id.into(),
        department: designation.department.clone(),
        function: text(designation.function),
        account_id: designation.account.into(),
        deputy_id: designation.deputy.map(Into::into),
        valid_from: designation.valid_from,
        valid_to: designation.valid_to,
        created_by: designation.created_by.into(),
        created_at: designation.created_at.into(),
    }
}

/// A designation from its row.
pub fn designation_from(row: DesignationRow) -> StoreResult<Designation> {
    Ok(Designation {
        id: row.id.into(),
        department: row.department,
        function: word(&row.function)?,
        account: row.account_id.into(),
        deputy: row.deputy_id.map(Into::into),
        valid_from: row.valid_from,
        valid_to: row.valid_to,
        created_by: row.created_by.into(),
        created_at: row.created_at.into(),
    })
}
