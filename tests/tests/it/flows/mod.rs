//! Whole stories, each on both databases.

mod appraisal;
mod documents;
mod exchange;
mod filing;
mod handling;
mod hostile;
mod intake;
mod issuing;
mod pages;
mod press;
mod pushing;
mod standing;
mod supervision;
mod wording;
