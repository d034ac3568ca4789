//! Messages to applicants: made from the log, sent once each, and how their owners wish to be told.

mod compose;
mod contact;
mod send;

pub use compose::compose;
pub use contact::{Kept as KeptContact, change as change_contact, find as find_contact};
pub use send::{Claimed, Letter, Prepared, claim, conclude, prepare};
