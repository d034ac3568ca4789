//! Appraisal of the bodies (绩效考核, S26): what is counted, how a case is measured from its events, what figures come of
//! many cases, and how they are scored. All of it pure: the store keeps what was measured.

mod by;
mod chain;
mod definition;
mod figure;
mod indicator;
mod measure;
mod scheme;

pub use by::By;
pub use definition::{Definition, Unit};
pub use figure::{Figure, Histogram};
pub use indicator::Indicator;
pub use measure::{Around, CaseFact, measure};
pub use scheme::{Part, Scheme, SchemeFault, Scored, in_force};
