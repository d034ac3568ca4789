//! One file an aggregate: small query functions on `&mut Connection`, for use within [`crate::Store::read`] and
//! [`crate::Store::write`]. Each is bounded; none decides anything.
//!
//! Lists go on after the last row's sort key. An edit names the version it was made on, and is `Stale` when that is no
//! longer the row's.

pub mod account;
pub mod announcement;
pub mod application;
pub mod appraisal;
pub mod appraised;
pub mod approval;
pub mod audience;
pub mod bar;
pub mod calendar;
pub mod certificate;
pub mod client;
pub mod contact;
pub mod credit;
pub mod credit_receipt;
pub mod credit_repair;
pub mod deadline;
pub mod decision;
pub mod delegation;
pub mod delivery;
pub mod designation;
pub mod dossier;
pub mod draw;
pub mod enforcement;
pub mod equal_treatment;
pub mod escalation;
pub mod event;
pub mod event_receipt;
pub mod exclusion;
pub mod idempotency;
pub mod inspection_read;
pub mod intake;
pub mod intake_batch;
pub mod jurisdiction;
pub mod lease;
pub mod liability;
pub mod lock;
pub mod log_cursor;
pub mod login_failure;
pub mod material;
pub mod message;
pub mod number;
pub mod official_document;
pub mod one_time_notice;
pub mod outbound;
pub mod public_report;
pub mod publication;
pub mod readiness;
pub mod rectification;
pub mod register;
pub mod requested_item;
pub mod review;
pub mod revoked_token;
pub mod seal_image;
pub mod served_notice;
pub mod session;
pub mod signing_key;
pub mod subscription;
pub mod supervision_notice;
mod update;
pub mod verification;
pub mod visit;
pub mod worklist;
