//! One department's task: the liaison's hand-over of a county's matter, and the opinion.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    refusal::{Fault, Refusal},
    review::{Handover, ItemOpinion, Opinion, ReviewReason},
};
use kaiye_persistence::{map::task_row, repo::review};
use serde_json::{Value, json};

use super::{OpenedTask, require_actor};
use crate::operations::{Outcome, Tx};

/// What the county authority gave the liaison.
#[derive(Debug, Clone, Copy)]
pub struct HandedOver<'a> {
    /// The post or office that took the dossier.
    pub received_by: &'a str,
    /// The authority's receipt.
    pub receipt: &'a str,
    /// When; now when empty.
    pub at: Option<DateTime<Utc>>,
}

/// Records that the liaison carried the dossier to the county authority: who took it, when, with which receipt.
pub fn record_handover(tx: &mut Tx<'_>, opened: &mut OpenedTask, handed_over: HandedOver<'_>) -> Outcome<()> {
    require_open(opened)?;
    require_actor(tx, &opened.task)?;
    let at = handed_over.at.unwrap_or(tx.now);
    if at > tx.now || at < opened.review.opened_at {
        let code = if at > tx.now { "in_the_future" } else { "before_the_review" };
        return Err(Refusal::fields("content_invalid", vec![Fault { pointer: "/handed_over_at".into(), code }]).into());
    }
    let handover = Handover {
        at,
        by: tx.actor.id,
        received_by: handed_over.received_by.to_owned(),
        receipt: handed_over.receipt.to_owned(),
    };
    opened.task = opened.task.clone().hand_over(handover)?;
    let task = &opened.task;
    let data = json!({ "review": opened.review.id, "task": task.id, "department": task.department, "at": at });
    opened.dossier.fact("review.handed_over", data);
    keep(tx, opened)
}

/// Gives the department's word on each item before it, `item` being the item's code.
pub fn give_opinion(tx: &mut Tx<'_>, opened: &mut OpenedTask, words: &[(&str, Opinion)]) -> Outcome<()> {
    require_open(opened)?;
    require_actor(tx, &opened.task)?;
    let mut faults = Vec::new();
    let mut opinions = Vec::new();
    for (index, (code, opinion)) in words.iter().enumerate() {
        match opened.dossier.application.item(code) {
            Some(item) => opinions.push(ItemOpinion { item: item.id, opinion: opinion.clone() }),
            None => faults.push(Fault { pointer: format!("/opinions/{index}/item"), code: "item_not_in_task" }),
        }
    }
    if !faults.is_empty() {
        return Err(Refusal::fields("content_invalid", faults).into());
    }
    opened.task = opened.task.clone().give_opinion(opinions, tx.actor.id, tx.now)?;
    let task = &opened.task;
    let agreed: Vec<Value> = words
        .iter()
        .map(|(code, opinion)| json!({ "item": code, "agree": matches!(opinion, Opinion::Agree) }))
        .collect();
    let data =
        json!({ "review": opened.review.id, "task": task.id, "department": task.department, "opinions": agreed });
    opened.dossier.fact("review.opinion_given", data);
    keep(tx, opened)
}

fn require_open(opened: &OpenedTask) -> Outcome<()> {
    if opened.review.is_open() { Ok(()) } else { Err(Refusal::from(ReviewReason::Closed).into()) }
}

fn keep(tx: &mut Tx<'_>, opened: &mut OpenedTask) -> Outcome<()> {
    let application = &opened.dossier.application;
    let expected = opened.version;
    opened.version += 1;
    let row = task_row(&opened.task, &opened.review, application.id, application.division(), opened.version)?;
    review::update_task(tx.conn, &row, expected)?;
    opened.dossier.save(tx)?;
    Ok(())
}
