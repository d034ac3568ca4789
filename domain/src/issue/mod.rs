//! The issue of licence and permits (S9): which of an application's items can be issued now, which wait and for what,
//! which are refused and why. One failed item never holds another that does not build on it.

mod certificate;
mod plan;

pub use certificate::{IssueInputs, awaiting, certificate_for, held_uscc};
pub use plan::{IssuePlan, Waiting, WaitingReason};
