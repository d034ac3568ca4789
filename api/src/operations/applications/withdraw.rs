//! Taking back what is not decided: the whole application, or some of its items.

use kaiye_domain::{
    actor::Role,
    id::RequestedItemId,
    obligation::Obligation,
    served_notice::{NoticeKind, ServiceChannel},
};
use serde_json::json;

use crate::operations::{
    Outcome, Tx,
    dossier::{Dossier, End},
};

/// Takes back the named items, or all that are open. Their clocks stop, and nothing is owed for them any more; what was
/// filed is confirmed as taken back by a notice.
pub fn withdraw(tx: &mut Tx<'_>, dossier: &mut Dossier, codes: &[String]) -> Outcome<()> {
    let taken = dossier.application.withdraw(codes, tx.now)?;
    release(tx, dossier, &taken)?;
    let items: Vec<String> = dossier
        .application
        .items
        .iter()
        .filter(|item| taken.contains(&item.id))
        .map(|item| item.item_code.clone())
        .collect();
    if !dossier.application.is_draft() {
        let at_window = tx.actor.is(Role::WindowClerk);
        let channel = ServiceChannel::usual(dossier.application.intake.channel, at_window);
        let item = <[RequestedItemId; 1]>::try_from(taken.clone()).ok().map(|[one]| one);
        dossier.serve(tx, NoticeKind::Withdrawal, item, channel, json!({ "items": items }));
    }
    dossier.fact("application.withdrawn", json!({ "items": items }));
    dossier.save(tx)?;
    Ok(())
}

/// Ends what ran for these items and releases what was owed for them.
fn release(tx: &Tx<'_>, dossier: &mut Dossier, taken: &[RequestedItemId]) -> Outcome<()> {
    let now = tx.now;
    let mut subjects: Vec<_> = taken.iter().map(|id| id.0).collect();
    for deferred in dossier.deferred.iter_mut().filter(|it| taken.contains(&it.item)) {
        subjects.push(deferred.id.0);
        *deferred = deferred.clone().release(now);
    }
    let all_ended = dossier.application.items.iter().all(|item| item.state.is_final());
    dossier.end_deadlines(
        tx,
        |tracked| subjects.contains(&tracked.subject.1) || (all_ended && tracked.obligation == Obligation::SubmitDraft),
        End::Cancelled,
    )
}
