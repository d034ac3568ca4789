//! Certificates as they are shown.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    actor::Actor,
    application::ChosenRoute,
    catalogue::ItemKind,
    certificate::{
        Certificate, CertificateAction, CertificateState, CertificateStatus, DeemedRenewal, Face, OpenClause,
        Operativity,
    },
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{openapi::words, operations::certificates::Kept, v1::readiness::view::ReadinessView};

/// A licence or permit in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct CertificateSummary {
    /// Its id.
    pub id: Uuid,
    /// The application it came from.
    pub application_id: Uuid,
    /// Code of the item.
    #[schema(example = "fire_check")]
    pub item_code: String,
    /// The version it was issued under.
    pub item_version: i32,
    /// Licence, permit or registration.
    #[schema(schema_with = words::<ItemKind>)]
    pub kind: ItemKind,
    /// Title of the document.
    #[schema(example = "营业执照")]
    pub title: String,
    /// Its number.
    pub number: String,
    /// Electronic certificate identifier (GB/T 36904).
    #[schema(example = "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U")]
    pub identifier: String,
    /// What the public checks it by.
    pub check_code: String,
    /// The department in whose name it is issued.
    pub issuer: String,
    /// The department that supervises it.
    pub supervisor: String,
    /// County of the premises.
    #[schema(example = "652325")]
    pub division: String,
    /// Route it was granted by.
    #[schema(schema_with = words::<ChosenRoute>)]
    pub route: ChosenRoute,
    /// Name of the business.
    pub holder_name: String,
    /// Its unified social credit code.
    pub holder_uscc: String,
    /// First day of the term.
    pub valid_from: NaiveDate,
    /// Last day of the term; none for an open one.
    pub valid_to: Option<NaiveDate>,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// Where it stands in law.
    #[schema(schema_with = words::<CertificateStatus>)]
    pub status: CertificateStatus,
    /// Whether its holder may open: not while it is dormant (领证、暂不得营业, S10), nor while an order to stop is in force.
    pub operative: bool,
    /// Its version.
    pub version: i32,
}

/// A licence or permit in full.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Certificate)]
pub struct CertificateView {
    /// What the list says of it.
    #[serde(flatten)]
    pub summary: CertificateSummary,
    /// The delegation it was issued under.
    pub delegation_id: Uuid,
    /// What stands on the paper, as issued.
    pub face: FaceView,
    /// Since when its holder may open.
    pub operative_since: Option<DateTime<Utc>>,
    /// Clauses promised by a day and not proved yet.
    pub open_clauses: Vec<OpenClauseView>,
    /// Items it builds on that are not operative yet.
    pub awaiting: Vec<String>,
    /// The enforcement case that is open against it.
    pub case_id: Option<Uuid>,
    /// Number of the order to stop that is in force (S17).
    pub stopped_by: Option<String>,
    /// The certificate that took its place.
    pub replaced_by: Option<Uuid>,
    /// How often its term was prolonged because a renewal was not decided in time (行政许可法 §50).
    pub deemed_renewals: Vec<DeemedRenewalView>,
    /// The proofs filed for it.
    pub readiness: Vec<ReadinessView>,
    /// What you may do with it now.
    #[schema(value_type = Vec<String>, example = json!(["submit_readiness"]))]
    pub allowed_actions: Vec<CertificateAction>,
}

/// What stands on the paper.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Face)]
pub struct FaceView {
    /// Title of the document.
    pub title: String,
    /// Its number.
    pub number: String,
    /// Name of the business.
    pub holder_name: String,
    /// Its unified social credit code.
    pub holder_uscc: String,
    /// 经营者 or 法定代表人.
    pub operator_name: String,
    /// Kind of market entity.
    #[schema(example = "individual_business")]
    pub business_kind: String,
    /// Address of the premises.
    pub address: String,
    /// 经营范围.
    pub scope: String,
    /// Registered capital or funds in yuan.
    pub capital: Option<i64>,
    /// Name of the authority in whose name it is issued.
    pub authority: String,
    /// Named hash of the delegated seal's image.
    pub seal_image_hash: Option<String>,
    /// Number of the delegation instrument.
    pub delegation_instrument: String,
    /// Day of issue.
    pub issued_on: NaiveDate,
    /// First day of the term.
    pub valid_from: NaiveDate,
    /// Last day of the term, as issued.
    pub valid_to: Option<NaiveDate>,
}

