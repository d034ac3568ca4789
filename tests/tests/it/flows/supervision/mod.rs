//! What follows the issue: each department held to its duties, each business to its commitments (S11–S20, S24).

mod answering;
mod chain;
mod credit;
mod draws;
mod enforcement;
mod equal_treatment;
mod exclusion;
mod falling;
mod inspection;
mod late_answers;
mod notices;
mod papers;
mod receipt;
mod rectification;
mod register;
mod reports;
mod verification;
