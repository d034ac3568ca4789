//! The document against the program.

mod actions;
mod document;
mod framework;
