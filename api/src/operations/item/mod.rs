//! Steps with one item: its decision on the ordinary route, its clock, and what falls away with it.

mod clock;
mod decide;
mod ended;

pub use clock::{extend, resume, suspend};
pub use decide::{FALSE_MATERIALS, decide, serve_refusal};
pub use ended::{decided, ended};
use kaiye_domain::{
    application::{ItemReason, RequestedItem},
    refusal::Refusal,
};

use super::{Outcome, dossier::Dossier};

/// An item by its code.
pub fn named(dossier: &Dossier, code: &str) -> Outcome<RequestedItem> {
    let item = dossier.application.item(code).cloned();
    Ok(item.ok_or_else(|| Refusal::from(ItemReason::NotRequested))?)
}
