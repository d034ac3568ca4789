//! What a department's system wants to be told of, and where (S13): a subscription to the log. Events that match are
//! pushed to its address until it says that it has them.

mod action;
mod delivery;
mod reason;
mod secret;

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

pub use action::{DeliveryAction, SubscriptionAction};
pub use delivery::{Attempted, Delivery, DeliveryStatus};
pub use reason::SubscriptionReason;
pub use secret::SecretTerm;

use crate::{
    catalogue::Jurisdiction,
    event::{Event, Pattern},
    id::SubscriptionId,
    refusal::{Faults, Refusal},
};

/// The type of the event that a test sends; only its own subscription gets it, whatever that asks for.
pub const PINGED: &str = "subscription.pinged";

/// Whether events are pushed.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::EnumIter,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::Display,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SubscriptionStatus {
    /// They are.
    Active,
    /// Its department wants none for now; none is lost.
    Paused,
    /// Kaiye has given up for now; none is lost.
    Disabled,
}

/// Why Kaiye gave up.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr, strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DisableCause {
    /// Nothing has come through for too long.
    Failing,
    /// The address said that it is there no more (410).
    Gone,
}

/// A subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Its id.
    pub id: SubscriptionId,
    /// The department whose part of the log it gets.
    pub department: String,
    /// What it is called.
    pub name: String,
    /// Where events are pushed to.
    pub url: String,
    /// Of which types; of every type when empty.
    pub types: BTreeSet<Pattern>,
    /// Whether they are pushed.
    pub status: SubscriptionStatus,
    /// When and why Kaiye gave up, while it has.
    pub disabled: Option<(DateTime<Utc>, DisableCause)>,
    /// Since when nothing came through, while nothing does.
    pub failing_since: Option<DateTime<Utc>>,
    /// When the first of all that waits is sent out of turn, to see whether the receiver is back.
    pub probe_at: Option<DateTime<Utc>>,
    /// When something last came through, to the minute.
    pub received_at: Option<DateTime<Utc>>,
}

/// The soonest that somebody looks whether a receiver is back.
const SOONEST: TimeDelta = TimeDelta::minutes(1);
/// The latest.
const LATEST: TimeDelta = TimeDelta::minutes(30);

/// A subscription to create.
#[derive(Debug, Clone)]
pub struct NewSubscription {
    /// The department whose part of the log it will get.
    pub department: String,
    /// What it is called.
    pub name: String,
    /// Where events are to be pushed.
    pub url: String,
    /// Of which types.
    pub types: Vec<String>,
}

/// What of a subscription changes; `None` stays.
#[derive(Debug, Clone, Default)]
pub struct SubscriptionChange {
    /// What it is called.
    pub name: Option<String>,
    /// Where events are to be pushed.
    pub url: Option<String>,
    /// Of which types.
    pub types: Option<Vec<String>>,
    /// Pause it, or push again.
    pub active: Option<bool>,
}

impl Subscription {
    /// Subscribes a department that there is. Whether an address may be called is the caller's to know.
    pub fn create(
        id: SubscriptionId,
        new: NewSubscription,
        jurisdiction: &Jurisdiction,
        may_call: impl Fn(&str) -> bool,
    ) -> Result<Self, Refusal> {
        let mut faults = Faults::default();
        if jurisdiction.department(&new.department).is_none() {
            faults.add("/department", "department_unknown");
        }
        check_url(&new.url, may_call, &mut faults);
        let types = patterns(new.types, &mut faults);
        faults.into_result("subscription_invalid")?;
        Ok(Self {
            id,
            department: new.department,
            name: new.name,
            url: new.url,
            types,
            status: SubscriptionStatus::Active,
            disabled: None,
            failing_since: None,
            probe_at: None,
            received_at: None,
        })
    }

