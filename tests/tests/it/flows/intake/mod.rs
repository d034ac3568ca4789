//! What comes in on paper or by machine, and what goes out on paper (S21, S22).

mod batch;
mod mail;
mod outbound;
mod paper;
mod process;
