//! Handing messages out: to a mail server, or to an SMS gateway. What a failure says is a word; never what the other side
//! answered, which may repeat an address.

mod mail;
mod sms;

use kaiye_domain::message::{Attempt, MessageWay};
use mail::Mail;
use sms::Gateway;

use crate::{
    config::{ConfigError, Messages},
    operations::messages::Letter,
    outgoing::Outgoing,
};

/// The word for a way that could not be reached at all; it says nothing about the message.
pub const UNREACHABLE: &str = "unreachable";

/// The ways that the installation has.
pub struct Messenger {
    mail: Option<Mail>,
    sms: Option<Gateway>,
}

impl Messenger {
    /// The ways that are configured.
    pub fn new(config: &Messages) -> Result<Self, ConfigError> {
        let mail = config.smtp.as_ref().map(Mail::new).transpose()?;
        Ok(Self { mail, sms: config.sms.as_ref().map(Gateway::new) })
    }

    /// Whether a way is configured.
    pub fn is_open(&self, way: MessageWay) -> bool {
        match way {
            MessageWay::Email => self.mail.is_some(),
            MessageWay::Sms => self.sms.is_some(),
        }
    }

    /// Hands a letter out.
    pub fn send(&self, letter: &Letter, outgoing: &Outgoing) -> Attempt {
        let attempt = match letter.way {
            MessageWay::Email => self.mail.as_ref().map(|mail| mail.send(letter)),
            MessageWay::Sms => self.sms.as_ref().map(|sms| sms.send(letter, outgoing)),
        };
        attempt.unwrap_or_else(|| Attempt::Troubled(UNREACHABLE.to_owned()))
    }
}
