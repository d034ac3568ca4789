//! An e-mail as an intake (S22): why one is declined, which application it belongs to, and which material a file that is
//! attached to it is.

use serde::{Deserialize, Serialize};

use super::Finding;
use crate::{catalogue::Jurisdiction, folding::folded};

/// Why an e-mail is declined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumIter)]
pub enum MessageReason {
    /// It cannot be read as a message.
    Unreadable,
    /// It does not say from which one mailbox it is.
    SenderUnclear,
    /// A machine sent it by itself: it is never answered, so that two machines do not write to each other for ever.
    Automatic,
    /// It breaks off.
    Truncated,
    /// It has more files than one message may have.
    TooManyFiles,
    /// The application that it names is not there, or did not come from this mailbox.
    NoSuchApplication,
    /// What it asks for is not in order; the findings say why.
    ApplicationInvalid,
}

impl MessageReason {
    /// Stable code; a key of the API's texts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "message_unreadable",
            Self::SenderUnclear => "message_sender_unclear",
            Self::Automatic => "message_automatic",
            Self::Truncated => "message_truncated",
            Self::TooManyFiles => "message_too_many_files",
            Self::NoSuchApplication => "message_no_such_application",
            Self::ApplicationInvalid => "message_application_invalid",
        }
    }
}

/// What became of a file that was attached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentOutcome {
    /// Its name.
    pub name: String,
    /// The material that it was filed as.
    pub material: Option<String>,
    /// Code of why it was not.
    pub code: Option<String>,
}

/// What a message said and was answered. Personal: kept sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageSaid {
    /// The mailbox that it is from; empty where that is unclear.
    pub sender: String,
    /// Its subject.
    pub subject: String,
    /// What became of each file that was attached.
    pub attachments: Vec<AttachmentOutcome>,
    /// What is wrong with what it asks for, or still missing of its application.
    pub findings: Vec<Finding>,
    /// The message that answers it (RFC 5322), where it is answered.
    pub answer: Option<String>,
}

/// The number of an application that a message names, in its subject before its text: the first of either.
pub fn quoted_number(subject: &str, text: &str) -> Option<String> {
    [subject, text].iter().find_map(|said| first_number(said))
}

/// The first that is written as the numbers of applications are: `BJ-2025-7K2M9PQX4W1A`.
fn first_number(said: &str) -> Option<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    said.split(|c| !is_part(c)).map(str::to_ascii_uppercase).find(|word| {
        let parts: Vec<&str> = word.split('-').collect();
        let [series, year, code] = parts[..] else { return false };
        series == "BJ" && year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && code.len() == 12
    })
}

/// The material that a file is by its name: its code, or what it is called in Chinese or English, before the ending.
pub fn material_named<'a>(file_name: &str, jurisdiction: &'a Jurisdiction) -> Option<&'a str> {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let named = folded(stem);
    let found = jurisdiction.materials.iter().find(|material| {
        let names = [&material.code, &material.name.zh, &material.name.en];
        !named.is_empty() && names.iter().any(|name| folded(name) == named)
    });
    found.map(|material| material.code.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_wherever_it_is_quoted() {
        let number = Some("BJ-2025-7K2M9PQX4W1A".to_owned());
        assert_eq!(quoted_number("答复：【bj-2025-7k2m9pqx4w1a】", "BJ-2025-000000000000"), number);
        assert_eq!(quoted_number("材料", "> 办件编号：BJ-2025-7K2M9PQX4W1A，请补正"), number);
        for other in ["BJ-25-7K2M9PQX4W1A", "SL-2025-7K2M9PQX4W1A", "BJ-2025-7K2M", "XBJ-2025-7K2M9PQX4W1A-1", ""] {
            assert_eq!(quoted_number(other, ""), None, "{other}");
        }
    }
}
