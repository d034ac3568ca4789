//! What comes in and is not typed by the applicant (S22): a letter, a telex or a fax is recorded with its scan as it
//! arrives, and becomes an application when somebody drafts one from it. What a machine hands over, an e-mail or a row
//! of a batch, is drafted at once.

mod batch;
mod message;
mod reason;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use batch::{BatchFormat, BatchStatus, EntryOutcome, EntryStatus, Finding, IntakeBatch, RowPlace, still_missing};
pub use message::{AttachmentOutcome, MessageReason, MessageSaid, material_named, quoted_number};
pub use reason::IntakeReason;

use crate::{
    actor::Actor,
    application::{Channel, Intake},
    id::{ApplicationId, IntakeId},
    refusal::{Fault, Refusal},
    time::{Calendar, Period, end_of, local_date},
};

/// The file that came: the scan of a paper, or the message as it was handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakeFile {
    /// Its name.
    pub name: String,
    /// Media type, found from the content.
    pub media_type: String,
    /// Size in bytes.
    pub size: i64,
    /// Named hash of the content.
    pub digest: String,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(tag = "status", rename_all = "snake_case")]
#[strum_discriminants(name(IntakeStatus), vis(pub))]
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
#[strum_discriminants(doc = "What became of an intake, without the details.")]
pub enum IntakeState {
    /// It waits for somebody to draft an application from it.
    Recorded,
    /// It belongs to an application.
    Filed {
        /// Which.
        application: ApplicationId,
        /// Since when.
        at: DateTime<Utc>,
    },
    /// It was not taken in.
    Declined {
        /// Code of why not.
        reason: String,
        /// When.
        at: DateTime<Utc>,
    },
}

/// Every arrow of the machine; the Mermaid page is checked against it.
pub const INTAKE_ARROWS: &[(IntakeStatus, &str, IntakeStatus)] =
    &[(IntakeStatus::Recorded, "create_application", IntakeStatus::Filed)];

/// Something that came in (来件).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakeRecord {
    /// Its id.
    pub id: IntakeId,
    /// 收件编号.
    pub number: String,
    /// By which channel, when it came, when and by whom it was recorded.
    pub facts: Intake,
    /// What came.
    pub file: IntakeFile,
    /// What became of it.
    pub state: IntakeState,
    /// The last day by which somebody drafts an application from it (S22); none for what does not wait for that.
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
    /// Since when it is noted that nobody had by that day (S20).
    #[serde(default)]
    pub overdue_at: Option<DateTime<Utc>>,
}

/// The last day by which what was received then is typed (policy; S22): from its receipt, whenever it is recorded.
pub fn typed_by(received_at: DateTime<Utc>, period: Period, calendar: &Calendar) -> NaiveDate {
    period.last_day(local_date(received_at), calendar).date
}

impl IntakeRecord {
    /// A paper recorded at the window (S22): a letter, a telex, a fax, or what was handed in. What machines hand over has
    /// its own way in, and what is typed into a portal needs none.
    pub fn of_paper(
        id: IntakeId,
        number: String,
        facts: Intake,
        file: IntakeFile,
        due_on: NaiveDate,
    ) -> Result<Self, Refusal> {
        match facts.channel {
            Channel::Letter | Channel::Telex | Channel::Fax | Channel::Counter => {
                let state = IntakeState::Recorded;
                Ok(Self { id, number, facts, file, state, due_on: Some(due_on), overdue_at: None })
            }
            Channel::Portal | Channel::App | Channel::Edi | Channel::Email => {
                let fault = Fault { pointer: "/channel".to_owned(), code: "not_on_paper" };
                Err(Refusal::fields("content_invalid", vec![fault]))
            }
        }
    }

    /// A message that a mail server handed over (S22), with what became of it. One that waits for the window is typed as
    /// soon as a paper.
    pub fn of_message(
        id: IntakeId,
        number: String,
        facts: Intake,
        file: IntakeFile,
        state: IntakeState,
        due_on: NaiveDate,
    ) -> Self {
        let due_on = (state == IntakeState::Recorded).then_some(due_on);
        Self { id, number, facts, file, state, due_on, overdue_at: None }
    }

    /// Looks at its clock, with the last day reckoned anew: what still waits after that day is late, which is noted once.
    pub fn watch(self, due_on: NaiveDate, now: DateTime<Utc>) -> Self {
        if self.state != IntakeState::Recorded || self.overdue_at.is_some() {
            return self;
        }
        Self { due_on: Some(due_on), overdue_at: (now >= end_of(due_on)).then_some(now), ..self }
    }

