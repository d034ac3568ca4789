//! The document against the program.

mod document;
mod framework;
