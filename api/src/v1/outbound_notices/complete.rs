//! It was sent.

use chrono::NaiveDate;
use kaiye_domain::{
    actor::need,
    id::OutboundNoticeId,
    outbound::{Dispatch, DispatchWay},
};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::OutboundNoticeView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Problem, Shown},
    openapi::words,
    operations::outbound::{complete, open},
    state::State,
};

/// How it was sent.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Dispatch)]
pub struct DispatchBody {
    /// By which way.
    #[schema(schema_with = words::<DispatchWay>)]
    way: DispatchWay,
    /// On which day; today when absent.
    sent_on: Option<NaiveDate>,
    /// What it can be traced by: the number of a registered letter.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "XA12345678901")]
    tracking_number: Option<String>,
}

/// Complete an outbound notice
///
/// It was sent, once: by which way, on which day, and what it can be traced by. The duty is done with it (S21).
#[utoipa::path(post, path = "/outbound-notices/{id}/complete")]
pub async fn complete_outbound_notice(
    caller: Caller<need::SendOutboundNotice>,
    state: State,
    id: PathId<OutboundNoticeId>,
    key: IdempotencyKey,
    body: Body<DispatchBody>,
) -> Answered<Shown<OutboundNoticeView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(open(tx, id.0)?),
            move |tx, (mut dossier, kept)| {
                let DispatchBody { way, sent_on, tracking_number } = body.value.clone();
                let dispatch = Dispatch { way, sent_on: sent_on.unwrap_or(tx.today()), tracking_number };
                let kept = complete(tx, &mut dossier, kept, dispatch)?;
                let view = OutboundNoticeView::all(tx, vec![kept])?.pop();
                view.map(Shown::new).ok_or_else(Problem::not_found)
            },
        )
        .await
}
