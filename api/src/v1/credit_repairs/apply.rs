//! Asks for repair.

use kaiye_domain::{
    actor::need,
    credit::RepairRequest,
    id::{CreditRecordId, MaterialId},
};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::credit::{apply, open},
    state::State,
    v1::credit_records::view::CreditRecordView,
};

/// What repair is asked for with.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCreditRepair {
    /// What was mended and how, and the promise that it will stay so.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "已按要求整改并缴清罚款，承诺今后守法经营")]
    statement: String,
    /// The proof: materials filed with the application.
    #[validate(length(min = 1, max = 50))]
    #[schema(min_items = 1, max_items = 50)]
    material_ids: Vec<Uuid>,
}

/// Apply for credit repair
///
/// By the business, once the least time of the record's class has been served (`repairable_from`) and what was broken is
/// mended: in its own words and with proof. One at a time; it waits for the head of the department that recorded the
/// breach (S19).
#[utoipa::path(post, path = "/credit-records/{id}/repairs")]
pub async fn apply_credit_repair(
    caller: Caller<need::ApplyCreditRepair>,
    state: State,
    id: PathId<CreditRecordId>,
    key: IdempotencyKey,
    body: Body<NewCreditRepair>,
) -> Answered<Shown<CreditRecordView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(open(tx, id.0)?),
            move |tx, opened| {
                let materials = body.value.material_ids.iter().copied().map(MaterialId).collect();
                let kept = apply(tx, opened, RepairRequest { statement: body.value.statement.clone(), materials })?;
                Ok(Shown::new(CreditRecordView::read(tx, &kept)?))
            },
        )
        .await
}
