//! Joint reviews and their tasks.

use kaiye_domain::{
    id::{ApplicationId, ReviewId},
    review::{Review, ReviewState, ReviewTask, TaskState, TaskStatus},
};

use super::{aggregate, document, text};
use crate::{
    error::StoreResult,
    row::{ReviewRow, ReviewTaskRow},
};

/// A review's row.
pub fn review_row(review: &Review, application: ApplicationId, division: &str, version: i32) -> StoreResult<ReviewRow> {
    let (status, closed_at) = match review.state {
        ReviewState::Open => ("open", None),
        ReviewState::Closed { at, .. } => ("closed", Some(at)),
    };
    Ok(ReviewRow {
        id: review.id.into(),
        application_id: application.into(),
        division: division.to_owned(),
        status: status.to_owned(),
        review_on: review.review_on,
        opened_by: review.opened_by.into(),
        opened_at: review.opened_at.into(),
        closed_at: closed_at.map(Into::into),
        doc: document(review)?,
        version,
    })
}

/// A review from its row.
pub fn review_from(row: ReviewRow) -> StoreResult<Review> {
    aggregate(row.doc)
}

/// A task's row; it is due on the day the review meets.
pub fn task_row(
    task: &ReviewTask,
    review: &Review,
    application: ApplicationId,
    division: &str,
    version: i32,
) -> StoreResult<ReviewTaskRow> {
    let status = TaskStatus::from(&task.state);
    Ok(ReviewTaskRow {
        id: task.id.into(),
        review_id: ReviewId::into(review.id),
        application_id: application.into(),
        division: division.to_owned(),
        department: task.department.clone(),
        county: task.county.clone(),
        assignee_id: task.assignee.into(),
        status: text(status),
        due_on: match task.state {
            TaskState::Given { .. } | TaskState::Released { .. } => None,
            _ => Some(review.review_on),
        },
        doc: document(task)?,
        version,
    })
}

/// A task from its row.
pub fn task_from(row: ReviewTaskRow) -> StoreResult<ReviewTask> {
    aggregate(row.doc)
}
