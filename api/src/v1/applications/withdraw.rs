//! Takes an application back, or some of its items.

use kaiye_domain::{actor::need, id::ApplicationId};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::ApplicationView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::{applications::withdraw, dossier::Dossier},
    state::State,
};

/// What is taken back.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// Codes of the items; all that are open when empty.
    #[serde(default)]
    #[validate(length(max = 30))]
    #[schema(max_items = 30, example = json!(["shop_hygiene_permit"]))]
    items: Vec<String>,
}

/// Withdraw an application
///
/// The whole application or some of its items, as long as they are not decided. Their clocks stop, nothing is owed for
/// them any more, and a notice confirms it.
#[utoipa::path(post, path = "/applications/{id}/withdraw")]
pub async fn withdraw_application(
    caller: Caller<need::FileApplication>,
    state: State,
    id: PathId<ApplicationId>,
    key: IdempotencyKey,
    body: Body<Withdrawal>,
) -> Answered<Shown<ApplicationView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(Dossier::open(tx, id.0)?),
            move |tx, mut dossier| {
                withdraw(tx, &mut dossier, &body.value.items)?;
                let jurisdiction = tx.jurisdiction()?;
                let view = ApplicationView::new(&dossier, &jurisdiction, tx.actor, tx.now);
                Ok(Shown::versioned(view, dossier.application.version))
            },
        )
        .await
}
