//! The issue of licence and permits (S9): which of an application's items can be issued now, which wait and for what,
//! which are refused and why. One failed item never holds another that does not build on it.

mod certificate;
mod consequence;
mod plan;
mod record;

pub use certificate::{IssueInputs, awaiting, certificate_for, held_uscc};
pub use consequence::{Consequences, Grounds, consequences, deliveries};
pub use plan::{IssuePlan, Waiting, WaitingReason};
pub use record::{DecisionRecord, FiledItem, IssueResult, IssuedItem, RefusedItem};
