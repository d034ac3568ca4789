//! The document against the program.

mod actions;
mod authorization;
mod bodies;
mod catalogue;
mod checklist;
mod codes;
mod document;
mod events;
mod examples;
mod framework;
mod names;
mod privacy;
mod roles;
mod spec;
