//! Which departments an event goes to (S13): one rule for the feed, for what is pushed, and for reconciling the two.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{Event, SubjectKind, event_type};

/// What is known of the bodies that have to do with a subject.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parties {
    /// When an application was filed; a draft has not reached any office.
    pub filed_at: Option<DateTime<Utc>>,
    /// Of an application: those that issue or supervise one of its items. Of a delegation: who entrusts, and who is
    /// entrusted.
    pub departments: BTreeSet<String>,
}

/// The departments that an event goes to: those that its subject concerns and those that it names itself. What happens with
/// accounts, clients, calendars and data is nobody's but the overseers'.
pub fn audience(event: &Event, parties: &Parties) -> BTreeSet<String> {
    let reached = match event.subject_kind {
        SubjectKind::Application => parties.filed_at.is_some_and(|filed| filed <= event.at),
        SubjectKind::Delegation
        | SubjectKind::Designation
        | SubjectKind::Draw
        | SubjectKind::Subscription
        | SubjectKind::IntakeBatch
        | SubjectKind::SupervisionNotice => true,
        SubjectKind::Account
        | SubjectKind::Client
        | SubjectKind::Calendar
        | SubjectKind::Jurisdiction
        | SubjectKind::Notice
        | SubjectKind::Intake
        | SubjectKind::Announcement => false,
    };
    if !reached {
        return BTreeSet::new();
    }
    let named = event_type(&event.kind).map(|it| it.departments(&event.data)).unwrap_or_default();
    parties.departments.iter().map(String::as_str).chain(named).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use uuid::Uuid;

    use super::*;
    use crate::{
        actor::ActorKind,
        event::{ChainHead, EventActor, Fact},
    };

    fn event(subject: SubjectKind, kind: &'static str, data: Value) -> Event {
        let actor = EventActor { kind: ActorKind::Kaiye, id: Uuid::nil() };
        let fact = Fact::new(kind, data);
        let at = DateTime::UNIX_EPOCH;
        Event::append(&ChainHead::start(), Uuid::nil().into(), (subject, Uuid::nil()), actor, at, fact)
    }

    fn parties(filed_at: Option<DateTime<Utc>>) -> Parties {
        Parties { filed_at, departments: BTreeSet::from(["health".to_owned()]) }
    }

    #[test]
    fn a_filed_application_goes_to_its_departments_and_to_those_that_the_event_names() {
        let event = event(SubjectKind::Application, "review.opened", json!({ "departments": ["police", "fire"] }));
        let got = audience(&event, &parties(Some(DateTime::UNIX_EPOCH)));
        assert_eq!(got.iter().map(String::as_str).collect::<Vec<_>>(), ["fire", "health", "police"]);
    }

    #[test]
    fn a_draft_goes_to_nobody_and_what_happened_before_it_was_filed_stays_so() {
        let event = event(SubjectKind::Application, "application.created", json!({}));
        assert!(audience(&event, &parties(None)).is_empty());
        let later = event.at + chrono::TimeDelta::seconds(1);
        assert!(audience(&event, &parties(Some(later))).is_empty());
    }

    #[test]
    fn an_account_that_names_its_department_is_not_its_departments_news() {
        let event = event(SubjectKind::Account, "account.opened", json!({ "department": "fire" }));
        assert!(audience(&event, &Parties::default()).is_empty());
    }
}
