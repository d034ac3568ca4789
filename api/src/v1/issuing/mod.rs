//! The issue of licence and permits (证照联发, S9), and its record.

pub mod issue;
pub mod list;
pub mod view;
