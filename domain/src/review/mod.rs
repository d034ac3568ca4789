//! Joint review (联合会审, S7): the centre opens it, one task a department, and closes it; what each said decides what
//! the window may issue.

mod post;
mod reason;
mod task;

use chrono::{DateTime, NaiveDate, Utc};
pub use post::{Post, nobody_designated};
pub use reason::ReviewReason;
use serde::{Deserialize, Serialize};
pub use task::{Handover, ItemOpinion, Opinion, ReviewTask, TASK_ARROWS, TaskState, TaskStatus};
use uuid::Uuid;

use crate::{
    application::{Handling, ItemStatus, RefusalGround, RequestedItem},
    id::{RequestedItemId, ReviewId},
    refusal::{Fault, Refusal},
    time::local_date,
};

/// Where a review stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum ReviewState {
    /// Departments are giving their opinions.
    Open,
    /// Closed by the centre.
    Closed {
        /// When.
        at: DateTime<Utc>,
        /// By whom.
        by: Uuid,
    },
}

/// A joint review of one application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Its id.
    pub id: ReviewId,
    /// The day it meets, set by the centre.
    pub review_on: NaiveDate,
    /// Who opened it.
    pub opened_by: Uuid,
    /// When.
    pub opened_at: DateTime<Utc>,
    /// The items before it.
    pub items: Vec<RequestedItemId>,
    /// Where it stands.
    pub state: ReviewState,
}

/// The accepted items that need a joint review, by the department that is to speak on each: one task a department.
/// Items another review has before it are left out.
pub fn tasks_needed(items: &[RequestedItem]) -> Vec<(String, Vec<RequestedItemId>)> {
    let mut tasks: Vec<(String, Vec<RequestedItemId>)> = Vec::new();
    for item in items {
        if item.status() != ItemStatus::Accepted || item.handling != Handling::JointReview {
            continue;
        }
        match tasks.iter_mut().find(|(department, _)| *department == item.issuer) {
            Some((_, ids)) => ids.push(item.id),
            None => tasks.push((item.issuer.clone(), vec![item.id])),
        }
    }
    tasks
}

/// What became of each item of a review: cleared, or refused with the department's reason.
pub type ItemOutcomes = Vec<(RequestedItemId, Option<RefusalGround>)>;

impl Review {
    /// Opens a review for a day not past (S7).
    pub fn open(
        id: ReviewId,
        items: Vec<RequestedItemId>,
        review_on: NaiveDate,
        by: Uuid,
        now: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        if items.is_empty() {
            return Err(ReviewReason::NothingToReview.into());
        }
        if review_on < local_date(now) {
            let fault = Fault { pointer: "/review_on".into(), code: "in_the_past" };
            return Err(Refusal::fields("content_invalid", vec![fault]));
        }
        Ok(Self { id, review_on, opened_by: by, opened_at: now, items, state: ReviewState::Open })
    }

    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.state == ReviewState::Open
    }

    /// Whether it may be closed: it is open, and every department that has an item left before it has spoken (S7).
    pub fn require_closable(&self, tasks: &[ReviewTask]) -> Result<(), ReviewReason> {
        if !self.is_open() {
            return Err(ReviewReason::Closed);
        }
        let silent = |task: &ReviewTask| !task.items.is_empty() && !matches!(task.state, TaskState::Given { .. });
        if tasks.iter().any(silent) { Err(ReviewReason::OpinionsMissing) } else { Ok(()) }
    }

    /// Closes it once every department has spoken, and says what became of each item: cleared, or refused with the
    /// department's reason (S7). An item that left the review meanwhile is not among them, and a department that has
    /// none left need not speak: the tasks are those that [`ReviewTask::keep`] left.
    pub fn close(self, tasks: &[ReviewTask], by: Uuid, now: DateTime<Utc>) -> Result<(Self, ItemOutcomes), Refusal> {
        self.require_closable(tasks)?;
        let mut outcomes = Vec::new();
        for task in tasks {
            let TaskState::Given { opinions, .. } = &task.state else { continue };
            for opinion in opinions.iter().filter(|opinion| task.items.contains(&opinion.item)) {
                let ground = match &opinion.opinion {
                    Opinion::Agree => None,
                    Opinion::Disagree { reason } => {
                        Some(RefusalGround { code: "review_disagreed".to_owned(), text: reason.clone() })
                    }
                };
                outcomes.push((opinion.item, ground));
            }
        }
        Ok((Self { state: ReviewState::Closed { at: now, by }, ..self }, outcomes))
    }
}
