//! Rectification orders (整改, S16): what a check found not to be as promised is mended by a day that the order names,
//! prolonged once at most, and looked at again. What is not mended, or not even tried, leads to enforcement (S17).

mod action;
mod order;
mod reason;
mod state;

pub use action::RectificationAction;
use chrono::{DateTime, NaiveDate, Utc};
pub use order::{Demand, Inspected, Refused};
pub use reason::RectificationReason;
use serde::{Deserialize, Serialize};
pub use state::{RECTIFICATION_ARROWS, RectificationState, RectificationStatus};
use uuid::Uuid;

use crate::{
    certificate::CertificateStatus,
    id::{ApplicationId, CertificateId, EnforcementCaseId, MaterialId, RectificationId, VerificationTaskId},
    worklist::WorkKind,
};

/// An order to rectify.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RectificationOrder {
    /// Its id.
    pub id: RectificationId,
    /// The application under whose lock everything about it happens.
    pub application: ApplicationId,
    /// Whose application it was.
    pub owner: Uuid,
    /// The certificate whose commitment was not kept.
    pub certificate: CertificateId,
    /// Code of its item.
    pub item_code: String,
    /// County of the premises.
    pub division: String,
    /// The department that found it and ordered it.
    pub department: String,
    /// The concluded task that found it.
    pub task: VerificationTaskId,
    /// The points to be mended: clauses, or the material that is missing.
    pub clauses: Vec<String>,
    /// What is to be done, in the office's words.
    pub demand: String,
    /// Number of the order.
    pub document: String,
    /// The last day, as prolonged.
    pub due_on: NaiveDate,
    /// When it was ordered.
    pub ordered_at: DateTime<Utc>,
    /// By whom.
    pub ordered_by: Uuid,
    /// How it was prolonged.
    pub extension: Option<Prolonging>,
    /// What the business submitted, in order.
    pub submissions: Vec<Submission>,
    /// What came of it.
    pub recheck: Option<Recheck>,
    /// The enforcement case that was opened on it.
    pub case: Option<EnforcementCaseId>,
    /// Where it stands.
    pub state: RectificationState,
}

/// How an order was prolonged, once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prolonging {
    /// The last day before.
    pub from: NaiveDate,
    /// The last day since.
    pub to: NaiveDate,
    /// Why.
    pub reason: String,
    /// Number of the decision.
    pub document: String,
    /// By whom.
    pub by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

/// What the business says it has mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Uuid,
    /// In its words.
    pub statement: String,
    /// What shows it: materials of the application.
    pub materials: Vec<MaterialId>,
}

/// What was found of one point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointFound {
    /// The clause or material.
    pub clause: String,
    /// Whether it is mended.
    pub mended: bool,
    /// In the officer's words.
    pub note: String,
}

/// What the department found when it looked again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recheck {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Uuid,
    /// Every point.
    pub points: Vec<PointFound>,
    /// That the business refuses to rectify, as it was recorded (拒不整改).
    pub refusal: Option<String>,
    /// Number of its document.
    pub document: String,
}

impl RectificationOrder {
    /// Its status.
    pub fn status(&self) -> RectificationStatus {
        (&self.state).into()
    }

    /// The work that is next at its department; none while it is the holder's turn, and after the end. A failed order waits
    /// until a case is opened on it.
    pub fn awaits(&self) -> Option<WorkKind> {
        match self.state {
            RectificationState::Submitted { .. } => Some(WorkKind::RecheckRectification),
            _ if self.has_failed() && self.case.is_none() => Some(WorkKind::OpenEnforcementCase),
            _ => None,
        }
    }

    /// When the department found a point mended, if it did.
    pub fn mended(&self, point: &str) -> Option<DateTime<Utc>> {
        let recheck = self.recheck.as_ref()?;
        recheck.points.iter().any(|found| found.clause == point && found.mended).then_some(recheck.at)
    }

    /// When it fell away, and what had become of its certificate, where it did.
    pub fn fallen_away(&self) -> Option<(DateTime<Utc>, CertificateStatus)> {
        match self.state {
            RectificationState::FallenAway { at, because, .. } => Some((at, because)),
            _ => None,
        }
    }

    /// An enforcement case was opened on it.
    pub fn lead_to(self, case: EnforcementCaseId) -> Self {
        Self { case: Some(case), ..self }
    }

    /// Whether enforcement may follow: it was not mended, refused, or its day passed without a word (S17).
    pub fn has_failed(&self) -> bool {
        matches!(self.state, RectificationState::NotMended { .. } | RectificationState::Overdue { .. })
    }
}
