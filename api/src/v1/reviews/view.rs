//! A joint review as it is shown.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    actor::{Actor, Permission},
    review::{ReviewState, ReviewTask},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    operations::{dossier::Dossier, review::Kept},
    v1::review_tasks::ReviewTaskView,
};

/// A joint review of one application.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Review)]
pub struct ReviewView {
    /// Its id.
    pub id: Uuid,
    /// The application.
    pub application_id: Uuid,
    /// The day it meets.
    pub review_on: NaiveDate,
    /// `open` or `closed`.
    #[schema(example = "open")]
    pub status: &'static str,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// Codes of the items that were brought before it.
    pub items: Vec<String>,
    /// One task a department.
    pub tasks: Vec<ReviewTaskView>,
    /// What this caller may do with it now, by operation.
    pub allowed_actions: Vec<&'static str>,
}

impl ReviewView {
    /// A review with its tasks, as this caller sees it.
    pub fn new(kept: &Kept, tasks: &[ReviewTask], dossier: &Dossier, actor: &Actor) -> Self {
        let review = &kept.review;
        let (status, closed_at) = match review.state {
            ReviewState::Open => ("open", None),
            ReviewState::Closed { at, .. } => ("closed", Some(at)),
        };
        let codes = dossier.application.items.iter().map(|item| (item.id.0, item.item_code.clone())).collect();
        let may_close = actor.may(Permission::LeadReview) && review.require_closable(tasks).is_ok();
        let (id, application) = (review.id.0, dossier.application.id.0);
        Self {
            id,
            application_id: application,
            review_on: review.review_on,
            status,
            opened_at: review.opened_at,
            closed_at,
            items: dossier
                .application
                .items
                .iter()
                .filter(|item| review.items.contains(&item.id))
                .map(|item| item.item_code.clone())
                .collect(),
            tasks: tasks
                .iter()
                .map(|task| {
                    let may_act = review.is_open() && task.assignee == actor.id;
                    ReviewTaskView::new(task, (id, application, review.review_on), &codes, may_act, actor)
                })
                .collect(),
            allowed_actions: if may_close { vec!["close_joint_review"] } else { Vec::new() },
        }
    }
}
