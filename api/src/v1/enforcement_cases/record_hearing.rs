//! The hearing was held.

use chrono::NaiveDate;
use kaiye_domain::{actor::need, id::EnforcementCaseId};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::{CaseView, shown};
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::{
        Tx,
        enforcement::{Heard, Opened, open, record_hearing as record},
    },
    state::State,
};

/// A hearing as held.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HeldHearing {
    /// The day on which the holder was told of its day and place: seven days before at least.
    pub notified_on: NaiveDate,
    /// The day.
    pub held_on: NaiveDate,
    /// What the holder said and what follows (听证报告); no personal numbers.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000, example = "当事人陈述已购置设备；听证主持人建议维持拟作出的决定")]
    pub report: String,
}

/// Record a hearing
///
/// When it was held, on what notice, and what came of it (行政处罚法 §64). By the supervising department, after the holder
/// asked for it.
#[utoipa::path(post, path = "/enforcement-cases/{id}/hearing/record")]
pub async fn record_hearing(
    caller: Caller<need::Enforce>,
    state: State,
    id: PathId<EnforcementCaseId>,
    key: IdempotencyKey,
    body: Body<HeldHearing>,
) -> Answered<Shown<CaseView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, opened: Opened| {
        let HeldHearing { notified_on, held_on, report } = body.value.clone();
        let kept = record(tx, opened, &Heard { notified_on, held_on, report })?;
        Ok(shown(kept, tx))
    };
    state.write(&caller, claim, move |tx| Ok(open(tx, id.0)?), act).await
}
