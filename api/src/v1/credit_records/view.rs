//! Records as they are shown: what is public, and around it what concerns those whom it concerns.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    application::SubjectRole,
    bar::BarCause,
    credit::{
        CreditAction, CreditClass, CreditGround, CreditReceipt, CreditRecord, CreditRepair, CreditStatus, GroundKind,
        PlatformWord, RepairState, RepairStatus, Sight,
    },
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    openapi::{word_list, words},
    operations::{
        Outcome, Tx,
        credit::{Kept, certificate, receipts, repairs},
    },
};

/// What is public of a record. It names the business as its licence does, and no natural person.
#[derive(Debug, Serialize, ToSchema)]
pub struct CreditRecordSummary {
    /// Its id.
    pub id: Uuid,
    /// Name of the business, as on its licence.
    pub holder_name: String,
    /// Its unified social credit code.
    pub holder_uscc: String,
    /// Code of the item whose commitment was broken.
    pub item_code: String,
    /// County of the premises.
    pub division: String,
    /// The department that recorded it.
    #[schema(example = "fire_brigade")]
    pub department: String,
    /// How grave it is.
    #[schema(schema_with = words::<CreditClass>)]
    pub class: CreditClass,
    /// Whether the commitment was false when made, or not kept.
    #[schema(schema_with = words::<BarCause>)]
    pub cause: BarCause,
    /// The decisions that it rests on.
    pub grounds: Vec<CreditGroundView>,
    /// First day of its publication.
    pub public_from: NaiveDate,
    /// Last day of its publication, unless it is repaired before.
    pub public_to: NaiveDate,
    /// From which day repair may be asked for.
    pub repairable_from: NaiveDate,
    /// Where it stands.
    #[schema(schema_with = words::<CreditStatus>)]
    pub status: CreditStatus,
}

/// A decision that a record rests on.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CreditGround)]
pub struct CreditGroundView {
    /// What was decided.
    #[schema(schema_with = words::<GroundKind>)]
    pub kind: GroundKind,
    /// Numbers of the clauses it is about.
    pub clauses: Vec<String>,
    /// The department that decided.
    pub department: String,
    /// Number of its document.
    pub document: String,
    /// The day of the decision.
    pub decided_on: NaiveDate,
}

/// A record as the caller sees it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CreditRecord)]
pub struct CreditRecordView {
    /// What is public of it.
    #[serde(flatten)]
    pub summary: CreditRecordSummary,
    /// The rest; null for whom it does not concern.
    pub details: Option<CreditDetails>,
    /// What this caller may do with it now.
    #[schema(schema_with = word_list::<CreditAction>)]
    pub allowed_actions: Vec<CreditAction>,
}

/// What only those see whom it concerns.
#[derive(Debug, Serialize, ToSchema)]
pub struct CreditDetails {
    /// The application.
    pub application_id: Uuid,
    /// The certificate.
    pub certificate_id: Uuid,
    /// The enforcement case.
    pub case_id: Uuid,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// In which capacity whoever it concerns stood in the application.
    #[schema(schema_with = word_list::<SubjectRole>)]
    pub subjects: Vec<SubjectRole>,
    /// Whether they are barred from the commitment route now.
    pub bars: bool,
    /// Its version: what a platform's receipt names.
    pub version: i32,
    /// Decisions that it rested on before they were set aside.
    pub set_aside: Vec<CreditGroundView>,
    /// The repairs asked for.
    pub repairs: Vec<CreditRepairView>,
    /// What credit platforms said of it, the newest first.
    pub receipts: Vec<CreditReceiptView>,
}

/// A repair.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CreditRepair)]
pub struct CreditRepairView {
    /// Its id.
    pub id: Uuid,
    /// What the business says.
    pub statement: String,
    /// The proof.
    pub material_ids: Vec<Uuid>,
    /// When it was filed.
    pub filed_at: DateTime<Utc>,
    /// Where it stands.
    #[schema(schema_with = words::<RepairStatus>)]
    pub status: RepairStatus,
    /// When it was decided, or fell away.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why it was decided so.
    pub reason: Option<String>,
    /// Number of the decision.
    pub document: Option<String>,
}

