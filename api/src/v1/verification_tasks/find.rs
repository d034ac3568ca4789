//! Records what was found of a clause.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    actor::need,
    id::{EvidenceId, VerificationTaskId},
    verification::FindingResult,
};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::view::VerificationTaskView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    openapi::words,
    operations::{
        Tx,
        verification::{Seen, open, record_finding as record},
    },
    state::State,
};

/// What was found.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFinding {
    /// Number of the clause; of a missing material, its code.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "1")]
    clause: String,
    /// As promised, not so, untrue when it was promised, or without bearing on this business.
    #[schema(schema_with = words::<FindingResult>)]
    result: FindingResult,
    /// Where it was seen; needed for a check on site.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "五彩湾镇平安路1号")]
    place: Option<String>,
    /// When it was seen; now when empty.
    seen_at: Option<DateTime<Utc>>,
    /// In the officer's words.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "安全出口畅通，标识完好")]
    note: String,
    /// The files that show it; needed for what goes against the business.
    #[validate(length(max = 100))]
    #[serde(default)]
    #[schema(max_items = 100)]
    evidence_ids: Vec<Uuid>,
}

/// Record a finding
///
/// What an officer on the task found of one clause: where, when, and what shows it. Until the task is concluded it may be
/// found anew; the last finding of a clause counts, the earlier ones stay readable.
#[utoipa::path(post, path = "/verification-tasks/{id}/findings")]
pub async fn record_finding(
    caller: Caller<need::WorkVerification>,
    state: State,
    id: PathId<VerificationTaskId>,
    key: IdempotencyKey,
    body: Body<NewFinding>,
) -> Answered<Shown<VerificationTaskView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, (mut dossier, mut opened): (_, _)| {
        let NewFinding { clause, result, place, seen_at, note, evidence_ids } = body.value.clone();
        let evidence = evidence_ids.into_iter().map(EvidenceId).collect();
        let seen = Seen { place, at: seen_at, note, evidence };
        record(tx, &mut dossier, &mut opened, &clause, result, &seen)?;
        dossier.save(tx)?;
        Ok(Shown::new(VerificationTaskView::new(&opened.kept(&dossier)?, tx.actor)))
    };
    state.write(&caller, claim, move |tx: &mut Tx<'_>| Ok(open(tx, id.0)?), act).await
}
