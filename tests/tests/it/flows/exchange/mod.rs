//! What goes out and what comes in by machine (S13, S22).

mod approvals;
mod messages;
