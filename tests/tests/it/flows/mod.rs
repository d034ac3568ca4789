//! Whole stories, each on both databases.

mod exchange;
mod filing;
mod handling;
mod intake;
mod issuing;
mod press;
mod pushing;
mod supervision;