    /// Changes it. Made active again it begins anew: what failed before is forgotten.
    pub fn change(mut self, change: SubscriptionChange, may_call: impl Fn(&str) -> bool) -> Result<Self, Refusal> {
        let mut faults = Faults::default();
        if let Some(url) = &change.url {
            check_url(url, may_call, &mut faults);
        }
        let types = change.types.map(|types| patterns(types, &mut faults));
        faults.into_result("subscription_invalid")?;
        self.name = change.name.unwrap_or(self.name);
        self.url = change.url.unwrap_or(self.url);
        self.types = types.unwrap_or(self.types);
        match change.active {
            Some(true) => {
                (self.status, self.disabled) = (SubscriptionStatus::Active, None);
                (self.failing_since, self.probe_at) = (None, None);
            }
            // What Kaiye has given up stays so, with its cause.
            Some(false) if self.status == SubscriptionStatus::Active => self.status = SubscriptionStatus::Paused,
            _ => {}
        }
        Ok(self)
    }

    /// Whether it wants an event. A test is for its own subscription alone, whatever that asks for.
    pub fn wants(&self, event: &Event) -> bool {
        match event.kind == PINGED {
            true => event.subject_id == self.id.0,
            false => self.types.is_empty() || self.types.iter().any(|pattern| pattern.matches(&event.kind)),
        }
    }

    /// Whether somebody may look now whether the receiver is back.
    pub fn may_be_probed(&self, now: DateTime<Utc>) -> bool {
        self.probe_at.is_some_and(|at| at <= now)
    }

    /// Whether nothing at all has come through for longer than this: then it is the receiver that is away, and no event's
    /// fault.
    pub fn away_for(&self, time: TimeDelta, now: DateTime<Utc>) -> bool {
        self.received_at.is_none_or(|at| now - at > time)
    }

    /// Only while it is active can a test or a replay come through.
    pub fn require_active(&self) -> Result<(), Refusal> {
        match self.status {
            SubscriptionStatus::Active => Ok(()),
            _ => Err(SubscriptionReason::NotActive.into()),
        }
    }

    /// Something came through. What had failed before shows that the receiver is back; what came through at once may only
    /// show that it chokes on the other, so that somebody looks.
    pub fn succeeded(self, had_failed: bool, now: DateTime<Utc>) -> Self {
        let failed_long = self.failing_since.is_some_and(|since| now - since >= SOONEST);
        let received_at = self.received_at.filter(|at| now - *at < TimeDelta::minutes(1)).or(Some(now));
        Self { failing_since: None, probe_at: (failed_long && !had_failed).then_some(now), received_at, ..self }
    }

    /// An attempt failed. Kaiye gives up when nothing has come through for `patience`, and at once when the address says
    /// that it is gone. Until then somebody looks after a tenth of the time that it has lasted.
    pub fn failed(mut self, gone: bool, at: DateTime<Utc>, patience: TimeDelta) -> Self {
        let since = *self.failing_since.get_or_insert(at);
        self.probe_at = Some(at + ((at - since) / 10).clamp(SOONEST, LATEST));
        let cause = match gone {
            true => Some(DisableCause::Gone),
            false => (at - since >= patience).then_some(DisableCause::Failing),
        };
        if let Some(cause) = cause.filter(|_| self.status == SubscriptionStatus::Active) {
            self.status = SubscriptionStatus::Disabled;
            self.disabled = Some((at, cause));
        }
        self
    }
}

fn check_url(url: &str, may_call: impl Fn(&str) -> bool, faults: &mut Faults) {
    if !may_call(url) {
        faults.add("/url", "address_refused");
    }
}

