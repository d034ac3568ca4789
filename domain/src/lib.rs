//! Kaiye's rules: what the plan and the law say, as pure functions over typed states.
//!
//! Nothing here reads a clock, a database or the network: time, ids and randomness are arguments. A rule that seems to
//! need one lacks an argument. Storage belongs to `kaiye-persistence`, the wire to `kaiye-api`.

pub mod acceptance;
pub mod account;
pub mod actor;
pub mod announcement;
pub mod application;
pub mod appraisal;
pub mod approval;
pub mod bar;
pub mod catalogue;
pub mod certificate;
pub mod commitment;
pub mod correction;
pub mod credit;
pub mod deferred;
pub mod delegation;
pub mod designation;
pub mod document;
pub mod draw;
pub mod enforcement;
pub mod equal_treatment;
pub mod escalation;
pub mod event;
pub mod exclusion;
pub mod folding;
pub mod hash;
pub mod id;
pub mod identity;
pub mod inspection;
pub mod intake;
pub mod issue;
pub mod liability;
pub mod message;
pub mod notice;
pub mod obligation;
pub mod outbound;
pub mod policy;
pub mod publication;
pub mod rectification;
pub mod refusal;
pub mod register;
pub mod remedy;
pub mod review;
pub mod served_notice;
pub mod subscription;
pub mod supervision_notice;
#[cfg(test)]
mod testing;
pub mod time;
pub mod verification;
pub mod visit;
pub mod words;
pub mod worklist;
