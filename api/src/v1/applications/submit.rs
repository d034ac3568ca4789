//! Files an application, or files it again after a correction.

use kaiye_domain::{actor::need, id::ApplicationId};

use super::view::ApplicationView;
use crate::{
    http::{Answered, Caller, IdempotencyKey, PathId, Shown},
    operations::{applications::submit, dossier::Dossier},
    state::State,
};

/// Submit an application
///
/// Files every item that is a draft or was returned for correction. What is missing or in the way is named at once, by
/// the very checks of `check_application`. The window then has 5 working days to ask for a correction, else the
/// application is deemed accepted (行政许可法 §32).
#[utoipa::path(post, path = "/applications/{id}/submit")]
pub async fn submit_application(
    caller: Caller<need::FileApplication>,
    state: State,
    id: PathId<ApplicationId>,
    key: IdempotencyKey,
) -> Answered<Shown<ApplicationView>> {
    let claim = key.over(&());
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(Dossier::open(tx, id.0)?),
            move |tx, mut dossier| {
                submit(tx, &mut dossier)?;
                let jurisdiction = tx.jurisdiction()?;
                let view = ApplicationView::new(&dossier, &jurisdiction, tx.actor, tx.now);
                Ok(Shown::versioned(view, dossier.application.version))
            },
        )
        .await
}
