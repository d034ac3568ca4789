//! Rectification orders and enforcement cases.

use kaiye_domain::{enforcement::EnforcementCase, rectification::RectificationOrder};

use super::{aggregate, document, text};
use crate::{
    error::StoreResult,
    row::{EnforcementCaseRow, RectificationOrderRow},
};

/// An order's row.
pub fn rectification_row(order: &RectificationOrder, version: i32) -> StoreResult<RectificationOrderRow> {
    Ok(RectificationOrderRow {
        id: order.id.into(),
        application_id: order.application.into(),
        certificate_id: order.certificate.into(),
        task_id: order.task.into(),
        owner_id: order.owner.into(),
        division: order.division.clone(),
        department: order.department.clone(),
        item_code: order.item_code.clone(),
        status: text(order.status()),
        due_on: order.due_on,
        awaits: order.awaits().map(text),
        doc: document(order)?,
        version,
    })
}

/// An order from its row.
pub fn rectification_from(row: RectificationOrderRow) -> StoreResult<RectificationOrder> {
    aggregate(row.doc)
}

/// A case's row. The review body is named once there is an objection: before, the case is none of its business.
pub fn case_row(case: &EnforcementCase, version: i32) -> StoreResult<EnforcementCaseRow> {
    let awaits = case.awaits();
    Ok(EnforcementCaseRow {
        id: case.id.into(),
        application_id: case.application.into(),
        certificate_id: case.certificate.into(),
        owner_id: case.owner.into(),
        division: case.division.clone(),
        department: case.department.clone(),
        grantor: case.grantor.clone(),
        review_body: case.review_body_at_work().map(str::to_owned),
        item_code: case.item_code.clone(),
        cause: text(case.cause),
        status: text(case.status()),
        awaits: awaits.map(|(kind, _)| text(kind)),
        awaits_department: awaits.map(|(_, department)| department.to_owned()),
        doc: document(case)?,
        version,
    })
}

/// A case from its row.
pub fn case_from(row: EnforcementCaseRow) -> StoreResult<EnforcementCase> {
    aggregate(row.doc)
}
