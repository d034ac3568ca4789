//! Types of events as one asks for them: one by its name, or all that begin alike.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::event_types;

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

    /// The types that it means.
    pub fn types(&self) -> impl Iterator<Item = &'static str> {
        event_types().map(|it| it.kind).filter(|kind| self.matches(kind))
    }
}

impl FromStr for Pattern {
    type Err = ();

    /// Nothing is asked for that there is not.
    fn from_str(text: &str) -> Result<Self, ()> {
        let pattern = Self(text.to_owned());
        let is_whole = !text.ends_with('*') || text.ends_with(".*");
        if is_whole && pattern.types().next().is_some() { Ok(pattern) } else { Err(()) }
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
    fn a_pattern_means_one_type_or_a_family() {
        let meant = |text: &str| text.parse::<Pattern>().map(|pattern| pattern.types().collect::<Vec<_>>());
        assert_eq!(meant("item.filed"), Ok(vec!["item.filed"]));
        assert_eq!(meant("material.*"), Ok(vec!["material.added", "material.overdue"]));
        for nothing in ["", "*", "item", "item.", "item*", "item.f*", ".*", "item.*.b", "Item.filed", "nobody.*"] {
            assert!(meant(nothing).is_err(), "{nothing}");
        }
    }
}
