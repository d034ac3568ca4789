//! Credit records (S19): written when enforcement decides on a breach, taken back when such a decision is set aside; the
//! bars on the commitment route follow them. Everything happens under the application's lock; what is noted here is
//! saved with the dossier.

mod bars;
mod keep;
mod record;

pub use keep::{Kept, save};
pub use record::{record, withdraw};
