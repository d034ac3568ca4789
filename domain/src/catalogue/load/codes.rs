//! The codes that files define: what may be referred to.

use std::collections::BTreeMap;

use super::{mistake::Mistake, source::Source};

/// Codes of one kind.
#[derive(Default)]
pub(super) struct Codes {
    known: BTreeMap<String, String>,
    open: bool,
}

impl Codes {
    /// The codes at a key of each source, or at that of each element of a list; twice the same is noted, and so is one
    /// of another shape. A file that could not be read may define anything.
    pub(super) fn of<'s, 'a: 's>(
        sources: impl IntoIterator<Item = &'s Source<'a>>,
        list: Option<&str>,
        key: &str,
        is_code: fn(&str) -> bool,
        mistakes: &mut Vec<Mistake>,
    ) -> Self {
        let mut codes = Self::default();
        for source in sources {
            codes.open |= !source.sound;
            let keys: Vec<String> = match list {
                None => vec![key.to_owned()],
                Some(list) => (0..source.count(list)).map(|index| format!("{list}[{index}].{key}")).collect(),
            };
            for key in keys {
                let Some(code) = source.word(&key) else {
                    codes.open = true;
                    continue;
                };
                if !is_code(code) {
                    mistakes.push(source.mistake(&key, format!("`{code}` is not a code")));
                }
                if let Some(first) = codes.known.insert(code.to_owned(), source.file.to_owned()) {
                    mistakes.push(source.mistake(&key, format!("`{code}` is defined twice; first in {first}")));
                }
            }
        }
        codes
    }

    /// Codes of files that are not there: anything may be meant.
    pub(super) fn unknown() -> Self {
        Self { known: BTreeMap::new(), open: true }
    }

    /// Whether a code may be referred to.
    pub(super) fn has(&self, code: &str) -> bool {
        self.open || self.known.contains_key(code)
    }
}

/// Codes are words of the wire: snake_case.
pub(super) fn is_word(code: &str) -> bool {
    code.starts_with(|it: char| it.is_ascii_lowercase())
        && code.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_')
}

/// A division's code: GB/T 2260, or a word for the zone.
pub(super) fn is_division(code: &str) -> bool {
    is_word(code) || code.parse::<crate::identity::DivisionCode>().is_ok()
}
