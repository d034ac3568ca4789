//! The public register (S12): what is published, taken back and published anew; what anybody finds and reads of it; and
//! what anybody reports against it (社会监督).

mod publish;
mod report;
mod search;

pub use publish::{announce, open, publish, restore, withdraw};
pub use report::{Filing, file, followed, matters, open_entry};
pub use search::{Entry, entry, search};
