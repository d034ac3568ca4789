//! Verification tasks (S14, S15): they exist from the moment of issue, with owner and clause list. Their department
//! receives them, puts officers on them, finds out each clause and concludes; what follows from a mismatch is the
//! enforcement's part.

mod action;
mod draft;
mod finding;
mod kind;
mod priority;
mod reason;
mod receipt;
mod state;
mod task;
mod work;

pub use action::VerificationAction;
pub use draft::{TaskDraft, tasks_at_issue};
pub use finding::{ClauseFinding, EarlyOpening, Evidence, FindingResult, MAX_EVIDENCE, Sighting};
pub use kind::VerificationKind;
pub use priority::{Priority, RiskFactor, RiskFacts, RiskReason, reckon_open};
pub use reason::VerificationReason;
pub use receipt::{Receipt, ReceiptWay};
pub use state::{Assignment, CheckMethod, VERIFICATION_ARROWS, Verdict, VerificationState, VerificationStatus};
pub use task::{Limit, VerificationTask};
pub use work::Candidate;

#[cfg(test)]
mod tests;
