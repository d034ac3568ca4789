//! One event log (design §4): what an event is, and how it is chained within its subject. Events are facts without
//! personal data; who may read the details fetches them.

mod audience;
mod catalogue;
mod exchange;
mod pattern;
mod reconciliation;

pub use audience::{Parties, audience};
pub use catalogue::{EventType, Field, Form, carries_approval, event_type, event_types};
pub use exchange::ExchangeWay;
pub use pattern::Pattern;
pub use reconciliation::{Differences, Owed, Tally, differences};

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{actor::ActorKind, hash::sha256, id::EventId};

/// What an event is about: the subject whose chain it extends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SubjectKind {
    /// An application and everything that follows from it.
    Application,
    /// A seal delegation and its numbers.
    Delegation,
    /// A department's or county's designation.
    Designation,
    /// An account.
    Account,
    /// An agency's system.
    Client,
    /// A calendar year of one scope.
    Calendar,
    /// The jurisdiction's data.
    Jurisdiction,
    /// A one-time notice.
    Notice,
    /// A random draw of inspections.
    Draw,
    /// A department's subscription to the log.
    Subscription,
    /// Something that came in on paper or by e-mail.
    Intake,
    /// A batch of applications.
    IntakeBatch,
    /// A supervision notice.
    SupervisionNotice,
    /// An announcement.
    Announcement,
}

/// Where in a subject's chain the next event goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainHead {
    /// The last event's number within the subject; 0 before the first.
    pub sequence: i64,
    /// The last event's hash; empty before the first.
    pub hash: String,
}

impl ChainHead {
    /// Before the first event.
    pub fn start() -> Self {
        Self { sequence: 0, hash: String::new() }
    }
}

/// Who did it, without a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventActor {
    /// What kind of actor.
    pub kind: ActorKind,
    /// Its id.
    pub id: Uuid,
}

/// A fact, before it has its place in the chain.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Dotted type, e.g. `application.submitted`.
    pub kind: &'static str,
    /// Thin data: ids, codes, dates, counts; never a name, number or address of a person.
    pub data: serde_json::Value,
}

impl Fact {
    /// A fact of this type with this data.
    pub fn new(kind: &'static str, data: serde_json::Value) -> Self {
        Self { kind, data }
    }
}

/// An event in its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Stable id.
    pub id: EventId,
    /// Dotted type.
    pub kind: String,
    /// Kind of subject.
    pub subject_kind: SubjectKind,
    /// The subject.
    pub subject_id: Uuid,
    /// Number within the subject, from 1, without gaps.
    pub sequence: i64,
    /// Who did it.
    pub actor: EventActor,
    /// When, to the microsecond (what both databases keep).
    pub at: DateTime<Utc>,
    /// Thin data.
    pub data: serde_json::Value,
    /// Hash of the event before; empty for the first.
    pub previous_hash: String,
    /// Hash over everything above.
    pub hash: String,
}

impl Event {
    /// Puts a fact at the head of its subject's chain.
    pub fn append(
        head: &ChainHead,
        id: EventId,
        subject: (SubjectKind, Uuid),
        actor: EventActor,
        at: DateTime<Utc>,
        fact: Fact,
    ) -> Self {
        let mut event = Self {
            id,
            kind: fact.kind.to_owned(),
            subject_kind: subject.0,
            subject_id: subject.1,
            sequence: head.sequence + 1,
            actor,
            at,
            data: fact.data,
            previous_hash: head.hash.clone(),
            hash: String::new(),
        };
        event.hash = event.computed_hash();
        event
    }

    /// The hash this event ought to have: SHA-256 over its fields, a line each.
    pub fn computed_hash(&self) -> String {
        let actor_kind: &str = self.actor.kind.into();
        let subject_kind: &str = self.subject_kind.into();
        let text = [
            self.previous_hash.clone(),
            self.id.to_string(),
            self.kind.clone(),
            format!("{subject_kind} {}", self.subject_id),
            self.sequence.to_string(),
            format!("{actor_kind} {}", self.actor.id),
            self.at.to_rfc3339_opts(SecondsFormat::Micros, true),
            self.data.to_string(),
        ]
        .join("\n");
        sha256(text)
    }

    /// The head after this event.
    pub fn head(&self) -> ChainHead {
        ChainHead { sequence: self.sequence, hash: self.hash.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(head: &ChainHead, kind: &'static str) -> Event {
        Event::append(
            head,
            EventId(Uuid::nil()),
            (SubjectKind::Application, Uuid::nil()),
            EventActor { kind: ActorKind::Kaiye, id: Uuid::nil() },
            DateTime::UNIX_EPOCH,
            Fact::new(kind, serde_json::json!({"b": 1, "a": 2})),
        )
    }

    #[test]
    fn a_chain_breaks_where_an_event_is_changed() {
        let first = event(&ChainHead::start(), "application.created");
        let mut second = event(&first.head(), "application.submitted");
        assert_eq!(second.sequence, 2);
        assert_eq!(second.previous_hash, first.hash);
        assert_eq!(second.computed_hash(), second.hash);
        second.kind = "application.withdrawn".to_owned();
        assert_ne!(second.computed_hash(), second.hash);
    }
}
