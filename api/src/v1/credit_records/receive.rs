//! A credit platform's receipt.

use chrono::{DateTime, Utc};
use kaiye_domain::{actor::need, credit::PlatformWord, id::CreditRecordId};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::CreditReceiptView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    openapi::words,
    operations::credit::{Received, receive},
    state::State,
};

/// What the platform says of a record that it was given.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCreditReceipt {
    /// The `record_version` that it was given.
    #[validate(range(min = 1))]
    #[schema(minimum = 1, example = 1)]
    record_version: i32,
    /// Accepted or rejected.
    #[schema(schema_with = words::<PlatformWord>)]
    outcome: PlatformWord,
    /// The platform's own number.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "XYXJ-2025-000123")]
    reference: String,
    /// Why it was rejected.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    reason: Option<String>,
    /// When the platform received it, by its own account.
    received_at: DateTime<Utc>,
}

/// Record a credit platform's receipt
///
/// Which version of the record the platform has, or why it does not take it; it stays with the record.
#[utoipa::path(post, path = "/credit-records/{id}/receipts")]
pub async fn record_credit_receipt(
    caller: Caller<need::ExportCredit>,
    state: State,
    id: PathId<CreditRecordId>,
    key: IdempotencyKey,
    body: Body<NewCreditReceipt>,
) -> Answered<Shown<CreditReceiptView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            |_| Ok(()),
            move |tx, ()| {
                let NewCreditReceipt { record_version, outcome, reference, reason, received_at } = body.value.clone();
                let received = Received { record_version, word: outcome, reference, reason, received_at };
                Ok(Shown::new((&receive(tx, id.0, &received)?).into()))
            },
        )
        .await
}
