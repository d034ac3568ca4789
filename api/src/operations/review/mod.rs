//! The joint review (联合会审, S7): opened by the centre, one task a department, closed by the centre. Whatever happens in
//! it happens under the application's lock.

mod close;
mod leave;
mod list;
mod open;
mod task;

pub use close::close;
use kaiye_domain::{
    application::ItemState,
    designation::Designation,
    id::{RequestedItemId, ReviewId, ReviewTaskId},
    review::{Post, Review, ReviewTask},
};
use kaiye_persistence::{
    map::{designation_from, review_from, task_from},
    repo::{designation, review},
};
pub use leave::release_tasks;
pub use list::{Listed, ListedTask, list_tasks};
pub use open::open;
pub use task::{HandedOver, give_opinion, record_handover};

use super::{Outcome, Tx, dossier::Dossier};

/// A review as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The review.
    pub review: Review,
    /// Its version.
    pub version: i32,
}

/// A task as it is kept, with the review that it belongs to and the dossier that both are about, which is locked.
pub struct OpenedTask {
    /// The task, without the items that left the review since.
    pub task: ReviewTask,
    /// Its version.
    pub version: i32,
    /// Its review.
    pub review: Review,
    /// The dossier.
    pub dossier: Dossier,
}

/// Opens a review of a dossier that is open.
pub fn find(tx: &mut Tx<'_>, dossier: &Dossier, id: ReviewId) -> Outcome<Kept> {
    let row = review::find(tx.conn, dossier.application.id, id)?;
    let version = row.version;
    Ok(Kept { review: review_from(row)?, version })
}

/// Opens a task within the caller's reach, and locks what it is about.
pub fn open_task(tx: &mut Tx<'_>, id: ReviewTaskId) -> Outcome<OpenedTask> {
    let reach = tx.actor.reach();
    let application = review::find_task(tx.conn, &reach, id)?.application_id;
    let dossier = Dossier::open(tx, application.into())?;
    // Read again under the lock.
    let row = review::find_task(tx.conn, &reach, id)?;
    let (version, review_id) = (row.version, row.review_id);
    let review = find(tx, &dossier, review_id.into())?.review;
    let task = task_from(row)?.keep(|item| is_before(&dossier, review.id, item));
    Ok(OpenedTask { task, version, review, dossier })
}

/// Whether an item is still before a review.
fn is_before(dossier: &Dossier, id: ReviewId, item: RequestedItemId) -> bool {
    let found = dossier.application.item_by_id(item);
    found.is_some_and(|it| matches!(&it.state, ItemState::InReview { review, .. } if *review == id))
}

/// Who is designated for a post today.
fn of_post(tx: &mut Tx<'_>, post: &Post) -> Outcome<Option<Designation>> {
    let today = tx.today();
    let found = designation::in_force(tx.conn, &post.office, post.function.into(), today)?;
    Ok(found.map(designation_from).transpose()?)
}

/// Insists that the caller may act on the task today (S7).
fn require_actor(tx: &mut Tx<'_>, task: &ReviewTask) -> Outcome<()> {
    let designation = match Post::of(&task.department, tx.jurisdiction()?.as_ref()) {
        Some(post) => of_post(tx, &post)?,
        None => None,
    };
    task.require_actor(tx.actor.id, designation.as_ref()).map_err(kaiye_domain::refusal::Refusal::from)?;
    Ok(())
}
