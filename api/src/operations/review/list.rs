//! Listing tasks within the caller's reach.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kaiye_domain::review::{Post, ReviewTask};
use kaiye_persistence::{
    map::{designation_from, task_from},
    repo::{
        designation, requested_item,
        review::{self, ReviewTaskFilter},
    },
};
use uuid::Uuid;

use crate::operations::{Outcome, Tx};

/// A page of tasks.
pub struct Listed {
    /// The tasks.
    pub tasks: Vec<ListedTask>,
    /// The codes of their items.
    pub codes: BTreeMap<Uuid, String>,
}

/// A task in a list.
pub struct ListedTask {
    /// The task.
    pub task: ReviewTask,
    /// Its review, its application, the day.
    pub at: (Uuid, Uuid, NaiveDate),
    /// Whether the caller is the one to act on it.
    pub may_act: bool,
}

/// Tasks within reach, oldest first, from after one.
pub fn list_tasks(tx: &mut Tx<'_>, filter: &ReviewTaskFilter, after: Option<Uuid>, limit: i64) -> Outcome<Listed> {
    let (jurisdiction, today, account) = (tx.jurisdiction()?, tx.today(), tx.actor.id);
    let rows = review::list_tasks(tx.conn, &tx.actor.reach(), filter, after, limit)?;
    let naming = designation::naming(tx.conn, account, today)?;
    let designations: Vec<_> = naming.into_iter().map(designation_from).collect::<Result<_, _>>()?;
    let mut tasks = Vec::new();
    for row in rows {
        let at = (row.review_id.0, row.application_id.0, row.due_on.unwrap_or(today));
        let task = task_from(row)?;
        let post = Post::of(&task.department, &jurisdiction);
        let of_post = designations
            .iter()
            .find(|it| post.as_ref().is_some_and(|post| it.department == post.office && it.function == post.function));
        let may_act = task.require_actor(account, of_post).is_ok();
        tasks.push(ListedTask { task, at, may_act });
    }
    let ids: Vec<Uuid> = tasks.iter().flat_map(|it| it.task.items.iter().map(|item| item.0)).collect();
    Ok(Listed { codes: requested_item::codes(tx.conn, &ids)?, tasks })
}
