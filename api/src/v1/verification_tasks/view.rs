//! Tasks as they are shown.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    actor::Actor,
    certificate::CertificateStatus,
    obligation::Obligation,
    verification::{
        Assignment, CheckMethod, ClauseFinding, EarlyOpening, Evidence, FindingResult, Receipt, ReceiptWay, RiskFactor,
        RiskReason, Sighting, Verdict, VerificationAction, VerificationKind, VerificationState, VerificationStatus,
    },
};
use kaiye_persistence::map::TrackedDeadline;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    openapi::{maybe_words, words},
    operations::verification::Kept,
};

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
    /// By when the department receives it, or is deemed to have; null for what waits for no receipt.
    pub receipt_due_on: Option<NaiveDate>,
    /// When the department received it: its clock runs from then (S14).
    pub received_at: Option<DateTime<Utc>>,
    /// In which way.
    #[schema(schema_with = maybe_words::<ReceiptWay>)]
    pub receipt_way: Option<ReceiptWay>,
    /// Every receipt, in the order in which it became known; the earliest counts.
    pub receipts: Vec<ReceiptView>,
    /// The last day, of several lengths the stricter one; null until time runs.
    pub due_on: Option<NaiveDate>,
    /// Whether that day may still move for want of a calendar.
    pub provisional: bool,
    /// Every length that a source gives it.
    pub limits: Vec<LimitView>,
    /// Who is or was on it.
    pub assignment: Option<AssignmentView>,
    /// What was found, in order; of several findings of one clause the last counts.
    pub findings: Vec<FindingView>,
    /// That the business was open before it might (S10).
    pub early_opening: Option<SightingView>,
    /// The files that show it.
    pub evidence: Vec<EvidenceView>,
    /// Why the clock stands still.
    pub suspended_because: Option<String>,
    /// What came of it, by the findings.
    #[schema(schema_with = maybe_words::<Verdict>)]
    pub verdict: Option<Verdict>,
    /// When it was concluded.
    pub concluded_at: Option<DateTime<Utc>>,
    /// The officers' summary.
    pub remarks: Option<String>,
    /// When it fell away, because its certificate was taken before it was done.
    pub fallen_away_at: Option<DateTime<Utc>>,
    /// What had become of the certificate then.
    #[schema(schema_with = maybe_words::<CertificateStatus>)]
    pub fallen_away_because: Option<CertificateStatus>,
    /// How pressing it is: more is more pressing, and lists begin with it.
    pub priority: i32,
    /// Because of what, with what each reason adds.
    pub priority_reasons: Vec<RiskReasonView>,
    /// What you may do with it now.
    #[schema(value_type = Vec<String>, example = json!(["acknowledge_verification_task"]))]
    pub allowed_actions: Vec<VerificationAction>,
}

/// Something that makes a task more pressing.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RiskReason)]
pub struct RiskReasonView {
    /// What.
    #[schema(schema_with = words::<RiskFactor>)]
    pub factor: RiskFactor,
    /// How often, as far as it counts.
    pub count: u32,
    /// What it adds.
    pub points: i32,
}

