//! Enforcement cases (S17, S18): each step is an operation of its own, by the body whose step it is.

pub mod acknowledge_letter;
pub mod annul;
pub mod close;
pub mod decide_objection;
pub mod deregister;
pub mod get;
pub mod lift_stop;
pub mod list;
pub mod object;
pub mod offer_hearing;
pub mod open;
pub mod order_stop;
pub mod penalty;
pub mod record_hearing;
pub mod request_hearing;
pub mod revoke;
pub mod send_letter;
pub mod view;
