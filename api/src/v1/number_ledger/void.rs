//! A form that is spoilt or lost.

use kaiye_domain::{
    actor::need,
    id::{DelegationId, NumberId},
};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::NumberView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathIds, Shown},
    operations::delegation::{self, Spoil},
    state::State,
};

/// What happened to the form.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Voiding {
    /// Spoilt or lost.
    pub status: VoidedAs,
    /// How that came about.
    #[validate(length(min = 1, max = 500))]
    #[schema(min_length = 1, max_length = 500, example = "打印错位")]
    pub reason: String,
}

/// Spoilt or lost.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VoidedAs {
    /// Spoilt.
    Void,
    /// Lost.
    Lost,
}

/// Void a number
///
/// Records that a form in stock is spoilt or lost, and how (S8). By the entrusted window or the entruster. The number
/// stays in the ledger and is never issued.
#[utoipa::path(post, path = "/delegations/{delegation_id}/numbers/{number_id}/void")]
pub async fn void_number(
    caller: Caller<need::KeepLedger>,
    state: State,
    ids: PathIds<DelegationId, NumberId>,
    key: IdempotencyKey,
    body: Body<Voiding>,
) -> Answered<Shown<NumberView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(delegation::find(tx, ids.0)?),
            move |tx, kept| {
                let what = match body.value.status {
                    VoidedAs::Void => Spoil::Void,
                    VoidedAs::Lost => Spoil::Lost,
                };
                Ok(Shown::new(delegation::spoil(tx, &kept, ids.1, what, body.value.reason.clone())?.into()))
            },
        )
        .await
}
