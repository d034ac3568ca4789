//! How the owner of an account wishes to be told of things.

use std::{collections::BTreeSet, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{MessageWay, SuppressionReason, Topic};
use crate::refusal::{Faults, Refusal};

/// An e-mail address, as it is written. Personal: it prints masked.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The longest that a mail server must take (RFC 5321 §4.5.3.1.3).
    const LONGEST: usize = 254;

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EmailAddress {
    type Err = &'static str;

    /// One `@`, a local part of plain characters and a domain name with a dot: what mail servers take without quoting. It
    /// has no white space and no control character, so it cannot add a header.
    fn from_str(text: &str) -> Result<Self, &'static str> {
        let part = |text: &str, more: &str| {
            let good = |c: char| c.is_ascii_alphanumeric() || more.contains(c);
            !text.is_empty() && text.chars().all(good) && !text.starts_with('.') && !text.ends_with('.')
        };
        let sound = text.len() <= Self::LONGEST
            && !text.contains("..")
            && text.split_once('@').is_some_and(|(local, domain)| {
                local.len() <= 64 && part(local, "!#$%&'*+-/=?^_`{|}~.") && part(domain, "-.") && domain.contains('.')
            });
        if sound { Ok(Self(text.to_owned())) } else { Err("email_shape") }
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(***)")
    }
}

/// The language of messages.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum MessageLanguage {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// How the owner of an account is told of things. Kept encrypted, whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Where e-mails go; SMS to the persons of the application where there is none.
    pub email: Option<EmailAddress>,
    /// The language.
    pub language: MessageLanguage,
    /// What the owner does without.
    pub declined: BTreeSet<Topic>,
}

/// What of it changes; `None` stays.
#[derive(Debug, Clone, Default)]
pub struct ContactChange {
    /// The address, or none any more.
    pub email: Option<Option<String>>,
    /// The language.
    pub language: Option<MessageLanguage>,
    /// What the owner does without, from now on.
    pub declined: Option<BTreeSet<Topic>>,
}

impl Contact {
    /// Changes it. Nobody can do without what the law has the office tell.
    pub fn change(self, change: ContactChange) -> Result<Self, Refusal> {
        let mut faults = Faults::default();
        let email = match change.email {
            None => self.email,
            Some(None) => None,
            Some(Some(text)) => faults.check("/email", text.parse(), |code| *code),
        };
        let declined = change.declined.unwrap_or(self.declined);
        if declined.iter().any(|topic| !topic.is_optional()) {
            faults.add("/declined", "message_owed_by_law");
        }
        faults.into_result("content_invalid")?;
        Ok(Self { email, declined, language: change.language.unwrap_or(self.language) })
    }

    /// By what a message about a topic goes, where these ways are open: by e-mail where there is an address, else by SMS.
    pub fn way(&self, topic: Topic, open: impl Fn(MessageWay) -> bool) -> Result<MessageWay, SuppressionReason> {
        if self.declined.contains(&topic) && topic.is_optional() {
            return Err(SuppressionReason::OptedOut);
        }
        if self.email.is_some() && open(MessageWay::Email) {
            return Ok(MessageWay::Email);
        }
        if open(MessageWay::Sms) {
            return Ok(MessageWay::Sms);
        }
        let no_address = self.email.is_none() && open(MessageWay::Email);
        Err(if no_address { SuppressionReason::NoContact } else { SuppressionReason::NoWay })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_adds_no_header_and_prints_masked() {
        for good in ["li@example.cn", "a.b+tag@mail.example.com"] {
            assert_eq!(good.parse::<EmailAddress>().map(String::from), Ok(good.to_owned()));
        }
        for bad in
            ["", "li", "li@cn", "a@b@c.cn", "a b@example.cn", "a@example.cn\r\nBcc: x@y.cn", "a..b@c.cn", ".a@b.cn"]
        {
            assert!(bad.parse::<EmailAddress>().is_err(), "{bad:?}");
        }
        assert!(!format!("{:?}", "li@example.cn".parse::<EmailAddress>()).contains("li@"));
    }

    #[test]
    fn what_the_law_has_told_cannot_be_declined() {
        let decline = |topic| ContactChange { declined: Some(BTreeSet::from([topic])), ..ContactChange::default() };
        assert!(Contact::default().change(decline(Topic::CorrectionRequested)).is_err());
        let contact = Contact::default().change(decline(Topic::ReadinessDue)).expect("a courtesy");
        assert_eq!(contact.way(Topic::ReadinessDue, |_| true), Err(SuppressionReason::OptedOut));
        assert_eq!(contact.way(Topic::Decided, |_| true), Ok(MessageWay::Sms));
    }

    #[test]
    fn e_mail_goes_before_sms() {
        let contact = Contact { email: "li@example.cn".parse().ok(), ..Contact::default() };
        assert_eq!(contact.way(Topic::Decided, |_| true), Ok(MessageWay::Email));
        assert_eq!(contact.way(Topic::Decided, |way| way == MessageWay::Sms), Ok(MessageWay::Sms));
        assert_eq!(contact.way(Topic::Decided, |_| false), Err(SuppressionReason::NoWay));
        let nobody = Contact::default();
        assert_eq!(nobody.way(Topic::Decided, |way| way == MessageWay::Email), Err(SuppressionReason::NoContact));
    }
}
