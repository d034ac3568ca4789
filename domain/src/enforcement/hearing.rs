//! The hearing (行政处罚法 §63–65): offered before a revocation, asked for within 5 working days or not at all, held by
//! who did not investigate, on a day that was told seven days before.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{CaseAction, EnforcementCase};
use crate::{
    actor::Actor,
    refusal::{Faults, Refusal},
    time::local_date,
};

/// How long before the hearing its day and place are told (行政处罚法 §64(2)).
const NOTICE_DAYS: i64 = 7;

/// Where a hearing stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(tag = "status", rename_all = "snake_case")]
#[strum_discriminants(name(HearingStatus), vis(pub))]
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
#[strum_discriminants(doc = "Where a hearing stands, without the details.")]
pub enum HearingState {
    /// The holder may ask for it.
    Offered,
    /// It asked.
    Requested {
        /// When.
        at: DateTime<Utc>,
        /// By whom.
        by: Uuid,
    },
    /// It was held.
    Held {
        /// Its record.
        record: HearingRecord,
    },
    /// The time passed and nobody asked.
    Waived {
        /// When that was found.
        at: DateTime<Utc>,
    },
}

/// Every arrow of the machine; the Mermaid page is checked against it.
pub const HEARING_ARROWS: &[(HearingStatus, &str, HearingStatus)] = &[
    (HearingStatus::Offered, "request_hearing", HearingStatus::Requested),
    (HearingStatus::Offered, "sweep", HearingStatus::Waived),
    (HearingStatus::Requested, "record_hearing", HearingStatus::Held),
];

/// What was held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HearingRecord {
    /// The day on which the holder was told of its day and place.
    pub notified_on: NaiveDate,
    /// The day.
    pub held_on: NaiveDate,
    /// What the holder said and what follows, in the office's words (听证报告).
    pub report: String,
    /// Number of the report.
    pub document: String,
    /// Who recorded it.
    pub by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

/// A hearing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hearing {
    /// When it was offered.
    pub offered_at: DateTime<Utc>,
    /// By whom.
    pub offered_by: Uuid,
    /// Number of the notice.
    pub document: String,
    /// What is meant to be decided, and why (行政处罚法 §44).
    pub intended: String,
    /// The law it would rest on (行政处罚法 §44); none of one that was offered before that was asked for.
    #[serde(default)]
    pub law: Option<String>,
    /// Where it stands.
    pub state: HearingState,
}

impl Hearing {
    /// Its status.
    pub fn status(&self) -> HearingStatus {
        (&self.state).into()
    }
}

impl EnforcementCase {
    /// Offers the hearing before a revocation, once: with what is intended and why, and the law (行政处罚法 §44).
    pub fn offer_hearing(
        self,
        (intended, law): (String, String),
        document: String,
        (actor, now): (&Actor, DateTime<Utc>),
    ) -> Result<Self, Refusal> {
        self.require(CaseAction::OfferHearing, actor, now)?;
        let state = HearingState::Offered;
        let hearing = Hearing { offered_at: now, offered_by: actor.id, document, intended, law: Some(law), state };
        Ok(Self { hearing: Some(hearing), ..self })
    }

    /// The holder asks for it, while its time runs.
    pub fn request_hearing(self, (actor, now): (&Actor, DateTime<Utc>)) -> Result<Self, Refusal> {
        self.require(CaseAction::RequestHearing, actor, now)?;
        Ok(self.with_hearing(HearingState::Requested { at: now, by: actor.id }))
    }

    /// Its time passed and nobody asked.
    pub fn waive_hearing(self, now: DateTime<Utc>) -> Self {
        let offered = self.hearing.as_ref().is_some_and(|hearing| hearing.state == HearingState::Offered);
        if offered { self.with_hearing(HearingState::Waived { at: now }) } else { self }
    }

    /// It was held; the report says what came of it.
    pub fn record_hearing(self, record: HearingRecord, actor: &Actor) -> Result<Self, Refusal> {
        self.require(CaseAction::RecordHearing, actor, record.at)?;
        let mut faults = Faults::default();
        if record.held_on > local_date(record.at) {
            faults.add("/held_on", "not_in_the_past");
        }
        if record.held_on - record.notified_on < TimeDelta::days(NOTICE_DAYS) {
            faults.add("/notified_on", "hearing_notice_too_late");
        }
        if self.hearing.as_ref().is_some_and(|hearing| record.notified_on < local_date(hearing.offered_at)) {
            faults.add("/notified_on", "before_the_offer");
        }
        faults.into_result("content_invalid")?;
        Ok(self.with_hearing(HearingState::Held { record }))
    }

    fn with_hearing(self, state: HearingState) -> Self {
        let hearing = self.hearing.map(|hearing| Hearing { state, ..hearing });
        Self { hearing, ..self }
    }
}