fn patterns(types: Vec<String>, faults: &mut Faults) -> BTreeSet<Pattern> {
    let mut patterns = BTreeSet::new();
    for (index, text) in types.into_iter().enumerate() {
        match text.parse() {
            Ok(pattern) => drop(patterns.insert(pattern)),
            Err(()) => faults.add(format!("/types/{index}"), "event_type_unknown"),
        }
    }
    patterns
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        actor::ActorKind,
        event::{ChainHead, EventActor, Fact, SubjectKind},
    };

    /// An event of this type about a subject.
    fn an_event(kind: &'static str, subject: u128) -> Event {
        let actor = EventActor { kind: ActorKind::Kaiye, id: Uuid::nil() };
        let about = (SubjectKind::Subscription, Uuid::from_u128(subject));
        let fact = Fact::new(kind, serde_json::json!({}));
        Event::append(&ChainHead::start(), Uuid::nil().into(), about, actor, after(0), fact)
    }

    fn subscription() -> Subscription {
        Subscription {
            id: SubscriptionId(uuid::Uuid::nil()),
            department: "fire_brigade".into(),
            name: "a".into(),
            url: "https://a.example/".into(),
            types: BTreeSet::new(),
            status: SubscriptionStatus::Active,
            disabled: None,
            failing_since: None,
            probe_at: None,
            received_at: None,
        }
    }

    fn after(hours: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::hours(hours)
    }

    #[test]
    fn it_is_given_up_when_nothing_came_through_for_long_and_begins_anew() {
        let patience = TimeDelta::hours(120);
        let failing = subscription().failed(false, after(0), patience).failed(false, after(119), patience);
        assert_eq!((failing.status, failing.failing_since), (SubscriptionStatus::Active, Some(after(0))));
        let came_through = failing.clone().succeeded(true, after(120)).failed(false, after(120), patience);
        assert_eq!(came_through.status, SubscriptionStatus::Active);
        let disabled = failing.failed(false, after(120), patience);
        assert_eq!(disabled.disabled, Some((after(120), DisableCause::Failing)));
        let paused =
            disabled.clone().change(SubscriptionChange { active: Some(false), ..Default::default() }, |_| true);
        assert_eq!(paused.expect("no change").status, SubscriptionStatus::Disabled);
        let anew = disabled.change(SubscriptionChange { active: Some(true), ..Default::default() }, |_| true);
        assert_eq!(anew.expect("active"), subscription());
    }

    #[test]
    fn somebody_looks_whether_it_is_back_ever_more_rarely() {
        let patience = TimeDelta::hours(120);
        let looks = |at: DateTime<Utc>| subscription().failed(false, after(0), patience).failed(false, at, patience);
        let wait = |at: DateTime<Utc>| looks(at).probe_at.map(|probe_at| probe_at - at);
        assert_eq!(wait(after(0)), Some(TimeDelta::minutes(1)));
        assert_eq!(wait(after(2)), Some(TimeDelta::minutes(12)));
        assert_eq!(wait(after(100)), Some(TimeDelta::minutes(30)));
        assert!(!subscription().may_be_probed(after(1)) && looks(after(1)).may_be_probed(after(2)));
        let day = TimeDelta::hours(24);
        let received = subscription().succeeded(false, after(0)).failed(false, after(1), patience);
        assert!(!received.away_for(day, after(24)) && received.away_for(day, after(25)));
        assert!(subscription().away_for(day, after(0)), "nothing ever came through");
        let (back, choking) = (looks(after(1)).succeeded(true, after(1)), looks(after(1)).succeeded(false, after(1)));
        assert!(back.failing_since.is_none() && !back.may_be_probed(after(24)));
        assert!(choking.may_be_probed(after(1)));
    }

    #[test]
    fn an_address_that_is_gone_is_not_tried_for_days() {
        let gone = subscription().failed(true, after(1), TimeDelta::hours(120));
        assert_eq!(gone.disabled, Some((after(1), DisableCause::Gone)));
        assert!(gone.require_active().is_err());
    }

    #[test]
    fn it_wants_what_it_asks_for() {
        let mut some = subscription();
        let wants = |of: &Subscription, kind, subject| of.wants(&an_event(kind, subject));
        assert!(wants(&some, "anything.at_all", 1) && wants(&some, PINGED, 0) && !wants(&some, PINGED, 1));
        some.types = ["certificate.*", "application.issued"].iter().map(|text| text.parse().expect("a type")).collect();
        assert!(wants(&some, "certificate.revoked", 1) && wants(&some, "application.issued", 1));
        assert!(!wants(&some, "application.submitted", 1) && !wants(&some, "certificates.x", 1));
        assert!(wants(&some, PINGED, 0));
    }
}
