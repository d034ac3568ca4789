//! Licences and permits as issued (S9), and whether their holder may open (S10): `issued` and `operative` are two
//! facts. A certificate keeps its full face as issued.

mod action;
mod check;
mod code;
mod measure;
mod operative;
mod readiness;
mod reason;
mod term;

pub use action::CertificateAction;
pub use check::{CertificateCheck, CheckStatus};
use chrono::{DateTime, NaiveDate, Utc};
pub use code::{check_code, is_check_code};
pub use measure::{Stop, Taking};
pub use operative::{OpenClause, Operativity, unblock_dependents};
pub use readiness::{READINESS_ARROWS, ReadinessProof, ReadinessState, ReadinessStatus};
pub use reason::CertificateReason;
use serde::{Deserialize, Serialize};
pub use term::{DeemedRenewal, PendingRenewal, TermEnd, renewal_in_time, term_end};
use uuid::Uuid;

use crate::{
    application::ChosenRoute,
    catalogue::ItemKind,
    id::{ApplicationId, CertificateId, DelegationId, EnforcementCaseId, RequestedItemId},
    identity::CertificateIdentifier,
    refusal::Refusal,
};

/// Where a certificate stands in law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(tag = "status", rename_all = "snake_case")]
#[strum_discriminants(name(CertificateStatus), vis(pub))]
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
#[strum_discriminants(doc = "Where a certificate stands in law, without the details.")]
pub enum CertificateState {
    /// In force.
    Valid,
    /// Its term ended (行政许可法 §70(1)).
    Expired {
        /// When.
        at: DateTime<Utc>,
    },
    /// A change or renewal was issued in its place.
    Replaced {
        /// When.
        at: DateTime<Utc>,
        /// By which certificate.
        by: CertificateId,
    },
    /// 吊销: the supervising department's penalty (S17).
    Revoked {
        /// When.
        at: DateTime<Utc>,
        /// In which case.
        case: EnforcementCaseId,
    },
    /// 撤销: the grantor took its grant back (行政许可法 §69; S18).
    Annulled {
        /// When.
        at: DateTime<Utc>,
        /// In which case.
        case: EnforcementCaseId,
        /// How it stood before.
        before: Box<CertificateState>,
    },
    /// 注销: the register is closed (行政许可法 §70; S18).
    Deregistered {
        /// When.
        at: DateTime<Utc>,
        /// How it stood before.
        before: Box<CertificateState>,
    },
}

/// Every arrow of the machine; the Mermaid page is checked against it.
pub const CERTIFICATE_ARROWS: &[(CertificateStatus, &str, CertificateStatus)] = &[
    (CertificateStatus::Valid, "sweep", CertificateStatus::Expired),
    (CertificateStatus::Valid, "issue_application", CertificateStatus::Replaced),
    (CertificateStatus::Valid, "revoke_certificate", CertificateStatus::Revoked),
    (CertificateStatus::Valid, "annul_certificate", CertificateStatus::Annulled),
    (CertificateStatus::Revoked, "annul_certificate", CertificateStatus::Annulled),
    (CertificateStatus::Expired, "deregister_certificate", CertificateStatus::Deregistered),
    (CertificateStatus::Revoked, "deregister_certificate", CertificateStatus::Deregistered),
    (CertificateStatus::Annulled, "deregister_certificate", CertificateStatus::Deregistered),
    (CertificateStatus::Revoked, "decide_objection", CertificateStatus::Valid),
    (CertificateStatus::Annulled, "decide_objection", CertificateStatus::Valid),
    (CertificateStatus::Annulled, "decide_objection", CertificateStatus::Revoked),
    (CertificateStatus::Deregistered, "decide_objection", CertificateStatus::Valid),
];

/// What stands on the paper, as issued, for good.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Face {
    /// Title of the document in Chinese.
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
    /// Last day of the term; none for an open one.
    pub valid_to: Option<NaiveDate>,
}

/// A licence or permit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Certificate {
    /// Its id.
    pub id: CertificateId,
    /// The application it came from.
    pub application: ApplicationId,
    /// The requested item.
    pub requested_item: RequestedItemId,
    /// Code of the item.
    pub item_code: String,
    /// The version it was issued under.
    pub item_version: i32,
    /// Licence, permit or registration.
    pub kind: ItemKind,
    /// Its number, from the delegation's ledger.
    pub number: String,
    /// GB/T 36904 identifier.
    pub identifier: CertificateIdentifier,
    /// What the public checks it by; unguessable.
    pub check_code: String,
    /// The department in whose name it is issued.
    pub issuer: String,
    /// The department that supervises it.
    pub supervisor: String,
    /// The delegation it was issued under.
    pub delegation: DelegationId,
    /// County of the premises.
    pub division: String,
    /// Whose application it was.
    pub owner: Uuid,
    /// Route it was granted by.
    pub route: ChosenRoute,
    /// The full face as issued.
    pub face: Face,
    /// First day of the term.
    pub valid_from: NaiveDate,
    /// Last day; a renewal that is deemed granted moves it (行政许可法 §50).
    pub valid_to: Option<NaiveDate>,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// Where it stands in law.
    pub state: CertificateState,
    /// Whether its holder may open.
    pub operativity: Operativity,
    /// How often its term was prolonged because a renewal was not decided in time.
    #[serde(default)]
    pub deemed_renewals: Vec<DeemedRenewal>,
    /// The enforcement case that is open against it.
    #[serde(default)]
    pub case: Option<EnforcementCaseId>,
    /// The order to stop that is in force.
    #[serde(default)]
    pub stop: Option<Stop>,
}

impl Certificate {
    /// Its status.
    pub fn status(&self) -> CertificateStatus {
        (&self.state).into()
    }

    /// Whether it is in force on a day.
    pub fn in_force(&self, on: NaiveDate) -> bool {
        self.state == CertificateState::Valid && self.valid_to.is_none_or(|to| on <= to)
    }

    /// What has expired, or made room for another, is not worked on any more.
    pub fn require_in_force(&self) -> Result<(), Refusal> {
        if self.status() == CertificateStatus::Valid { Ok(()) } else { Err(CertificateReason::NotInForce.into()) }
    }

    /// A change or renewal was issued in its place.
    pub fn replace(self, at: DateTime<Utc>, by: CertificateId) -> Result<Self, Refusal> {
        if self.is_under_enforcement() {
            return Err(CertificateReason::UnderEnforcement.into());
        }
        match self.state {
            CertificateState::Valid => Ok(Self { state: CertificateState::Replaced { at, by }, ..self }),
            _ => Err(CertificateReason::NotInForce.into()),
        }
    }
}
