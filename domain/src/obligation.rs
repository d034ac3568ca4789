//! The deadlines that the law and the plan set: under which code each is stored, and what it hangs on. How long each
//! is stands in the jurisdiction's policy, with its clause; how it is reckoned is [`crate::time`]'s.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    application::{ChosenRoute, Handling, ItemState, RequestedItem},
    catalogue::{DecisionPeriod, Item, ItemKind},
    policy::Policy,
    time::{Deadline, DeadlineStatus, Period},
};

/// A rule that sets a deadline.
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
pub enum Obligation {
    /// A draft is submitted, or lapses (policy). From the draft's last change.
    SubmitDraft,
    /// The one-time correction notice, else deemed accepted (行政许可法 §32(4); S6). From submission.
    RequestCorrection,
    /// The applicant's correction, else the item lapses (policy). From service of the notice.
    MakeCorrection,
    /// The licence: on the spot, else 3 working days. From acceptance.
    DecideLicence,
    /// An ordinary-route item: 20 working days, 10 more by the head of the body (行政许可法 §42). From acceptance.
    DecideOrdinary,
    /// Joint handling: 45 working days, 15 more (行政许可法 §42). From acceptance.
    DecideJoint,
    /// An item granted on a commitment: on the spot, the same day (S9). From when only the window is still to act.
    DecideOnTheSpot,
    /// What a department's head granted is handed out (行政许可法 §44). From that decision.
    ServeCertificate,
    /// A deferred material due before the decision (S5). From acceptance.
    DeliverBeforeDecision,
    /// A deferred material due after issue (S5). From issue.
    DeliverAfterIssue,
    /// A condition promised by a day is met and proved (S10). The day is the promise's own.
    KeepPromise,
    /// The department can have the approval (S13). From the decision; whether it does is [`Self::Acknowledge`].
    Push,
    /// Published (S12). From the decision.
    Publish,
    /// The department has received the approval, else it is deemed to have (S14). From when it was available.
    Acknowledge,
    /// A commitment is verified (S14). From receipt.
    Verify,
    /// On-site survey or testing (S15). From the grant.
    CheckSite,
    /// A credit repair is decided (policy; S19). From its filing.
    DecideCreditRepair,
    /// What was found is mended (S16). Until the day that the order names.
    Rectify,
    /// What is said to be mended is looked at again (S16). From submission.
    Recheck,
    /// The holder asks for a hearing, or lets it pass (行政处罚法 §64; S17). From the offer.
    RequestHearing,
    /// The grantor says that it has the letter (S18). From the letter.
    AcknowledgeLetter,
    /// The review body decides on an objection (行政复议法 §62). From the objection.
    DecideObjection,
    /// The commitment letters go to who applied by post and the like (S21). From when the application was received.
    ProvideLetters,
    /// A notice that is served by post goes out (policy; S21). From its service.
    SendNotice,
    /// A department answers a supervision notice (S26). Until the day that the notice names.
    AnswerSupervisionNotice,
}

impl Obligation {
    /// Whether its time has run out so that its consequence may be drawn. What falls on the applicant waits while the
    /// date is provisional: nobody loses an application for want of a calendar.
    pub fn has_run_out(self, deadline: &Deadline, now: DateTime<Utc>) -> bool {
        let on_the_applicant = matches!(
            self,
            Self::SubmitDraft
                | Self::MakeCorrection
                | Self::DeliverBeforeDecision
                | Self::DeliverAfterIssue
                | Self::RequestHearing
        );
        let running = matches!(deadline.status(), DeadlineStatus::Running { .. });
        running && deadline.is_overdue(now) && !(on_the_applicant && deadline.is_provisional())
    }

    /// Whether nothing follows for the case when its time has run out but that it is late (S20), which is noted and goes
    /// up the chain (S24). The others bring something about of their own.
    pub fn lateness_is_only_noted(self) -> bool {
        match self {
            Self::DecideLicence
            | Self::DecideOrdinary
            | Self::DecideJoint
            | Self::DecideOnTheSpot
            | Self::ServeCertificate
            | Self::Push
            | Self::Publish
            | Self::Verify
            | Self::CheckSite
            | Self::DecideCreditRepair
            | Self::Recheck
            | Self::AcknowledgeLetter
            | Self::DecideObjection
            | Self::ProvideLetters
            | Self::SendNotice
            | Self::AnswerSupervisionNotice => true,
            Self::SubmitDraft
            | Self::RequestCorrection
            | Self::MakeCorrection
            | Self::DeliverBeforeDecision
            | Self::DeliverAfterIssue
            | Self::KeepPromise
            | Self::Acknowledge
            | Self::Rectify
            | Self::RequestHearing => false,
        }
    }

