//! One application.

use kaiye_domain::{actor::need, id::ApplicationId};

use super::view::ApplicationView;
use crate::{
    http::{Answered, Caller, PathId, Shown},
    operations::dossier::Dossier,
    state::State,
};

/// Read an application
///
/// With its items, their states and commitments, and what this caller may do now. Personal numbers are masked for
/// everybody but the owner and the window.
#[utoipa::path(get, path = "/applications/{id}")]
pub async fn get_application(
    caller: Caller<need::ReadApplication>,
    state: State,
    id: PathId<ApplicationId>,
) -> Answered<Shown<ApplicationView>> {
    state
        .read(&caller, move |tx| {
            let jurisdiction = tx.jurisdiction()?;
            let dossier = Dossier::read(tx, id.0)?;
            let view = ApplicationView::new(&dossier, &jurisdiction, tx.actor, tx.now);
            Ok(Shown::versioned(view, dossier.application.version))
        })
        .await
}
