//! Serves a one-time notice.

use kaiye_domain::{actor::need, notice::NoticeRequest};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::NoticeView;
use crate::{
    http::{Answered, Body, Caller, Created, IdempotencyKey},
    operations::notices::serve,
    state::State,
};

/// What is to be opened, where and how.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNotice {
    /// Code of a bundle, with its questions answered; else name the items.
    #[schema(example = "small_restaurant")]
    bundle: Option<String>,
    /// Codes of the items, when no bundle is asked for.
    #[serde(default)]
    #[validate(length(max = 30))]
    #[schema(max_items = 30)]
    items: Vec<String>,
    /// GB/T 2260 code of the county of the premises, when no bundle asks for it.
    county: Option<String>,
    /// Answers to the questions, as `get_bundle` asks them.
    #[serde(default)]
    #[schema(value_type = Object, example = json!({"county": "652327", "area_m2": 45}))]
    answers: serde_json::Map<String, serde_json::Value>,
    /// Whether there is a licence already: permits only.
    #[serde(default)]
    existing_licence: bool,
}

/// Ask what will be needed
///
/// Everything at once: items, conditions, materials (each once), commitment letters, fees and time limits (S2). Kept as
/// served; an application may follow it. Nothing is said about any person here: who is barred from the commitment
/// route (S19) learns it from `check_application`.
#[utoipa::path(post, path = "/notices")]
pub async fn create_notice(
    caller: Caller<need::ServeNotice>,
    state: State,
    key: IdempotencyKey,
    body: Body<NewNotice>,
) -> Answered<Created<NoticeView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            |_| Ok(()),
            move |tx, ()| {
                let NewNotice { bundle, items, county, answers, existing_licence } = body.value.clone();
                let (id, notice) = serve(tx, &NoticeRequest { bundle, items, county, answers, existing_licence })?;
                Ok(Created::at(format!("/api/v1/notices/{id}"), NoticeView::new(id, tx.now, &notice)))
            },
        )
        .await
}
