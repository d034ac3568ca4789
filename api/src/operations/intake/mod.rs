//! Taking in what comes on paper or by machine (S22). What becomes of it is an application like any other: the same
//! drafting, the same checks.

mod batch;
mod message;
mod record;

pub use batch::{RowTaken, begin, end, is_the_rows, refuse_row, take_row};
pub use message::{Handed, said, take_message};
pub use record::{Recording, follow, record, settle, watch};
