//! What follows the issue: verification, rectification, enforcement, credit, liability (S11–S20, S24).

mod answering;
mod receipt;
