//! Closes a joint review.

use kaiye_domain::{
    actor::need,
    id::{ApplicationId, ReviewId},
    served_notice::ServiceChannel,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::ReviewView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathIds, Shown},
    openapi::words,
    operations::{Tx, dossier::Dossier, review},
    state::State,
    v1::{
        acceptance::accept::served_by,
        applications::{served_notices::ServedNoticeView, view::ApplicationView},
    },
};

/// How it is closed.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// How refusals are served; by the channel the application came by when empty.
    #[schema(schema_with = words::<ServiceChannel>)]
    channel: Option<ServiceChannel>,
}

/// A review that was closed, and what came of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClosedReview {
    /// The review.
    pub review: ReviewView,
    /// The application as it stands now.
    pub application: ApplicationView,
    /// The refusals that were served.
    pub notices: Vec<ServedNoticeView>,
}

/// Close a joint review
///
/// Once every department has spoken: what all agree to is cleared for the window, which issues it; an item that its
/// department disagrees to is refused, alone, in a served decision with the department's reason (S7, S9).
#[utoipa::path(post, path = "/applications/{id}/reviews/{review}/close")]
pub async fn close_joint_review(
    caller: Caller<need::LeadReview>,
    state: State,
    ids: PathIds<ApplicationId, ReviewId>,
    key: IdempotencyKey,
    body: Body<Closing>,
) -> Answered<Shown<ClosedReview>> {
    let claim = key.over(&body);
    let PathIds(application, id) = ids;
    let load = move |tx: &mut Tx<'_>| {
        let dossier = Dossier::open(tx, application)?;
        let kept = review::find(tx, &dossier, id)?;
        Ok((dossier, kept))
    };
    let act = move |tx: &mut Tx<'_>, (mut dossier, kept): (Dossier, review::Kept)| {
        let channel = served_by(body.value.channel, &dossier);
        let (kept, tasks) = review::close(tx, &mut dossier, kept, channel)?;
        let notices = dossier.new_notices().iter().cloned().map(ServedNoticeView::from).collect();
        dossier.save(tx)?;
        let jurisdiction = tx.jurisdiction()?;
        let review = ReviewView::new(&kept, &tasks, &dossier, tx.actor);
        let application = ApplicationView::new(&dossier, &jurisdiction, tx.actor, tx.now);
        Ok(Shown::versioned(ClosedReview { review, application, notices }, kept.version))
    };
    state.write(&caller, claim, load, act).await
}
