//! What an event's data are made of.

use chrono::{DateTime, NaiveDate};
use serde_json::Value;
use uuid::Uuid;

/// One of an event's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Its form.
    pub form: Form,
}

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumIter)]
pub enum Form {
    /// The id of something.
    Id,
    /// Ids.
    Ids,
    /// A code of the catalogue: an item, a letter, a material, a clause, a county.
    Code,
    /// Such codes.
    Codes,
    /// A department's code: the event goes to it.
    Department,
    /// Departments' codes: the event goes to each.
    Departments,
    /// A word of an enumeration.
    Word,
    /// Such words.
    Words,
    /// A number, hash or reference as text.
    Text,
    /// A day.
    Date,
    /// An instant.
    Instant,
    /// A whole number.
    Count,
    /// Yes or no.
    Flag,
    /// A list of objects of codes, words and dates.
    Rows,
    /// A list of pairs of a clause and a day.
    Days,
}

impl Form {
    /// Whether a value has this form.
    pub fn admits(self, value: &Value) -> bool {
        let text = value.as_str();
        let each = |form: Self| value.as_array().is_some_and(|all| all.iter().all(|it| form.admits(it)));
        match self {
            Self::Id => text.is_some_and(|it| Uuid::parse_str(it).is_ok()),
            Self::Code | Self::Department | Self::Word | Self::Text => text.is_some(),
            Self::Date => text.is_some_and(|it| it.parse::<NaiveDate>().is_ok()),
            Self::Instant => text.is_some_and(|it| DateTime::parse_from_rfc3339(it).is_ok()),
            Self::Count => value.is_i64() || value.is_u64(),
            Self::Flag => value.is_boolean(),
            Self::Ids => each(Self::Id),
            Self::Codes | Self::Departments | Self::Words => each(Self::Code),
            Self::Rows => value.as_array().is_some_and(|all| all.iter().all(Value::is_object)),
            Self::Days => value
                .as_array()
                .is_some_and(|all| all.iter().all(|it| Self::Code.admits(&it[0]) && Self::Date.admits(&it[1]))),
        }
    }
}
