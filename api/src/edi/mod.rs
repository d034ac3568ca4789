//! Electronic data interchange (电子数据交换, S22): reading the rows of a batch, one at a time, whatever its size. A row is
//! the body of `create_application`, as a line of JSON or as a line of values under the names of its fields.

mod columns;
mod content;
mod rows;

use kaiye_domain::{
    application::Channel,
    catalogue::Jurisdiction,
    refusal::{Fault, Refusal, RefusalKind},
};

use chrono::{DateTime, Utc};
pub use content::Content;
pub use rows::{Broken, Row, Rows};

use crate::{http::parse, operations::applications::Filing, v1::applications::create::NewApplication};

/// What a row asks for, with the sender's reference, or everything that is wrong with it.
pub fn filing(
    row: &[u8],
    jurisdiction: &Jurisdiction,
    now: DateTime<Utc>,
) -> (Option<String>, Result<Filing, Refusal>) {
    let asked: NewApplication = match parse(row) {
        Ok(asked) => asked,
        Err(problem) => {
            let refusal = Refusal { kind: RefusalKind::Content, code: problem.code, faults: problem.faults };
            return (None, Err(refusal));
        }
    };
    (asked.sender_reference(), asked.filing(jurisdiction, now).and_then(by_exchange))
}

/// A row comes by exchange, under a reference of its sender's, and not on paper.
fn by_exchange(mut filing: Filing) -> Result<Filing, Refusal> {
    let mut faults = Vec::new();
    let mut fault = |wrong: bool, pointer: &str, code| {
        if wrong {
            faults.push(Fault { pointer: pointer.to_owned(), code });
        }
    };
    fault(filing.sender_reference.is_none(), "/sender_reference", "field_missing");
    fault(filing.channel.is_some_and(|channel| channel != Channel::Edi), "/channel", "field_value_unknown");
    if !faults.is_empty() {
        return Err(Refusal::fields("content_invalid", faults));
    }
    filing.channel = Some(Channel::Edi);
    Ok(filing)
}
