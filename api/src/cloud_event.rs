//! An event as other systems see it: CloudEvents 1.0, the same in the feed, in its stream, in what is pushed and in what
//! is relayed. Thin, and without personal data: who may know more fetches it.

use chrono::{DateTime, Utc};
use kaiye_persistence::repo::event::Positioned;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// The media type of one event in JSON (structured mode).
pub const MEDIA_TYPE: &str = "application/cloudevents+json";

/// An event, as CloudEvents 1.0 says it in JSON.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CloudEvent {
    /// Version of CloudEvents.
    #[schema(example = "1.0")]
    pub specversion: &'static str,
    /// Stable id: whoever sees it again has seen it before.
    pub id: Uuid,
    /// Where it happened.
    #[schema(example = "/jurisdictions/zhundong")]
    pub source: String,
    /// What happened, as the timeline has it.
    #[serde(rename = "type")]
    #[schema(example = "certificate.issued")]
    pub kind: String,
    /// What it is about: kind and id.
    #[schema(example = "application/01973384-5500-7436-b094-5f7b12517b25")]
    pub subject: String,
    /// When.
    pub time: DateTime<Utc>,
    /// Media type of `data`.
    #[schema(example = "application/json")]
    pub datacontenttype: &'static str,
    /// Its place in the feed, a whole number as text: events come in the order of it.
    #[schema(example = "4711")]
    pub position: String,
    /// Its number within the subject, without gaps, padded so that texts sort as numbers do.
    #[schema(example = "0000000012")]
    pub sequence: String,
    /// Division code of where the case lies, for what has a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "652327")]
    pub division: Option<String>,
    /// Ids, codes and dates; `asyncapi.yaml` says which, by type.
    #[schema(value_type = Object)]
    pub data: serde_json::Value,
}

impl CloudEvent {
    /// The event of a jurisdiction, by its code; `None` until it has its place in the feed.
    pub fn of(jurisdiction: &str, placed: &Positioned) -> Option<Self> {
        let event = &placed.event;
        let subject_kind: &str = event.subject_kind.into();
        Some(Self {
            specversion: "1.0",
            id: event.id.into(),
            source: format!("/jurisdictions/{jurisdiction}"),
            kind: event.kind.clone(),
            subject: format!("{subject_kind}/{}", event.subject_id),
            time: event.at,
            datacontenttype: "application/json",
            position: placed.position?.to_string(),
            sequence: format!("{:010}", event.sequence),
            division: placed.division.clone(),
            data: event.data.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use kaiye_domain::{
        actor::ActorKind,
        event::{ChainHead, Event, EventActor, Fact, SubjectKind},
    };
    use serde_json::json;

    use super::*;

    #[test]
    fn it_reads_as_cloudevents_says() {
        let actor = EventActor { kind: ActorKind::Kaiye, id: Uuid::nil() };
        let (subject, fact) =
            ((SubjectKind::Application, Uuid::max()), Fact::new("item.filed", json!({ "item": "a" })));
        let event = Event::append(&ChainHead::start(), Uuid::nil().into(), subject, actor, DateTime::UNIX_EPOCH, fact);
        let placed = Positioned { position: None, division: None, event };
        assert_eq!(CloudEvent::of("zhundong", &placed), None);
        let placed = Positioned { position: Some(7), ..placed };
        assert_eq!(
            serde_json::to_value(CloudEvent::of("zhundong", &placed)).expect("JSON"),
            json!({
                "specversion": "1.0", "id": Uuid::nil(), "source": "/jurisdictions/zhundong", "type": "item.filed",
                "subject": "application/ffffffff-ffff-ffff-ffff-ffffffffffff", "time": "1970-01-01T00:00:00Z",
                "datacontenttype": "application/json", "position": "7", "sequence": "0000000001",
                "data": { "item": "a" },
            })
        );
    }
}
