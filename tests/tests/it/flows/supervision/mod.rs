//! What follows the issue: each department held to its duties, each business to its commitments.

mod answering;