    /// Whether it still waits and is noted as late.
    pub fn is_overdue(&self) -> bool {
        self.state == IntakeState::Recorded && self.overdue_at.is_some()
    }

    /// An application was drafted from it, once.
    pub fn file(self, application: ApplicationId, at: DateTime<Utc>) -> Result<Self, Refusal> {
        match self.state {
            IntakeState::Recorded => Ok(Self { state: IntakeState::Filed { application, at }, ..self }),
            IntakeState::Filed { .. } | IntakeState::Declined { .. } => Err(IntakeReason::Settled.into()),
        }
    }

    /// The application that it belongs to.
    pub fn application(&self) -> Option<ApplicationId> {
        match self.state {
            IntakeState::Filed { application, .. } => Some(application),
            IntakeState::Recorded | IntakeState::Declined { .. } => None,
        }
    }

    /// What this actor may do with it now.
    pub fn actions(&self, actor: &Actor) -> Vec<IntakeAction> {
        use crate::actor::Permission::FileApplication;
        let open = self.state == IntakeState::Recorded && actor.may(FileApplication);
        if open { vec![IntakeAction::CreateApplication] } else { Vec::new() }
    }
}

/// What may be done with an intake; each is an operation of the API.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum IntakeAction {
    /// Draft an application from it.
    CreateApplication,
}

/// Who reads what came in: the window and inspection all of it, a system what it handed over itself.
pub fn only_of(actor: &Actor) -> Option<Uuid> {
    match actor.reach() {
        crate::actor::Reach::All => None,
        crate::actor::Reach::Within(_) => Some(actor.id),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::actor::{ActorKind, Role};

    const DUE: NaiveDate = NaiveDate::from_ymd_opt(1970, 1, 2).expect("a day");

    fn clerk() -> Actor {
        let roles = BTreeSet::from([Role::WindowClerk]);
        Actor { kind: ActorKind::Account, id: Uuid::nil(), roles, department: None, county: None, scopes: None }
    }

    fn record(channel: Channel) -> Result<IntakeRecord, Refusal> {
        let now = DateTime::UNIX_EPOCH;
        let facts = Intake::record(channel, None, None, now, &clerk())?;
        let file = IntakeFile { name: "a".into(), media_type: "application/pdf".into(), size: 1, digest: "d".into() };
        IntakeRecord::of_paper(Uuid::nil().into(), "LJ-1".into(), facts, file, DUE)
    }

    #[test]
    fn paper_comes_by_four_ways() {
        for channel in [Channel::Letter, Channel::Telex, Channel::Fax, Channel::Counter] {
            assert!(record(channel).is_ok());
        }
        for channel in [Channel::Portal, Channel::App, Channel::Edi, Channel::Email] {
            let fault = Fault { pointer: "/channel".to_owned(), code: "not_on_paper" };
            assert_eq!(record(channel).expect_err("no paper").faults, [fault]);
        }
    }

    #[test]
    fn one_paper_becomes_one_application() {
        let (now, application) = (DateTime::UNIX_EPOCH, ApplicationId(Uuid::nil()));
        let letter = record(Channel::Letter).expect("a letter");
        assert_eq!(letter.actions(&clerk()), [IntakeAction::CreateApplication]);
        let filed = letter.file(application, now).expect("filed");
        assert_eq!(filed.application(), Some(application));
        assert!(filed.actions(&clerk()).is_empty());
        assert_eq!(filed.file(application, now).expect_err("twice").code, "intake_settled");
    }

    #[test]
    fn what_nobody_types_is_late_after_its_last_day_and_only_once() {
        let (now, late) = (DateTime::UNIX_EPOCH, end_of(DUE));
        let letter = record(Channel::Letter).expect("a letter");
        let in_time = letter.clone().watch(DUE, late - chrono::TimeDelta::seconds(1));
        assert_eq!((in_time.is_overdue(), in_time.due_on), (false, Some(DUE)));
        let moved = letter.clone().watch(DUE.succ_opt().expect("a day"), late);
        assert!(!moved.is_overdue(), "the calendar gave it another day");
        let overdue = letter.watch(DUE, late);
        assert_eq!((overdue.is_overdue(), overdue.overdue_at), (true, Some(late)));
        assert_eq!(overdue.clone().watch(DUE, late + chrono::TimeDelta::days(1)), overdue);
        let filed = overdue.file(ApplicationId(Uuid::nil()), now).expect("filed");
        assert!(!filed.is_overdue(), "it waits no more");
        assert_eq!(filed.clone().watch(DUE, late), filed);
    }
}
