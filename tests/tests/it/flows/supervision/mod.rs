//! What follows the issue: each department held to its duties, each business to its commitments.

mod answering;
//! What follows an issue: verification, rectification, enforcement, credit, liability (S11–S20, S24).

mod receipt;
