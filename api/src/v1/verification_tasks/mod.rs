//! Verification tasks (S14, S15): they exist from the moment of issue.

pub mod acknowledge;
pub mod acknowledge_batch;
pub mod add_evidence;
pub mod assign;
pub mod conclude;
pub mod early_opening;
pub mod evidence_content;
pub mod fetched;
pub mod find;
pub mod get;
pub mod list;
pub mod resume;
pub mod suspend;
pub mod view;
