//! Types of events as one asks for them: one by its name, or all that begin alike.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// No type is longer.
const LONGEST: usize = 64;

/// `certificate.issued`, or `certificate.*` for every type that begins so.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pattern(String);

impl Pattern {
    /// Whether it means this type.
    pub fn matches(&self, kind: &str) -> bool {
        match self.0.strip_suffix('*') {
            Some(beginning) => kind.starts_with(beginning),
            None => self.0 == kind,
        }
    }
}

impl FromStr for Pattern {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (subject, event) = text.split_once('.').ok_or(())?;
        let is_word =
            |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let is_short = text.len() <= LONGEST;
        if is_short && is_word(subject) && (event == "*" || is_word(event)) {
            Ok(Self(text.to_owned()))
        } else {
            Err(())
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_types_and_their_beginnings_are_patterns() {
        for good in ["a.b", "application.*", "verification.deemed_received"] {
            assert_eq!(good.parse::<Pattern>().map(|it| it.to_string()), Ok(good.to_owned()));
        }
        for bad in ["", "*", "application", "application.", ".*", "a.b*", "a.*.b", "A.b", "a.b c"] {
            assert!(bad.parse::<Pattern>().is_err(), "{bad}");
        }
    }
}
