//! Files a proof.

use kaiye_domain::{
    actor::need,
    id::{CertificateId, MaterialId},
};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::readiness::{Filing, open, submit},
    state::State,
    v1::certificates::view::CertificateView,
};

/// A proof to file.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReadiness {
    /// Numbers of the clauses it proves.
    #[validate(length(max = 50))]
    #[schema(max_items = 50, example = json!(["3"]))]
    pub clauses: Vec<String>,
    /// What it rests on: materials filed with the application.
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    pub material_ids: Vec<Uuid>,
    /// What the business says of it.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "消防设施已按标准配置并检测合格")]
    pub statement: String,
}

/// File a readiness proof
///
/// The business proves that what it promised by a day is met (S10). It waits for the department that grants or that
/// supervises; until it is confirmed, the business may not open.
#[utoipa::path(post, path = "/certificates/{id}/readiness")]
pub async fn submit_readiness(
    caller: Caller<need::FileReadiness>,
    state: State,
    id: PathId<CertificateId>,
    key: IdempotencyKey,
    body: Body<NewReadiness>,
) -> Answered<Shown<CertificateView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(open(tx, id.0)?),
            move |tx, opened| {
                let filing = Filing {
                    clauses: body.value.clauses.clone(),
                    materials: body.value.material_ids.iter().copied().map(MaterialId).collect(),
                    statement: body.value.statement.clone(),
                };
                let kept = submit(tx, opened, &filing)?;
                Ok(Shown::new(CertificateView::new(&kept, tx.actor)))
            },
        )
        .await
}
