//! Tasks as they are shown.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    obligation::Obligation,
    verification::{VerificationKind, VerificationStatus},
};
use kaiye_persistence::map::TrackedDeadline;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{openapi::words, operations::verification::Kept};

/// A verification task.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VerificationTask)]
pub struct VerificationTaskView {
    /// Its id.
    pub id: Uuid,
    /// What is to be checked.
    #[schema(schema_with = words::<VerificationKind>)]
    pub kind: VerificationKind,
    /// The department that owes it.
    #[schema(example = "fire_brigade")]
    pub department: String,
    /// The application.
    pub application_id: Uuid,
    /// The certificate.
    pub certificate_id: Uuid,
    /// Code of the item.
    pub item_code: String,
    /// County of the premises.
    pub division: String,
    /// The clauses to look at.
    pub clauses: Vec<String>,
    /// The material that is missing, for that kind.
    pub material_code: Option<String>,
    /// Where it stands.
    #[schema(schema_with = words::<VerificationStatus>)]
    pub status: VerificationStatus,
    /// Since when the department can fetch it.
    pub available_at: DateTime<Utc>,
    /// When the department received it: its clock runs from then (S14).
    pub received_at: Option<DateTime<Utc>>,
    /// The last day, of several lengths the stricter one; null until time runs.
    pub due_on: Option<NaiveDate>,
    /// Whether that day may still move for want of a calendar.
    pub provisional: bool,
    /// Every length that a source gives it.
    pub limits: Vec<LimitView>,
}

/// How long a task may take, by one source.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VerificationLimit)]
pub struct LimitView {
    /// The rule.
    #[schema(schema_with = words::<Obligation>)]
    pub rule: Obligation,
    /// Who says so.
    pub source: String,
    /// How long, as a number of its unit.
    #[schema(value_type = Object, example = json!({ "working_days": 15 }))]
    pub period: kaiye_domain::time::Period,
    /// `open` until time runs, then `running`, `suspended`, `met`, `missed` or `cancelled`.
    #[schema(example = "open")]
    pub status: &'static str,
    /// The last day; null until time runs.
    pub due_on: Option<NaiveDate>,
}

impl From<&Kept> for VerificationTaskView {
    fn from(kept: &Kept) -> Self {
        let (task, row) = (&kept.task, &kept.row);
        let binding = kept.clocks.iter().filter(|clock| clock.deadline.due().is_some());
        let binding = binding.min_by_key(|clock| clock.deadline.due()).map(|clock| &clock.deadline);
        Self {
            id: task.id.into(),
            kind: task.kind,
            department: task.department.clone(),
            application_id: row.application_id.into(),
            certificate_id: task.certificate.into(),
            item_code: task.item_code.clone(),
            division: row.division.clone(),
            clauses: task.clauses.clone(),
            material_code: task.material_code.clone(),
            status: task.status,
            available_at: task.available_at,
            received_at: row.received_at.map(Into::into),
            due_on: binding.and_then(|deadline| deadline.due()),
            provisional: binding.is_some_and(|deadline| deadline.is_provisional()),
            limits: kept.clocks.iter().map(|clock| limit(kept, clock)).collect(),
        }
    }
}

fn limit(kept: &Kept, clock: &TrackedDeadline) -> LimitView {
    let period = clock.deadline.period();
    let source = kept.task.limits.iter().find(|limit| limit.period == period).map(|limit| limit.source.clone());
    LimitView {
        rule: clock.obligation,
        source: source.unwrap_or_default(),
        period,
        status: clock.deadline.status().name(),
        due_on: clock.deadline.due(),
    }
}
