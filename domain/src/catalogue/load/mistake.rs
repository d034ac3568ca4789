//! What is wrong in a jurisdiction's files, and where.

use std::fmt;

use serde::Serialize;

/// Where in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Line, from 1; 0 when the mistake is not at any line, as with a missing file.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// Path of keys: `materials[2].unless`.
    pub key: String,
}

/// A mistake.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Mistake {
    /// The file, as it was given.
    pub file: String,
    /// Where in it.
    pub place: Place,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, place: Place { line, column, key }, message } = self;
        match (line, key.is_empty()) {
            (0, _) => write!(f, "{file}: {message}"),
            (_, true) => write!(f, "{file}:{line}:{column}: {message}"),
            (_, false) => write!(f, "{file}:{line}:{column}: {key}: {message}"),
        }
    }
}
