//! Whole stories, each on both databases.

mod appraisal;
mod exchange;
mod filing;
mod handling;
mod intake;
mod issuing;
mod press;
mod pushing;
mod supervision;
