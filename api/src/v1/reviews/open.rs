//! Opens a joint review.

use chrono::NaiveDate;
use kaiye_domain::{actor::need, id::ApplicationId};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::ReviewView;
use crate::{
    http::{Answered, Body, Caller, Created, IdempotencyKey, PathId},
    operations::{Tx, dossier::Dossier, review},
    state::State,
};

/// A review to open.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReview {
    /// The day it meets; not in the past.
    review_on: NaiveDate,
}

/// Open a joint review
///
/// The centre brings every accepted item that needs one before a joint review and sets the day. Each department gets one
/// task, which goes to its person designated for that day; a county's matter goes to the county's liaison (S7). Refused
/// as a whole, with each department named, where nobody is designated.
#[utoipa::path(post, path = "/applications/{id}/reviews")]
pub async fn open_joint_review(
    caller: Caller<need::LeadReview>,
    state: State,
    id: PathId<ApplicationId>,
    key: IdempotencyKey,
    body: Body<NewReview>,
) -> Answered<Created<ReviewView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, mut dossier: Dossier| {
        let (kept, tasks) = review::open(tx, &mut dossier, body.value.review_on)?;
        dossier.save(tx)?;
        let view = ReviewView::new(&kept, &tasks, &dossier, tx.actor);
        let location = format!("/api/v1/review-tasks?review={}", view.id);
        Ok(Created::at(location, view).versioned(kept.version))
    };
    state.write(&caller, claim, move |tx| Ok(Dossier::open(tx, id.0)?), act).await
}
