//! Numbers given back to the entruster.

use kaiye_domain::{actor::need, id::DelegationId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Problem, Shown},
    operations::delegation,
    state::State,
};

/// Which numbers are given back: those of the range between the serials that are in stock.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GivingBack {
    /// The range.
    pub range_id: Uuid,
    /// From this serial; the range's first when absent.
    pub from_serial: Option<u64>,
    /// To this serial; the range's last when absent.
    pub to_serial: Option<u64>,
}

/// What was given back.
#[derive(Debug, Serialize, ToSchema)]
pub struct GivenBack {
    /// The range.
    pub range_id: Uuid,
    /// How many numbers.
    pub returned: u64,
}

/// Give numbers back
///
/// Those of a range that are in stock go back to the entruster (S8). By the entrusted window or the entruster. They stay
/// in the ledger and are never issued.
#[utoipa::path(post, path = "/delegations/{delegation_id}/numbers/return")]
pub async fn return_numbers(
    caller: Caller<need::KeepLedger>,
    state: State,
    id: PathId<DelegationId>,
    key: IdempotencyKey,
    body: Body<GivingBack>,
) -> Answered<Shown<GivenBack>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(delegation::find(tx, id.0)?),
            move |tx, kept| {
                let asked = &body.value;
                let range = kept.ranges.iter().find(|range| range.id.0 == asked.range_id);
                let range = range.ok_or_else(Problem::not_found)?;
                let serials =
                    (asked.from_serial.unwrap_or(range.first_serial), asked.to_serial.unwrap_or(range.last_serial));
                let returned = delegation::give_back(tx, &kept, range, serials)?;
                let returned = u64::try_from(returned).unwrap_or_default();
                Ok(Shown::new(GivenBack { range_id: asked.range_id, returned }))
            },
        )
        .await
}
