//! Takes a commitment back.

use kaiye_domain::{
    actor::need,
    id::{ApplicationId, CommitmentId},
};

use crate::{
    http::{Answered, Caller, IdempotencyKey, PathIds, Shown},
    operations::{commitments::withdraw, dossier::Dossier},
    state::State,
    v1::applications::view::ApplicationView,
};

/// Withdraw a commitment
///
/// Before the decision: its item goes the ordinary route from here (S4). It leaves a joint review, and the ordinary
/// route's clock begins today for an item that was accepted already.
#[utoipa::path(post, path = "/applications/{id}/commitments/{commitment_id}/withdraw")]
pub async fn withdraw_commitment(
    caller: Caller<need::FileApplication>,
    state: State,
    ids: PathIds<ApplicationId, CommitmentId>,
    key: IdempotencyKey,
) -> Answered<Shown<ApplicationView>> {
    let claim = key.over(&());
    let PathIds(application, commitment) = ids;
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(Dossier::open(tx, application)?),
            move |tx, mut dossier| {
                withdraw(tx, &mut dossier, commitment)?;
                let jurisdiction = tx.jurisdiction()?;
                let view = ApplicationView::new(&dossier, &jurisdiction, tx.actor, tx.now);
                Ok(Shown::versioned(view, dossier.application.version))
            },
        )
        .await
}
