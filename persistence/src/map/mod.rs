//! Rows to aggregates and back. What is queried has a column; the aggregate itself is carried whole in the row's
//! document, so the two can be read apart but are always written together.

mod announcement;
mod application;
mod appraisal;
mod bar;
mod certificate;
mod commitment;
mod credit;
mod deadline;
mod decision;
mod deferred;
mod delegation;
mod designation;
mod draw;
mod enforcement;
mod escalation;
mod exclusion;
mod intake;
mod liability;
mod material;
mod message;
mod official_document;
mod one_time_notice;
mod outbound;
mod public_report;
mod publication;
mod readiness;
mod review;
mod served_notice;
mod subscription;
mod supervision_notice;
mod verification;
mod visit;

pub use announcement::{announcement_from, announcement_row};
pub use application::{application_from, application_row, item_from, item_row};
pub use appraisal::appraisal_fact_row;
pub use bar::bar_row;
pub use certificate::{certificate_from, certificate_row};
pub use commitment::{commitment_from, commitment_row};
pub use credit::{
    credit_from, credit_receipt_from, credit_receipt_row, credit_repair_from, credit_repair_row, credit_row,
};
pub use deadline::{TrackedDeadline, deadline_from, deadline_row};
pub use decision::{decision_from, decision_row};
pub use deferred::{deferred_from, deferred_row};
pub use delegation::{
    delegation_from, delegation_item_rows, delegation_row, number_from, number_rows, range_from, range_row,
};
pub use designation::{designation_from, designation_row};
pub use draw::{draw_from, draw_row};
pub use enforcement::{case_from, case_row, rectification_from, rectification_row};
pub use escalation::{escalation_from, escalation_row};
pub use exclusion::exclusion_row;
pub use intake::{MessageKeys, batch_from, batch_row, entry_from, entry_row, intake_from, intake_row, next_row_of};
pub use liability::{liability_from, liability_row};
pub use material::{material_from, material_row};
pub use message::{message_from, message_row};
pub use official_document::{official_document_from, official_document_row};
pub use one_time_notice::{ServedOneTimeNotice, one_time_notice_from, one_time_notice_row};
pub use outbound::{outbound_from, outbound_row};
pub use public_report::{public_report_from, public_report_row};
pub use publication::{publication_from, publication_row};
pub use readiness::{readiness_from, readiness_row};
pub use review::{review_from, review_row, task_from, task_row};
use serde::{Serialize, de::DeserializeOwned};
pub use served_notice::{notice_from, notice_row};
pub use subscription::{delivery_from, delivery_row, secret_term_from, subscription_from, subscription_row};
pub use supervision_notice::{supervision_notice_from, supervision_notice_row};
pub use verification::{priority_from, verification_from, verification_row, with_priority};
pub use visit::{visit_from, visit_row};

use crate::{
    backend::Json,
    error::{StoreError, StoreErrorKind, StoreResult},
};

/// An aggregate as its row's document.
pub(crate) fn document<T: Serialize>(aggregate: &T) -> StoreResult<Json<serde_json::Value>> {
    serde_json::to_value(aggregate)
        .map(Json)
        .map_err(|error| StoreError::new(StoreErrorKind::Internal, format!("a document cannot be written: {error}")))
}

/// An aggregate from its row's document.
pub(crate) fn aggregate<T: DeserializeOwned>(document: Json<serde_json::Value>) -> StoreResult<T> {
    serde_json::from_value(document.0)
        .map_err(|error| StoreError::corrupt(format!("a document cannot be read: {error}")))
}

/// A word of a column as the enum it names.
pub fn word<T: std::str::FromStr>(text: &str) -> StoreResult<T> {
    text.parse().map_err(|_| StoreError::corrupt(format!("no such word: {text}")))
}

/// An enum as the word its column holds.
pub(crate) fn text(word: impl Into<&'static str>) -> String {
    let word: &'static str = word.into();
    word.to_owned()
}
