//! Credit records (S19): written when enforcement decides on a breach, taken back when such a decision is set aside,
//! ended by time or by repair; the bars on the commitment route follow them. Everything happens under the application's
//! lock.

mod bars;
mod end;
mod export;
mod keep;
mod record;
mod repair;

pub use end::end;
pub use export::{Change, Received, changes, receive};
pub use keep::{Kept, certificate, find, receipts, repairs};
pub use record::{record, withdraw};
pub use repair::{Opened, apply, decide, open};
