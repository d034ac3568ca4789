//! The texts of a topic's messages, as the jurisdiction words them.

use serde::{Deserialize, Serialize};

use super::{MessageLanguage, Topic};
use crate::catalogue::Text;

/// The texts of one topic: `messages/*.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageTemplate {
    /// What about.
    pub topic: Topic,
    /// As an e-mail.
    pub email: MailText,
    /// As an SMS.
    pub sms: Text,
}

/// The texts of an e-mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailText {
    /// Its subject.
    pub subject: Text,
    /// Its body.
    pub body: Text,
}

impl MessageTemplate {
    /// Every text with its key in the file.
    pub fn texts(&self) -> [(&'static str, &Text); 3] {
        [("email.subject", &self.email.subject), ("email.body", &self.email.body), ("sms", &self.sms)]
    }
}

impl Text {
    /// The text in a language.
    pub fn in_language(&self, language: MessageLanguage) -> &str {
        match language {
            MessageLanguage::Zh => &self.zh,
            MessageLanguage::En => &self.en,
        }
    }
}
