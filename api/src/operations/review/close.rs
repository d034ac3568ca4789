//! Closing: what the departments said clears each item for the window, or refuses that item and no other.

use kaiye_domain::{review::ReviewTask, served_notice::ServiceChannel};
use kaiye_persistence::{
    map::{review_row, task_from},
    repo::review,
};
use serde_json::json;

use super::{Kept, is_before};
use crate::operations::{
    Outcome, Tx,
    dossier::Dossier,
    item::{decided, ended, serve_refusal},
};

/// Closes the review, clears and refuses. The tasks are given back as they stand.
pub fn close(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    kept: Kept,
    channel: ServiceChannel,
) -> Outcome<(Kept, Vec<ReviewTask>)> {
    let id = kept.review.id;
    let tasks = review::tasks(tx.conn, id)?.into_iter().map(task_from).collect::<Result<Vec<_>, _>>()?;
    let tasks: Vec<ReviewTask> = tasks.into_iter().map(|task| task.keep(|item| is_before(dossier, id, item))).collect();
    let (by, now) = (tx.actor.id, tx.now);
    let (closed, outcomes) = kept.review.close(&tasks, by, now)?;
    let (mut cleared, mut refused) = (Vec::new(), Vec::new());
    for (item, ground) in outcomes {
        let Some(requested) = dossier.application.item_by_id(item).cloned() else { continue };
        dossier.application.step(item, |it| it.close_review(now, by, ground.clone()))?;
        match ground {
            None => cleared.push(requested.item_code),
            Some(ground) => {
                decided(dossier, tx, item)?;
                let notice = serve_refusal(tx, dossier, &requested, &ground, channel);
                ended(dossier, tx, item)?;
                dossier.fact(
                    "item.decided",
                    json!({
                        "item": requested.item_code, "outcome": "refused", "ground": ground.code, "notice": notice,
                    }),
                );
                refused.push(requested.item_code);
            }
        }
    }
    dossier.fact("review.closed", json!({ "review": id, "cleared": cleared, "refused": refused }));
    let application = &dossier.application;
    let version = kept.version + 1;
    let row = review_row(&closed, application.id, application.division(), version)?;
    review::update(tx.conn, &row, kept.version)?;
    Ok((Kept { review: closed, version }, tasks))
}
