//! What falls away in a joint review when an item leaves it before it is closed: withdrawn, ended for want of a material,
//! or gone the ordinary route. A department that has nothing left to speak on need not speak (S7).

use kaiye_persistence::{
    map::{review_from, task_from, task_row},
    repo::review,
};
use serde_json::json;

use super::is_before;
use crate::operations::{Outcome, Tx, dossier::Dossier};

/// More reviews than one application has.
const MOST: i64 = 1000;

/// Releases the tasks of the application's open reviews that have no item left.
pub fn release_tasks(tx: &mut Tx<'_>, dossier: &mut Dossier) -> Outcome<()> {
    let (application, now) = (dossier.application.id, tx.now);
    for row in review::of_application(tx.conn, application, MOST)? {
        let open = review_from(row)?;
        if !open.is_open() {
            continue;
        }
        for row in review::tasks(tx.conn, open.id)? {
            let version = row.version;
            let task = task_from(row)?;
            let Some(task) = task.release(|item| is_before(dossier, open.id, item), now) else { continue };
            let row = task_row(&task, &open, application, dossier.application.division(), version + 1)?;
            review::update_task(tx.conn, &row, version)?;
            let data = json!({ "review": open.id, "task": task.id, "department": task.department });
            dossier.fact("review.task_released", data);
        }
    }
    Ok(())
}