/// A platform's receipt.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CreditReceipt)]
pub struct CreditReceiptView {
    /// Its id.
    pub id: Uuid,
    /// The version of the record that the platform was given.
    pub record_version: i32,
    /// Accepted or rejected.
    #[schema(schema_with = words::<PlatformWord>)]
    pub outcome: PlatformWord,
    /// The platform's own number.
    pub reference: String,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// When the platform received it.
    pub received_at: DateTime<Utc>,
    /// When that was recorded here.
    pub recorded_at: DateTime<Utc>,
}

impl CreditRecordSummary {
    /// What is public of a record.
    pub fn new(record: &CreditRecord) -> Self {
        Self {
            id: record.id.into(),
            holder_name: record.holder_name.clone(),
            holder_uscc: record.holder_uscc.clone(),
            item_code: record.item_code.clone(),
            division: record.division.clone(),
            department: record.department.clone(),
            class: record.class(),
            cause: record.cause(),
            grounds: record.grounds.iter().filter(|ground| ground.stands()).map(Into::into).collect(),
            public_from: record.public_from(),
            public_to: record.public_to(),
            repairable_from: record.repairable_from(),
            status: record.status(),
        }
    }
}

impl CreditRecordView {
    /// A record as the caller of this transaction sees it.
    pub fn read(tx: &mut Tx<'_>, kept: &Kept) -> Outcome<Self> {
        let (record, today) = (&kept.record, tx.today());
        let summary = CreditRecordSummary::new(record);
        if record.seen_by(tx.actor, today) != Sight::Whole {
            return Ok(Self { summary, details: None, allowed_actions: Vec::new() });
        }
        let (repairs, receipts) = (repairs(tx, record.id)?, receipts(tx, record.id)?);
        let certificate = certificate(tx, record)?;
        let allowed_actions = record.actions(tx.actor, &certificate, &repairs, today);
        Ok(Self { summary, details: Some(CreditDetails::new(kept, &repairs, &receipts)), allowed_actions })
    }
}

impl CreditDetails {
    fn new(kept: &Kept, repairs: &[CreditRepair], receipts: &[CreditReceipt]) -> Self {
        let record = &kept.record;
        Self {
            application_id: record.application.into(),
            certificate_id: record.certificate.into(),
            case_id: record.case.into(),
            recorded_at: record.recorded_at,
            subjects: record.subjects.clone(),
            bars: record.bars().is_some(),
            version: kept.version,
            set_aside: record.grounds.iter().filter(|ground| !ground.stands()).map(Into::into).collect(),
            repairs: repairs.iter().map(Into::into).collect(),
            receipts: receipts.iter().map(Into::into).collect(),
        }
    }
}

impl From<&CreditGround> for CreditGroundView {
    fn from(ground: &CreditGround) -> Self {
        Self {
            kind: ground.kind,
            clauses: ground.clauses.clone(),
            department: ground.department.clone(),
            document: ground.document.clone(),
            decided_on: ground.decided_on,
        }
    }
}

impl From<&CreditRepair> for CreditRepairView {
    fn from(repair: &CreditRepair) -> Self {
        let (decided_at, decision) = match &repair.state {
            RepairState::Filed => (None, None),
            RepairState::Moot { at } => (Some(*at), None),
            RepairState::Granted(decision) | RepairState::Refused(decision) => (Some(decision.at), Some(decision)),
        };
        Self {
            id: repair.id.into(),
            statement: repair.statement.clone(),
            material_ids: repair.materials.iter().map(|id| id.0).collect(),
            filed_at: repair.filed_at,
            status: (&repair.state).into(),
            decided_at,
            reason: decision.map(|decision| decision.reason.clone()),
            document: decision.map(|decision| decision.document.clone()),
        }
    }
}

impl From<&CreditReceipt> for CreditReceiptView {
    fn from(receipt: &CreditReceipt) -> Self {
        Self {
            id: receipt.id.into(),
            record_version: receipt.record_version,
            outcome: receipt.word,
            reference: receipt.reference.clone(),
            reason: receipt.reason.clone(),
            received_at: receipt.received_at,
            recorded_at: receipt.recorded_at,
        }
    }
}
