//! The figures.

use kaiye_domain::{actor::need, appraisal::By};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::{limits::Limits, view::AppraisalView};
use crate::{
    http::{Answered, Caller, QueryOf, Shown},
    openapi::words,
    operations::{Tx, appraisal::report},
    state::State,
};

/// By what figures are told apart.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams, Validate)]
pub struct Grouped {
    /// By what the groups are told apart.
    #[serde(default)]
    #[param(schema_with = words::<By>, required = false)]
    pub(super) by: By,
}

/// Appraise the departments
///
/// Every indicator's figure (S26) of a period, of all together and of each department, item, division or month, scored by
/// the scheme in force on its last day. Each figure leads to the cases that it counts; `list_indicators` says what is
/// counted. The figures follow the log of events: `as_of` says how far they have come. For a department its own.
#[utoipa::path(get, path = "/appraisal")]
pub async fn get_appraisal(
    caller: Caller<need::ReadAppraisal>,
    state: State,
    limits: QueryOf<Limits>,
    grouped: QueryOf<Grouped>,
) -> Answered<Shown<AppraisalView>> {
    let (limits, by) = (limits.0, grouped.0.by);
    state
        .read(&caller, move |tx: &mut Tx<'_>| {
            let of = limits.asked(tx)?;
            let (report, jurisdiction) = (report(tx, &of, by)?, tx.jurisdiction()?);
            Ok(Shown::new(AppraisalView::new(report, &of, by, &jurisdiction)))
        })
        .await
}
