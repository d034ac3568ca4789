//! Whole stories, each on both databases.

mod documents;
mod exchange;
mod filing;
mod handling;
mod intake;
mod issuing;
mod pushing;
mod supervision;