    /// The fact from which its time runs.
    pub fn starts_with(self) -> &'static str {
        match self {
            Self::SubmitDraft => "drafted",
            Self::RequestCorrection | Self::Recheck => "submitted",
            Self::MakeCorrection => "correction_served",
            Self::DecideLicence | Self::DecideOrdinary | Self::DecideJoint | Self::DeliverBeforeDecision => "accepted",
            Self::DecideOnTheSpot => "cleared",
            Self::DeliverAfterIssue | Self::KeepPromise | Self::CheckSite => "granted",
            Self::ServeCertificate | Self::Push | Self::Publish => "decided",
            Self::Acknowledge => "available",
            Self::Verify => "received",
            Self::DecideCreditRepair => "repair_filed",
            Self::Rectify => "ordered",
            Self::RequestHearing => "offered",
            Self::AcknowledgeLetter => "sent",
            Self::DecideObjection => "objected",
            Self::ProvideLetters => "application_received",
            Self::SendNotice => "served",
            Self::AnswerSupervisionNotice => "asked",
        }
    }

    /// Whether it is the clock of a verification task's work (S14, S15), of which the one that ends first binds.
    pub fn is_verification(self) -> bool {
        matches!(self, Self::Verify | Self::CheckSite)
    }

    /// Whether it is the clock of a decision: what is suspended (行政许可法 §45) and prolonged (§42).
    pub fn is_decision(self) -> bool {
        matches!(self, Self::DecideLicence | Self::DecideOrdinary | Self::DecideJoint)
    }

    /// Whether it is what the window owes of an item for which nobody else is still to act.
    pub fn is_the_windows(self) -> bool {
        matches!(self, Self::DecideOnTheSpot | Self::ServeCertificate)
    }
}

/// What a deadline hangs on.
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
pub enum ObligationSubject {
    /// The application as a whole.
    Application,
    /// A requested item.
    RequestedItem,
    /// A deferred material.
    DeferredMaterial,
    /// A certificate.
    Certificate,
    /// A verification task.
    VerificationTask,
    /// A credit repair.
    CreditRepair,
    /// A rectification order.
    RectificationOrder,
    /// An enforcement case.
    EnforcementCase,
    /// Something to send on paper.
    OutboundNotice,
    /// A supervision notice.
    SupervisionNotice,
}

/// When a duty's clock begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins {
    /// At once.
    Now,
    /// At an instant that the rule names: the acceptance in law, for one.
    At(DateTime<Utc>),
    /// With the supervising department's receipt of the approval (S14).
    OnReceipt,
    /// At once, and it is done as well.
    DoneAtOnce,
}

/// Something that is owed from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// The rule.
    pub obligation: Obligation,
    /// The department that owes it, and answers for it when it is late (S20, S24); the applicant where there is none.
    pub owed_by: Option<String>,
    /// What it hangs on.
    pub subject: (ObligationSubject, Uuid),
    /// How long it may take.
    pub period: Period,
    /// When its clock begins.
    pub begins: Begins,
}

impl Duty {
    /// What the applicant or holder owes.
    pub fn of_applicant(
        obligation: Obligation,
        subject: (ObligationSubject, Uuid),
        period: Period,
        begins: Begins,
    ) -> Self {
        Self { obligation, owed_by: None, subject, period, begins }
    }

    /// What a department owes.
    pub fn of_department(
        department: impl Into<String>,
        obligation: Obligation,
        subject: (ObligationSubject, Uuid),
        period: Period,
        begins: Begins,
    ) -> Self {
        Self { obligation, owed_by: Some(department.into()), subject, period, begins }
    }
}

/// What the log says of a department's duty that is late (S20): it is found by the clock, never typed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DutyFact {
    /// It has run out, done or not.
    Overdue,
    /// What had run out is done after all.
    DoneLate {
        /// When.
        at: DateTime<Utc>,
    },
    /// What was noted as late had been done in time, as became known later.
    DoneInTime {
        /// When.
        at: DateTime<Utc>,
    },
    /// What had run out need not be done any more.
    FellAway {
        /// When.
        at: DateTime<Utc>,
    },
    /// What had run out and fallen away is to be done again.
    Restored,
}