/// A clause promised by a day and not proved yet.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = OpenClause)]
pub struct OpenClauseView {
    /// Number of the clause.
    #[schema(example = "3")]
    pub clause: String,
    /// The day promised.
    pub due: NaiveDate,
}

/// A renewal that counts as granted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DeemedRenewal)]
pub struct DeemedRenewalView {
    /// The renewal that was asked for.
    pub requested_item_id: Uuid,
    /// When that was found.
    pub at: DateTime<Utc>,
    /// The last day before.
    pub from: NaiveDate,
    /// The last day since.
    pub to: NaiveDate,
}

impl CertificateSummary {
    /// What a list says of a certificate.
    pub fn new(certificate: &Certificate, version: i32) -> Self {
        Self {
            id: certificate.id.into(),
            application_id: certificate.application.into(),
            item_code: certificate.item_code.clone(),
            item_version: certificate.item_version,
            kind: certificate.kind,
            title: certificate.face.title.clone(),
            number: certificate.number.clone(),
            identifier: certificate.identifier.to_string(),
            check_code: certificate.check_code.clone(),
            issuer: certificate.issuer.clone(),
            supervisor: certificate.supervisor.clone(),
            division: certificate.division.clone(),
            route: certificate.route,
            holder_name: certificate.face.holder_name.clone(),
            holder_uscc: certificate.face.holder_uscc.clone(),
            valid_from: certificate.valid_from,
            valid_to: certificate.valid_to,
            issued_at: certificate.issued_at,
            status: certificate.status(),
            operative: certificate.may_operate(),
            version,
        }
    }
}

impl CertificateView {
    /// A certificate as this actor sees it.
    pub fn new(kept: &Kept, actor: &Actor) -> Self {
        let certificate = &kept.certificate;
        let (operative_since, awaiting) = match &certificate.operativity {
            Operativity::Operative { since } => (Some(*since), Vec::new()),
            Operativity::Dormant { awaiting, .. } => (None, awaiting.clone()),
        };
        Self {
            summary: CertificateSummary::new(certificate, kept.version),
            delegation_id: certificate.delegation.into(),
            face: (&certificate.face).into(),
            operative_since,
            open_clauses: certificate.operativity.open_clauses().iter().map(Into::into).collect(),
            awaiting,
            case_id: certificate.case.map(Into::into),
            stopped_by: certificate.stop.as_ref().map(|stop| stop.document.clone()),
            replaced_by: match &certificate.state {
                CertificateState::Replaced { by, .. } => Some(by.0),
                _ => None,
            },
            deemed_renewals: certificate.deemed_renewals.iter().map(Into::into).collect(),
            readiness: kept.proofs.iter().map(Into::into).collect(),
            allowed_actions: certificate.actions(actor, kept.proof_filed()),
        }
    }
}

impl From<&Face> for FaceView {
    fn from(face: &Face) -> Self {
        let face = face.clone();
        Self {
            title: face.title,
            number: face.number,
            holder_name: face.holder_name,
            holder_uscc: face.holder_uscc,
            operator_name: face.operator_name,
            business_kind: face.business_kind,
            address: face.address,
            scope: face.scope,
            capital: face.capital,
            authority: face.authority,
            seal_image_hash: face.seal_image_hash,
            delegation_instrument: face.delegation_instrument,
            issued_on: face.issued_on,
            valid_from: face.valid_from,
            valid_to: face.valid_to,
        }
    }
}

impl From<&OpenClause> for OpenClauseView {
    fn from(open: &OpenClause) -> Self {
        Self { clause: open.clause.clone(), due: open.due }
    }
}

impl From<&DeemedRenewal> for DeemedRenewalView {
    fn from(renewal: &DeemedRenewal) -> Self {
        Self { requested_item_id: renewal.item.into(), at: renewal.at, from: renewal.from, to: renewal.to }
    }
}
