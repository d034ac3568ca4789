//! Messages to applicants: what somebody must or may wish to learn of the case goes out by e-mail or SMS, one message an
//! event, with its own status. They come beside what is served in law ([`crate::served_notice`]), never in its place.
//! No address is in here: how somebody is reached is opened only when a message is sent.

mod contact;
mod mention;
mod placeholder;
mod template;
mod topic;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

pub use contact::{Contact, ContactChange, EmailAddress, MessageLanguage};
pub use mention::Mentioned;
pub use placeholder::{Placeholder, Values, placeholders, rendered};
pub use template::{MailText, MessageTemplate};
pub use topic::{REMINDER, Topic, reminds};

use crate::id::{ApplicationId, EventId, MessageId};

/// By what a message goes.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
    strum::Display,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum MessageWay {
    /// E-mail, to the address that the owner of the account gave.
    Email,
    /// SMS, to the mobile number of the agent, else of the operator.
    Sms,
}

/// Why no message goes out.
#[derive(
    Debug,
    Clone,
    Copy,
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
pub enum SuppressionReason {
    /// The applicant does not want messages about this.
    OptedOut,
    /// The installation has no way to whoever this is: no mail server, no SMS gateway.
    NoWay,
    /// There is neither an e-mail address nor a mobile number.
    NoContact,
}

/// Where a message stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(tag = "status", rename_all = "snake_case")]
#[strum_discriminants(name(MessageStatus), vis(pub))]
#[strum_discriminants(derive(
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
    strum::Display
))]
#[strum_discriminants(serde(rename_all = "snake_case"), strum(serialize_all = "snake_case"))]
#[strum_discriminants(doc = "Where a message stands, without the details.")]
pub enum MessageState {
    /// It waits to be sent, for the first time or again.
    Queued {
        /// Not before.
        next_attempt_at: DateTime<Utc>,
    },
    /// The mail server or the gateway took it.
    Sent {
        /// When.
        at: DateTime<Utc>,
        /// What the gateway calls it.
        receipt: Option<String>,
    },
    /// It was refused for good, or tried in vain for days.
    Failed {
        /// When it was given up.
        at: DateTime<Utc>,
    },
    /// Nothing goes out.
    Suppressed {
        /// Why.
        reason: SuppressionReason,
    },
}

/// Every arrow of the machine; the Mermaid page is checked against it.
pub const MESSAGE_ARROWS: &[(MessageStatus, &str, MessageStatus)] = &[
    (MessageStatus::Queued, "sweep", MessageStatus::Queued),
    (MessageStatus::Queued, "sweep", MessageStatus::Sent),
    (MessageStatus::Queued, "sweep", MessageStatus::Failed),
    (MessageStatus::Queued, "sweep", MessageStatus::Suppressed),
];

/// What an attempt to send came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// It was taken.
    Taken {
        /// What the gateway calls it.
        receipt: Option<String>,
    },
    /// It will never be taken: a word that says why, without anything personal.
    Refused(String),
    /// It was not taken this time: a word that says why, without anything personal.
    Troubled(String),
    /// Nothing goes out after all.
    Suppressed(SuppressionReason),
}

/// A message about one event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its id; an e-mail's Message-ID and the gateway's key are made of it, so that sending twice is one message.
    pub id: MessageId,
    /// The event that it is about; one message each.
    pub event: EventId,
    /// The application.
    pub application: ApplicationId,
    /// What it is about.
    pub topic: Topic,
    /// By what it goes; none where nothing goes out.
    pub way: Option<MessageWay>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// How often it was tried.
    pub attempts: u32,
    /// What went wrong the last time, in a word.
    pub fault: Option<String>,
    /// Where it stands.
    pub state: MessageState,
}

/// How long after each attempt the next one is made; after the last one it is given up. Close on four days in all: a
/// mail server that is down over a weekend loses nothing.
const PAUSES: [TimeDelta; 9] = [
    TimeDelta::minutes(1),
    TimeDelta::minutes(5),
    TimeDelta::minutes(30),
    TimeDelta::hours(2),
    TimeDelta::hours(6),
    TimeDelta::hours(12),
    TimeDelta::hours(24),
    TimeDelta::hours(24),
    TimeDelta::hours(24),
];

impl Message {
    /// Its status.
    pub fn status(&self) -> MessageStatus {
        MessageStatus::from(&self.state)
    }

    /// When it is to be tried next; none once it stands.
    pub fn next_attempt_at(&self) -> Option<DateTime<Utc>> {
        match self.state {
            MessageState::Queued { next_attempt_at } => Some(next_attempt_at),
            MessageState::Sent { .. } | MessageState::Failed { .. } | MessageState::Suppressed { .. } => None,
        }
    }

    /// Notes what an attempt came to. What stands already stays as it is: a message whose process died after sending may
    /// be tried by two.
    pub fn attempted(self, attempt: Attempt, at: DateTime<Utc>) -> Self {
        if self.status() != MessageStatus::Queued {
            return self;
        }
        let attempts = self.attempts + 1;
        let pause = usize::try_from(self.attempts).ok().and_then(|made| PAUSES.get(made));
        match attempt {
            Attempt::Taken { receipt } => {
                Self { attempts, fault: None, state: MessageState::Sent { at, receipt }, ..self }
            }
            Attempt::Refused(fault) => {
                Self { attempts, fault: Some(fault), state: MessageState::Failed { at }, ..self }
            }
            Attempt::Troubled(fault) => {
                let next = |pause: &TimeDelta| MessageState::Queued { next_attempt_at: at + *pause };
                let state = pause.map_or(MessageState::Failed { at }, next);
                Self { attempts, fault: Some(fault), state, ..self }
            }
            Attempt::Suppressed(reason) => Self { state: MessageState::Suppressed { reason }, ..self },
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn queued() -> Message {
        let at = DateTime::UNIX_EPOCH;
        Message {
            id: MessageId(Uuid::nil()),
            event: EventId(Uuid::nil()),
            application: ApplicationId(Uuid::nil()),
            topic: Topic::Accepted,
            way: Some(MessageWay::Email),
            created_at: at,
            attempts: 0,
            fault: None,
            state: MessageState::Queued { next_attempt_at: at },
        }
    }

    #[test]
    fn trouble_is_tried_again_for_days_and_then_given_up() {
        let mut message = queued();
        let mut at = DateTime::UNIX_EPOCH;
        while let Some(next) = message.next_attempt_at() {
            at = next;
            message = message.attempted(Attempt::Troubled("timeout".into()), at);
        }
        assert_eq!(message.state, MessageState::Failed { at });
        assert_eq!(message.attempts, 10);
        assert!((3..=4).contains(&(at - DateTime::UNIX_EPOCH).num_days()));
    }

    #[test]
    fn what_stands_stays() {
        let at = DateTime::UNIX_EPOCH;
        let sent = queued().attempted(Attempt::Taken { receipt: None }, at);
        assert_eq!((sent.status(), sent.attempts), (MessageStatus::Sent, 1));
        assert_eq!(sent.clone().attempted(Attempt::Troubled("timeout".into()), at), sent);
        let refused = queued().attempted(Attempt::Refused("refused_550".into()), at);
        assert_eq!((refused.status(), refused.fault.as_deref()), (MessageStatus::Failed, Some("refused_550")));
    }
}