/// How a late duty ended, if it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Late {
    Undone,
    Done(DateTime<Utc>),
    FellAway(DateTime<Utc>),
}

impl Late {
    fn of(deadline: &Deadline) -> Option<Self> {
        match deadline.status() {
            DeadlineStatus::Missed { done_at, .. } => Some(done_at.map_or(Self::Undone, Self::Done)),
            DeadlineStatus::Cancelled { before, at } if matches!(**before, DeadlineStatus::Missed { .. }) => {
                Some(Self::FellAway(*at))
            }
            _ => None,
        }
    }
}

impl DutyFact {
    /// What is new in a deadline that was `before`, if it was there at all.
    pub fn of(before: Option<&Deadline>, after: &Deadline) -> Vec<Self> {
        let (was, is) = (before.and_then(Late::of), Late::of(after));
        if was == is {
            return Vec::new();
        }
        let overdue = was.is_none().then_some(Self::Overdue);
        let news = match (is, after.status()) {
            (Some(Late::Undone), _) => was.map(|_| Self::Restored),
            (Some(Late::Done(at)), _) => Some(Self::DoneLate { at }),
            (Some(Late::FellAway(at)), _) => Some(Self::FellAway { at }),
            (None, DeadlineStatus::Met { at, .. }) => Some(Self::DoneInTime { at: *at }),
            (None, _) => None,
        };
        overdue.filter(|_| is.is_some()).into_iter().chain(news).collect()
    }

    /// The event's type.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Overdue => DUTY_OVERDUE,
            Self::DoneLate { .. } => DUTY_DONE_LATE,
            Self::DoneInTime { .. } => DUTY_DONE_IN_TIME,
            Self::FellAway { .. } => DUTY_FALLEN_AWAY,
            Self::Restored => DUTY_RESTORED,
        }
    }
}

/// A department's duty has run out.
pub const DUTY_OVERDUE: &str = "duty.overdue";
/// A department's duty that had run out is done.
pub const DUTY_DONE_LATE: &str = "duty.done_late";
/// A department's duty that was noted as overdue had been done in time.
pub const DUTY_DONE_IN_TIME: &str = "duty.done_in_time";
/// A department's duty that had run out need not be done any more.
pub const DUTY_FALLEN_AWAY: &str = "duty.fallen_away";
/// A department's duty that had run out and fallen away is to be done again.
pub const DUTY_RESTORED: &str = "duty.restored";

/// What the window owes of an item for which it alone is still to act: a commitment is answered on the spot (S9), and what
/// a department's head granted is handed out (行政许可法 §44). The licence, and what a joint review cleared, keep their
/// own clock until they are issued.
pub fn window_duty(item: &RequestedItem, policy: &Policy) -> Option<(Obligation, Period)> {
    match (&item.state, item.handling) {
        (ItemState::Approved { .. }, Handling::Approver) => {
            Some((Obligation::ServeCertificate, policy.certificate_service.value))
        }
        (ItemState::Accepted { .. }, Handling::Window)
            if item.route == ChosenRoute::Commitment && item.kind != ItemKind::BusinessLicence =>
        {
            Some((Obligation::DecideOnTheSpot, policy.commitment_decision.value))
        }
        _ => None,
    }
}

/// The clock of the decision on an accepted item: the licence's 3 working days, the joint or the ordinary period (行政
/// 许可法 §42). What the window grants on a commitment has [`window_duty`]'s, and a filing has no decision.
pub fn decision_clock(
    item: &Item,
    route: ChosenRoute,
    handling: Handling,
    policy: &Policy,
) -> Option<(Obligation, DecisionPeriod)> {
    let joint = handling == Handling::JointReview;
    let obligation = match (item.kind, route) {
        (ItemKind::Filing, _) | (_, ChosenRoute::Filing) => return None,
        (ItemKind::BusinessLicence, _) => Obligation::DecideLicence,
        _ if joint => Obligation::DecideJoint,
        (_, ChosenRoute::Commitment) => return None,
        (_, ChosenRoute::Ordinary) => Obligation::DecideOrdinary,
    };
    Some((obligation, policy.decision_period(item, joint)))
}
