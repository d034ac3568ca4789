//! What falls away when an item is decided or ends: its clocks, and the materials it still waited for.

use kaiye_domain::{deferred::DeferredMaterial, id::RequestedItemId};
use kaiye_persistence::map::TrackedDeadline;

use crate::operations::{
    Outcome, Tx,
    dossier::{Dossier, End},
};

/// The item is decided, or what was decided is handed out: its clock ends in time, or late.
pub fn decided(dossier: &mut Dossier, tx: &Tx<'_>, item: RequestedItemId) -> Outcome<()> {
    let of_item = |it: &TrackedDeadline| {
        it.subject.1 == item.0 && (it.obligation.is_decision() || it.obligation.is_the_windows())
    };
    dossier.end_deadlines(tx, of_item, End::Met)
}

/// The item ended without being granted: nothing of it runs on, and what it still waited for is owed no more.
pub fn ended(dossier: &mut Dossier, tx: &Tx<'_>, item: RequestedItemId) -> Outcome<()> {
    let owed: Vec<_> = dossier.deferred.iter().filter(|it| it.item == item).map(|it| it.id.0).collect();
    let hangs_on_it = |it: &TrackedDeadline| it.subject.1 == item.0 || owed.contains(&it.subject.1);
    dossier.end_deadlines(tx, hangs_on_it, End::Cancelled)?;
    for deferred in dossier.deferred.iter_mut().filter(|it| it.item == item) {
        *deferred = DeferredMaterial::release(deferred.clone(), tx.now);
    }
    Ok(())
}
