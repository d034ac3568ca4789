//! Joint reviews and their tasks (S7).

use diesel::prelude::*;
use kaiye_domain::{
    actor::Reach,
    id::{ApplicationId, ReviewId, ReviewTaskId},
};
use uuid::Uuid;

use super::update::update_versioned;
use crate::{
    backend::{Connection, Key, insert_all},
    error::StoreResult,
    reach::on_review_tasks,
    row::{ReviewRow, ReviewTaskRow},
    schema::{review_tasks, reviews},
};

/// Which tasks a list shows; what is empty does not limit it.
#[derive(Debug, Clone, Default)]
pub struct ReviewTaskFilter {
    /// Of this review.
    pub review: Option<Uuid>,
    /// Of this application.
    pub application: Option<Uuid>,
    /// Of this department.
    pub department: Option<String>,
    /// Of this person.
    pub assignee: Option<Uuid>,
    /// In this status.
    pub status: Option<String>,
}

/// Opens a review with its tasks.
pub fn insert(conn: &mut Connection, row: &ReviewRow, tasks: &[ReviewTaskRow]) -> StoreResult<()> {
    insert_all!(conn, reviews::table, std::slice::from_ref(row))?;
    insert_all!(conn, review_tasks::table, tasks)
}

/// One review of an application that the caller has found.
pub fn find(conn: &mut Connection, application: ApplicationId, id: ReviewId) -> StoreResult<ReviewRow> {
    Ok(reviews::table
        .find(Key::from(id))
        .filter(reviews::application_id.eq(Key::from(application)))
        .select(ReviewRow::as_select())
        .first(conn)?)
}

/// An application's reviews in the order they were opened.
pub fn of_application(conn: &mut Connection, application: ApplicationId, limit: i64) -> StoreResult<Vec<ReviewRow>> {
    Ok(reviews::table
        .filter(reviews::application_id.eq(Key::from(application)))
        .order(reviews::id)
        .limit(limit)
        .select(ReviewRow::as_select())
        .load(conn)?)
}

/// Which of these reviews are open.
pub fn open_among(conn: &mut Connection, ids: &[Uuid]) -> StoreResult<Vec<Uuid>> {
    let of: Vec<Key> = ids.iter().copied().map(Key).collect();
    let open = reviews::table.filter(reviews::id.eq_any(of)).filter(reviews::status.eq("open")).select(reviews::id);
    Ok(open.load::<Key>(conn)?.into_iter().map(|id| id.0).collect())
}

/// Changes a review that still has the expected version.
pub fn update(conn: &mut Connection, row: &ReviewRow, expected: i32) -> StoreResult<()> {
    update_versioned!(conn, reviews, row, expected)
}

/// A review's tasks, one a department.
pub fn tasks(conn: &mut Connection, review: ReviewId) -> StoreResult<Vec<ReviewTaskRow>> {
    Ok(review_tasks::table
        .filter(review_tasks::review_id.eq(Key::from(review)))
        .order(review_tasks::id)
        .select(ReviewTaskRow::as_select())
        .load(conn)?)
}

/// The task, if it is within reach.
pub fn find_task(conn: &mut Connection, reach: &Reach, id: ReviewTaskId) -> StoreResult<ReviewTaskRow> {
    let mut query =
        review_tasks::table.filter(review_tasks::id.eq(Key::from(id))).select(ReviewTaskRow::as_select()).into_boxed();
    if let Some(condition) = on_review_tasks(reach) {
        query = query.filter(condition);
    }
    Ok(query.first(conn)?)
}

/// Tasks within reach, oldest first, from after one.
pub fn list_tasks(
    conn: &mut Connection,
    reach: &Reach,
    filter: &ReviewTaskFilter,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<ReviewTaskRow>> {
    let filter = filter.clone();
    let mut query =
        review_tasks::table.select(ReviewTaskRow::as_select()).order(review_tasks::id).limit(limit).into_boxed();
    if let Some(condition) = on_review_tasks(reach) {
        query = query.filter(condition);
    }
    if let Some(review) = filter.review {
        query = query.filter(review_tasks::review_id.eq(Key(review)));
    }
    if let Some(application) = filter.application {
        query = query.filter(review_tasks::application_id.eq(Key(application)));
    }
    if let Some(department) = filter.department {
        query = query.filter(review_tasks::department.eq(department));
    }
    if let Some(assignee) = filter.assignee {
        query = query.filter(review_tasks::assignee_id.eq(Key(assignee)));
    }
    if let Some(status) = filter.status {
        query = query.filter(review_tasks::status.eq(status));
    }
    if let Some(after) = after {
        query = query.filter(review_tasks::id.gt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// Changes a task that still has the expected version.
pub fn update_task(conn: &mut Connection, row: &ReviewTaskRow, expected: i32) -> StoreResult<()> {
    update_versioned!(conn, review_tasks, row, expected)
}
