//! The exchange with other systems (S13, S22): what they read, what they are sent, and what goes out to applicants.

mod approvals;
mod crash;
mod feed;
mod follow;
mod messages;
mod reconciliation;
mod stream;
