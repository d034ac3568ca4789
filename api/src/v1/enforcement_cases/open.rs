//! Opens a case.

use kaiye_domain::{
    actor::need,
    enforcement::GrantorFault,
    id::{CertificateId, RectificationId, VerificationTaskId},
};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::{Validate, ValidationError};

use super::view::CaseView;
use crate::{
    http::{Answered, Body, Caller, Created, IdempotencyKey, PathId},
    openapi::maybe_words,
    operations::enforcement::{Ground, of_certificate, open_case},
    state::State,
};

/// What a case is opened on: one of the three.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = one_ground))]
pub struct NewCase {
    /// An order to rectify that failed.
    pub rectification_id: Option<Uuid>,
    /// A concluded check that found a false commitment, or a business that opened before it might.
    pub task_id: Option<Uuid>,
    /// How the grant itself was wrong (行政许可法 §69(1)).
    #[schema(schema_with = maybe_words::<GrantorFault>)]
    pub grantor_fault: Option<GrantorFault>,
    /// The facts.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000, example = "责令整改期限届满，仍未配齐消毒设施")]
    pub facts: String,
}

impl NewCase {
    fn ground(&self) -> Option<Ground> {
        match (self.rectification_id, self.task_id, self.grantor_fault) {
            (Some(order), None, None) => Some(Ground::Rectification(RectificationId(order))),
            (None, Some(task), None) => Some(Ground::Task(VerificationTaskId(task))),
            (None, None, Some(fault)) => Some(Ground::Grant(fault)),
            _ => None,
        }
    }
}

fn one_ground(it: &NewCase) -> Result<(), ValidationError> {
    if it.ground().is_some() { Ok(()) } else { Err(ValidationError::new("one_ground")) }
}

/// Open an enforcement case
///
/// Against a certificate in force, one at a time (S17). By the supervising department on an order to rectify that failed,
/// or on a check that found what cannot be mended; by the grantor on its own fault (行政许可法 §69(1)). What it rests on
/// decides what may follow.
#[utoipa::path(post, path = "/certificates/{id}/enforcement-cases")]
pub async fn open_enforcement_case(
    caller: Caller<need::Enforce>,
    state: State,
    id: PathId<CertificateId>,
    key: IdempotencyKey,
    body: Body<NewCase>,
) -> Answered<Created<CaseView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(of_certificate(tx, id.0)?),
            move |tx, subject| {
                let ground = body.value.ground().ok_or_else(crate::http::Problem::not_found)?;
                let kept = open_case(tx, subject, ground, &body.value.facts)?;
                let location = format!("/api/v1/enforcement-cases/{}", kept.case.id);
                Ok(Created::at(location, CaseView::new(kept.case, tx.actor, tx.now)))
            },
        )
        .await
}