/// A receipt.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VerificationReceipt)]
pub struct ReceiptView {
    /// How it came.
    #[schema(schema_with = words::<ReceiptWay>)]
    pub way: ReceiptWay,
    /// When the department had it.
    pub received_at: DateTime<Utc>,
    /// When that was noted.
    pub recorded_at: DateTime<Utc>,
    /// The department's own number for it.
    pub reference: Option<String>,
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

/// Who is on a task, and how it is done.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VerificationAssignment)]
pub struct AssignmentView {
    /// The officers' accounts.
    pub officer_ids: Vec<Uuid>,
    /// From papers or at the place.
    #[schema(schema_with = words::<CheckMethod>)]
    pub method: CheckMethod,
    /// Since when.
    pub assigned_at: DateTime<Utc>,
}

/// What was found of one clause.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClauseFinding)]
pub struct FindingView {
    /// Number of the clause; of a missing material, its code.
    pub clause: String,
    /// The result.
    #[schema(schema_with = words::<FindingResult>)]
    pub result: FindingResult,
    /// What was seen.
    #[serde(flatten)]
    pub seen: SightingView,
}

/// Where, when and by whom something was seen, and what shows it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Sighting)]
pub struct SightingView {
    /// Where.
    pub place: Option<String>,
    /// When.
    pub seen_at: DateTime<Utc>,
    /// In the officer's words.
    pub note: String,
    /// What shows it.
    pub evidence_ids: Vec<Uuid>,
    /// Who recorded it.
    pub recorded_by: Uuid,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}

/// A file that shows what was found.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Evidence)]
pub struct EvidenceView {
    /// Its id.
    pub id: Uuid,
    /// Name of the file.
    pub file_name: String,
    /// Media type, found from the content.
    #[schema(example = "image/jpeg")]
    pub media_type: String,
    /// Size in bytes.
    pub size: i64,
    /// Named hash of the content.
    pub digest: String,
    /// When it was added.
    pub added_at: DateTime<Utc>,
}

impl VerificationTaskView {
    /// A task as this actor sees it.
    pub fn new(kept: &Kept, actor: &Actor) -> Self {
        let (task, row) = (&kept.task, &kept.row);
        let work = || kept.clocks.iter().filter(|clock| clock.obligation.is_verification());
        let binding = work().filter(|clock| clock.deadline.due().is_some());
        let binding = binding.min_by_key(|clock| clock.deadline.due()).map(|clock| &clock.deadline);
        let wait = kept.clocks.iter().find(|clock| clock.obligation == Obligation::Acknowledge);
        let receipt = task.receipt();
        let (concluded_at, remarks) = match &task.state {
            VerificationState::Concluded { at, remarks, .. } => (Some(*at), remarks.clone()),
            _ => (None, None),
        };
        let suspended_because = match &task.state {
            VerificationState::Suspended { reason, .. } => Some(reason.clone()),
            _ => None,
        };
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
            status: task.status(),
            available_at: task.available_at,
            receipt_due_on: wait.and_then(|clock| clock.deadline.due()),
            received_at: receipt.map(|receipt| receipt.at),
            receipt_way: receipt.map(|receipt| receipt.way),
            receipts: task.receipts.iter().map(Into::into).collect(),
            due_on: binding.and_then(|deadline| deadline.due()),
            provisional: binding.is_some_and(|deadline| deadline.is_provisional()),
            limits: work().map(|clock| limit(kept, clock)).collect(),
            assignment: task.state.assignment().map(Into::into),
            findings: task.findings.iter().map(Into::into).collect(),
            early_opening: task.early_opening.as_ref().map(|EarlyOpening { seen }| seen.into()),
            evidence: task.evidence.iter().map(Into::into).collect(),
            suspended_because,
            verdict: task.state.verdict(),
            concluded_at,
            remarks,
            fallen_away_at: task.state.fallen_away().map(|(at, _)| at),
            fallen_away_because: task.state.fallen_away().map(|(_, because)| because),
            priority: kept.priority.score,
            priority_reasons: kept.priority.reasons.iter().map(Into::into).collect(),
            allowed_actions: task.actions(actor),
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

impl From<&RiskReason> for RiskReasonView {
    fn from(reason: &RiskReason) -> Self {
        let RiskReason { factor, count, points } = *reason;
        Self { factor, count, points }
    }
}

impl From<&Receipt> for ReceiptView {
    fn from(receipt: &Receipt) -> Self {
        let Receipt { way, at, recorded_at, reference, .. } = receipt.clone();
        Self { way, received_at: at, recorded_at, reference }
    }
}

impl From<&Assignment> for AssignmentView {
    fn from(assignment: &Assignment) -> Self {
        let Assignment { officers, method, at, .. } = assignment.clone();
        Self { officer_ids: officers, method, assigned_at: at }
    }
}

impl From<&ClauseFinding> for FindingView {
    fn from(finding: &ClauseFinding) -> Self {
        Self { clause: finding.clause.clone(), result: finding.result, seen: (&finding.seen).into() }
    }
}

impl From<&Sighting> for SightingView {
    fn from(seen: &Sighting) -> Self {
        Self {
            place: seen.place.clone(),
            seen_at: seen.at,
            note: seen.note.clone(),
            evidence_ids: seen.evidence.iter().map(|id| id.0).collect(),
            recorded_by: seen.by,
            recorded_at: seen.recorded_at,
        }
    }
}

impl From<&Evidence> for EvidenceView {
    fn from(evidence: &Evidence) -> Self {
        let Evidence { id, file_name, media_type, size, digest, at, .. } = evidence.clone();
        Self { id: id.into(), file_name, media_type, size, digest, added_at: at }
    }
}
