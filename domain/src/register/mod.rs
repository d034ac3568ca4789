//! The public register (S12): what anybody may find and read of a published commitment, masked in one place; and what
//! anybody may report against it (社会监督).

mod entry;
mod masking;
mod name;
mod progress;
mod reason;
mod report;

pub use entry::{ClauseStanding, Grounds, PublicClause, PublicCommitment};
pub use masking::Masked;
pub use name::{SEARCHED_AT_LEAST, found_by, searched};
pub use progress::{ReportProgress, progress};
pub use reason::RegisterReason;
pub use report::{PublicReport, ReportMatter, Reporter, Reporting};
