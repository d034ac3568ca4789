//! Records that a business was open before it might.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    actor::need,
    id::{EvidenceId, VerificationTaskId},
};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::view::VerificationTaskView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::{
        Tx,
        verification::{Seen, open, record_early_opening as record},
    },
    state::State,
};

/// What was seen.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEarlyOpening {
    /// Where it was seen.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "五彩湾镇平安路1号")]
    place: String,
    /// When it was seen; now when empty.
    seen_at: Option<DateTime<Utc>>,
    /// In the officer's words.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "店内有顾客住宿，正在营业")]
    note: String,
    /// The files that show it.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_items = 1, max_items = 100)]
    evidence_ids: Vec<Uuid>,
}

/// Record an early opening
///
/// The business was open while its certificate was issued and dormant (领证、暂不得营业): before it had proved what it
/// promised by a day (S10). A finding of its own, once a task, whatever becomes of the clauses; the business answers for it
/// (S20).
#[utoipa::path(post, path = "/verification-tasks/{id}/early-opening")]
pub async fn record_early_opening(
    caller: Caller<need::WorkVerification>,
    state: State,
    id: PathId<VerificationTaskId>,
    key: IdempotencyKey,
    body: Body<NewEarlyOpening>,
) -> Answered<Shown<VerificationTaskView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, (mut dossier, mut opened): (_, _)| {
        let NewEarlyOpening { place, seen_at, note, evidence_ids } = body.value.clone();
        let evidence = evidence_ids.into_iter().map(EvidenceId).collect();
        let seen = Seen { place: Some(place), at: seen_at, note, evidence };
        record(tx, &mut dossier, &mut opened, &seen)?;
        dossier.save(tx)?;
        Ok(Shown::new(VerificationTaskView::new(&opened.kept(&dossier)?, tx.actor)))
    };
    state.write(&caller, claim, move |tx: &mut Tx<'_>| Ok(open(tx, id.0)?), act).await
}
