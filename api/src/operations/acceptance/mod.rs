//! The window's answers to what was filed (行政许可法 §32, S6), each for any number of items at once.

mod accept;
mod correct;
mod decline;

pub use accept::{Accepting, accept, accept_deemed};
pub use correct::{named, request_correction};
pub use decline::{Declining, decline};
use kaiye_domain::{
    application::{ApplicationReason, ItemStatus},
    id::RequestedItemId,
    obligation::{Obligation, ObligationSubject},
    refusal::{Fault, Refusal},
};

use super::{
    Outcome, Tx,
    dossier::{Dossier, End},
};

/// The items of these codes, each once; every one that waits for its outcome when none is named.
fn chosen(dossier: &Dossier, codes: &[&str]) -> Outcome<Vec<RequestedItemId>> {
    let items = &dossier.application.items;
    if codes.is_empty() {
        let waiting: Vec<_> =
            items.iter().filter(|item| item.status() == ItemStatus::Submitted).map(|item| item.id).collect();
        return if waiting.is_empty() {
            Err(Refusal::from(ApplicationReason::NothingToDo).into())
        } else {
            Ok(waiting)
        };
    }
    let mut faults = Vec::new();
    let mut ids = Vec::new();
    for (index, code) in codes.iter().enumerate() {
        let mut fault = |code| faults.push(Fault { pointer: format!("/items/{index}/item"), code });
        match dossier.application.item(code) {
            None => fault("item_not_requested"),
            Some(item) if ids.contains(&item.id) => fault("repeated"),
            Some(item) => {
                item.require(ItemStatus::Submitted)?;
                ids.push(item.id);
            }
        }
    }
    if faults.is_empty() { Ok(ids) } else { Err(Refusal::fields("content_invalid", faults).into()) }
}

/// The window has answered: the clock of the correction notice ends.
fn answered(dossier: &mut Dossier, tx: &Tx<'_>, items: &[RequestedItemId]) -> Outcome<()> {
    dossier.end_deadlines(
        tx,
        |it| {
            it.obligation == Obligation::RequestCorrection
                && it.subject.0 == ObligationSubject::RequestedItem
                && items.iter().any(|item| item.0 == it.subject.1)
        },
        End::Met,
    )
}
