//! Orders as they are shown.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    actor::Actor,
    certificate::CertificateStatus,
    rectification::{PointFound, Prolonging, Recheck, RectificationAction, RectificationStatus, Submission},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    openapi::{maybe_words, words},
    operations::rectification::Kept,
};

/// A rectification order.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RectificationOrder)]
pub struct RectificationView {
    /// Its id.
    pub id: Uuid,
    /// The application.
    pub application_id: Uuid,
    /// The certificate.
    pub certificate_id: Uuid,
    /// The task that found it.
    pub task_id: Uuid,
    /// Code of the item.
    pub item_code: String,
    /// County of the premises.
    pub division: String,
    /// The department that ordered it.
    #[schema(example = "jimsar_health")]
    pub department: String,
    /// The points to be mended: clauses, or the material that is missing.
    pub clauses: Vec<String>,
    /// What is to be done.
    pub demand: String,
    /// Number of the order.
    #[schema(example = "吉卫责改〔2026〕3号")]
    pub document: String,
    /// The last day, as prolonged.
    pub due_on: NaiveDate,
    /// When it was ordered.
    pub ordered_at: DateTime<Utc>,
    /// How it was prolonged.
    pub extension: Option<ProlongingView>,
    /// What the business submitted, in order.
    pub submissions: Vec<SubmissionView>,
    /// What came of it.
    pub recheck: Option<RecheckView>,
    /// The enforcement case that was opened on it.
    pub case_id: Option<Uuid>,
    /// Where it stands.
    #[schema(schema_with = words::<RectificationStatus>)]
    pub status: RectificationStatus,
    /// When it fell away, because its certificate was taken before it was settled.
    pub fallen_away_at: Option<DateTime<Utc>>,
    /// What had become of the certificate then.
    #[schema(schema_with = maybe_words::<CertificateStatus>)]
    pub fallen_away_because: Option<CertificateStatus>,
    /// What you may do with it now.
    #[schema(value_type = Vec<String>, example = json!(["extend_rectification", "recheck_rectification"]))]
    pub allowed_actions: Vec<RectificationAction>,
}

/// How an order was prolonged.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RectificationExtension)]
pub struct ProlongingView {
    /// The last day before.
    pub from: NaiveDate,
    /// The last day since.
    pub to: NaiveDate,
    /// Why.
    pub reason: String,
    /// Number of the decision.
    pub document: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What the business says it has mended.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RectificationSubmission)]
pub struct SubmissionView {
    /// When.
    pub at: DateTime<Utc>,
    /// In its words.
    pub statement: String,
    /// What shows it: materials of the application.
    pub material_ids: Vec<Uuid>,
}

/// What the department found when it looked again.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RectificationRecheck)]
pub struct RecheckView {
    /// When.
    pub at: DateTime<Utc>,
    /// Every point.
    pub points: Vec<PointView>,
    /// That the business refuses to rectify.
    pub refusal: Option<String>,
    /// Number of the document.
    pub document: String,
}

/// What was found of one point.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RectificationPoint)]
pub struct PointView {
    /// The clause or material.
    pub clause: String,
    /// Whether it is mended.
    pub mended: bool,
    /// In the officer's words.
    pub note: String,
}

impl RectificationView {
    /// An order as this actor sees it.
    pub fn new(kept: Kept, actor: &Actor) -> Self {
        let order = kept.order;
        let fallen = order.fallen_away();
        let (status, allowed_actions) = (order.status(), order.actions(actor));
        Self {
            id: order.id.into(),
            application_id: order.application.into(),
            certificate_id: order.certificate.into(),
            task_id: order.task.into(),
            item_code: order.item_code,
            division: order.division,
            department: order.department,
            clauses: order.clauses,
            demand: order.demand,
            document: order.document,
            due_on: order.due_on,
            ordered_at: order.ordered_at,
            extension: order.extension.map(Into::into),
            submissions: order.submissions.into_iter().map(Into::into).collect(),
            recheck: order.recheck.map(Into::into),
            case_id: order.case.map(Into::into),
            status,
            fallen_away_at: fallen.map(|(at, _)| at),
            fallen_away_because: fallen.map(|(_, because)| because),
            allowed_actions,
        }
    }
}

impl From<Prolonging> for ProlongingView {
    fn from(it: Prolonging) -> Self {
        Self { from: it.from, to: it.to, reason: it.reason, document: it.document, at: it.at }
    }
}

impl From<Submission> for SubmissionView {
    fn from(it: Submission) -> Self {
        Self { at: it.at, statement: it.statement, material_ids: it.materials.into_iter().map(Into::into).collect() }
    }
}

impl From<Recheck> for RecheckView {
    fn from(it: Recheck) -> Self {
        let points = it.points.into_iter().map(Into::into).collect();
        Self { at: it.at, points, refusal: it.refusal, document: it.document }
    }
}

impl From<PointFound> for PointView {
    fn from(it: PointFound) -> Self {
        Self { clause: it.clause, mended: it.mended, note: it.note }
    }
}
