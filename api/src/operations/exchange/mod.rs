//! The exchange with the departments' systems: what comes to whom, and what follows from its coming (S13).

mod feed;
mod receipt;
mod reconcile;

pub use feed::{Asked, acknowledge, feed_of, find, read};
pub use receipt::received;
pub use reconcile::owed_on;
