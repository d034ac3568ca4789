//! The public check of a certificate (S10, S12): what anybody who scans it may see, and nothing personal. One function
//! stands behind the single and the batch check.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Certificate, CertificateState, OpenClause};

/// What a passer-by sees at one glance.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString, strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CheckStatus {
    /// In force, and its holder may open.
    Valid,
    /// 领证、暂不得营业: in force, and its holder may not open yet.
    Dormant,
    /// 责令停止: in force, and its holder was ordered to stop (S17).
    Stopped,
    /// Its term is over.
    Expired,
    /// Another certificate took its place.
    Replaced,
    /// 吊销.
    Revoked,
    /// 撤销.
    Annulled,
    /// 注销.
    Deregistered,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateCheck {
    /// What it comes to.
    pub status: CheckStatus,
    /// Title of the document.
    pub title: String,
    /// Code of the item.
    pub item_code: String,
    /// Its number.
    pub number: String,
    /// Electronic certificate identifier.
    pub identifier: String,
    /// Name of the business, as on the licence.
    pub holder_name: String,
    /// Its unified social credit code.
    pub holder_uscc: String,
    /// The authority in whose name it was issued.
    pub authority: String,
    /// First day of the term.
    pub valid_from: NaiveDate,
    /// Last day of the term.
    pub valid_to: Option<NaiveDate>,
    /// What is promised by a day and not proved yet.
    pub open_clauses: Vec<OpenClause>,
}

impl CertificateCheck {
    /// What the public may know of a certificate on a day. A term that is over is over from its first day, whether or
    /// not the sweep has said so.
    pub fn of(certificate: &Certificate, on: NaiveDate) -> Self {
        let status = match &certificate.state {
            CertificateState::Replaced { .. } => CheckStatus::Replaced,
            CertificateState::Revoked { .. } => CheckStatus::Revoked,
            CertificateState::Annulled { .. } => CheckStatus::Annulled,
            CertificateState::Deregistered { .. } => CheckStatus::Deregistered,
            CertificateState::Expired { .. } => CheckStatus::Expired,
            CertificateState::Valid if !certificate.in_force(on) => CheckStatus::Expired,
            CertificateState::Valid if certificate.stop.is_some() => CheckStatus::Stopped,
            CertificateState::Valid if certificate.operativity.is_operative() => CheckStatus::Valid,
            CertificateState::Valid => CheckStatus::Dormant,
        };
        let face = &certificate.face;
        Self {
            status,
            title: face.title.clone(),
            item_code: certificate.item_code.clone(),
            number: certificate.number.clone(),
            identifier: certificate.identifier.to_string(),
            holder_name: face.holder_name.clone(),
            holder_uscc: face.holder_uscc.clone(),
            authority: face.authority.clone(),
            valid_from: certificate.valid_from,
            valid_to: certificate.valid_to,
            open_clauses: certificate.operativity.open_clauses().to_vec(),
        }
    }
}
