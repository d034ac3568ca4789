//! What items and letters have in common: versions with effective dates (S28).

use chrono::NaiveDate;

use super::{Item, LetterTemplate};

/// One version of something that changes over time.
pub trait Edition {
    /// What it is a version of.
    fn code(&self) -> &str;
    /// Which version, from 1.
    fn version(&self) -> i32;
    /// Named hash of what it was made from.
    fn source_hash(&self) -> &str;
    /// First day it is in force.
    fn effective_from(&self) -> NaiveDate;
    /// Last day it is in force; open when empty.
    fn effective_to(&self) -> Option<NaiveDate>;
    /// Gives it its version and first day.
    fn begin(&mut self, version: i32, from: NaiveDate);
    /// Gives it its last day.
    fn end(&mut self, to: NaiveDate);

    /// Whether it is in force on a day.
    fn in_force(&self, on: NaiveDate) -> bool {
        self.effective_from() <= on && self.effective_to().is_none_or(|to| on <= to)
    }
}

macro_rules! editions {
    ($($name:ty),+) => {$(
        impl Edition for $name {
            fn code(&self) -> &str {
                &self.code
            }

            fn version(&self) -> i32 {
                self.version
            }

            fn source_hash(&self) -> &str {
                &self.source_hash
            }

            fn effective_from(&self) -> NaiveDate {
                self.effective_from
            }

            fn effective_to(&self) -> Option<NaiveDate> {
                self.effective_to
            }

            fn begin(&mut self, version: i32, from: NaiveDate) {
                self.version = version;
                self.effective_from = from;
            }

            fn end(&mut self, to: NaiveDate) {
                self.effective_to = Some(to);
            }
        }
    )+};
}

editions!(Item, LetterTemplate);

/// The version in force on a day: the newest of those that are.
pub(super) fn in_force<'a, E: Edition>(editions: &'a [E], code: &str, on: NaiveDate) -> Option<&'a E> {
    editions.iter().filter(|it| it.code() == code && it.in_force(on)).max_by_key(|it| it.version())
}

/// The newest version, in force or not.
pub(super) fn latest<'a, E: Edition>(editions: &'a [E], code: &str) -> Option<&'a E> {
    editions.iter().filter(|it| it.code() == code).max_by_key(|it| it.version())
}
