//! Listing tasks within the caller's reach.

use std::collections::{BTreeMap, btree_map::Entry};

use chrono::NaiveDate;
use kaiye_domain::{
    designation::Designation,
    review::{Post, ReviewTask},
};
use kaiye_persistence::{
    map::task_from,
    repo::{
        requested_item,
        review::{self, ReviewTaskFilter},
    },
};
use uuid::Uuid;

use super::of_post;
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
    let reviews: Vec<Uuid> = rows.iter().map(|row| row.review_id.0).collect();
    let open = review::open_among(tx.conn, &reviews)?;
    let mut named: BTreeMap<String, Option<Designation>> = BTreeMap::new();
    let mut tasks = Vec::new();
    for row in rows {
        let at = (row.review_id.0, row.application_id.0, row.due_on.unwrap_or(today));
        let task = task_from(row)?;
        let named = match named.entry(task.department.clone()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(match Post::of(&task.department, &jurisdiction) {
                Some(post) => of_post(tx, &post)?,
                None => None,
            }),
        };
        let may_act = open.contains(&at.0) && task.require_actor(account, named.as_ref()).is_ok();
        tasks.push(ListedTask { task, at, may_act });
    }
    let ids: Vec<Uuid> = tasks.iter().flat_map(|it| it.task.items.iter().map(|item| item.0)).collect();
    Ok(Listed { codes: requested_item::codes(tx.conn, &ids)?, tasks })
}
