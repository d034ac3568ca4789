//! Whole stories, each on both databases.

mod exchange;
mod filing;
mod handling;
mod issuing;
mod supervision;
