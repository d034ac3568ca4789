//! Opening: the centre sets the day, and each department's designated person gets a task.

use chrono::NaiveDate;
use kaiye_domain::{
    id::{RequestedItemId, ReviewId, ReviewTaskId},
    review::{Post, Review, ReviewTask, TaskState, nobody_designated, tasks_needed},
};
use kaiye_persistence::{
    map::{designation_from, review_row, task_row},
    repo::{designation, review},
};
use serde_json::json;

use super::Kept;
use crate::operations::{Outcome, Tx, dossier::Dossier};

/// Opens a review of everything accepted that needs one. The task goes to who is designated for the day on which the
/// review meets.
pub fn open(tx: &mut Tx<'_>, dossier: &mut Dossier, review_on: NaiveDate) -> Outcome<(Kept, Vec<ReviewTask>)> {
    let needed = tasks_needed(&dossier.application.items);
    let items: Vec<RequestedItemId> = needed.iter().flat_map(|(_, items)| items.iter().copied()).collect();
    let review = Review::open(tx.id::<ReviewId>(), items, review_on, tx.actor.id, tx.now)?;
    let tasks = assign(tx, needed, review_on)?;
    for item in &review.items {
        dossier.application.step(*item, |it| it.open_review(review.id))?;
    }
    let departments: Vec<&str> = tasks.iter().map(|task| task.department.as_str()).collect();
    dossier.fact("review.opened", json!({ "review": review.id, "review_on": review_on, "departments": departments }));
    let (application, division) = (dossier.application.id, dossier.application.division());
    let row = review_row(&review, application, division, 1)?;
    let rows =
        tasks.iter().map(|task| task_row(task, &review, application, division, 1)).collect::<Result<Vec<_>, _>>()?;
    review::insert(tx.conn, &row, &rows)?;
    Ok((Kept { review, version: 1 }, tasks))
}

fn assign(
    tx: &mut Tx<'_>,
    needed: Vec<(String, Vec<RequestedItemId>)>,
    review_on: NaiveDate,
) -> Outcome<Vec<ReviewTask>> {
    let jurisdiction = tx.jurisdiction()?;
    let mut tasks = Vec::new();
    let mut unspoken_for = Vec::new();
    for (department, items) in needed {
        let post = Post::of(&department, &jurisdiction);
        let found = match &post {
            Some(post) => designation::in_force(tx.conn, &post.office, post.function.into(), review_on)?,
            None => None,
        };
        let Some(row) = found else {
            unspoken_for.push(department);
            continue;
        };
        tasks.push(ReviewTask {
            id: tx.id::<ReviewTaskId>(),
            department,
            county: post.and_then(|post| post.county),
            assignee: designation_from(row)?.account.0,
            items,
            state: TaskState::Open,
        });
    }
    if unspoken_for.is_empty() { Ok(tasks) } else { Err(nobody_designated(&unspoken_for).into()) }
}
