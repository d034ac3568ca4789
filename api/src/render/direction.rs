//! Marks that turn the direction of text. An element of its own (`bdi`) holds what stands in it, but for the mark that ends an
//! isolate, which would let the marks after it reach the rest of the line: an amount could be mirrored by the name before it.
//! So they are written out, where people see that they are there.

use std::fmt::Write as _;

use minijinja::{Error, Output, State, Value, escape_formatter};

/// Writes a value as the engine does, and names such a mark by its code point.
pub(super) fn written_out(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.as_str().filter(|text| !value.is_safe() && text.contains(turns)) {
        Some(text) => escape_formatter(out, state, &Value::from(named(text))),
        None => escape_formatter(out, state, value),
    }
}

/// Embeddings, overrides and isolates, and their ends (UAX #9).
pub(crate) fn turns(mark: char) -> bool {
    matches!(mark, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A text with such marks written out.
pub(crate) fn named(text: &str) -> String {
    let mut named = String::with_capacity(text.len());
    for mark in text.chars() {
        if turns(mark) {
            // Writing to a string does not fail.
            let _ = write!(named, "[U+{:04X}]", u32::from(mark));
        } else {
            named.push(mark);
        }
    }
    named
}
