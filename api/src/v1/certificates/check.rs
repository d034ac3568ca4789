//! The public check of one certificate.

use chrono::NaiveDate;
use kaiye_domain::{
    actor::need,
    certificate::{CertificateCheck, CheckStatus},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::view::OpenClauseView;
use crate::{
    http::{Answered, Caller, PathId, Problem, Shown},
    openapi::words,
    operations::certificates,
    state::State,
    v1::wire::Title,
};

/// What anybody may know of a certificate.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CertificateCheck)]
pub struct CheckView {
    /// What it comes to.
    #[schema(schema_with = words::<CheckStatus>)]
    pub status: CheckStatus,
    /// The same for people.
    pub status_title: Title,
    /// Title of the document.
    #[schema(example = "营业执照")]
    pub title: String,
    /// Code of the item.
    pub item_code: String,
    /// Its number.
    pub number: String,
    /// Electronic certificate identifier (GB/T 36904).
    pub identifier: String,
    /// Name of the business, as on the licence.
    pub holder_name: String,
    /// Its unified social credit code.
    pub holder_uscc: String,
    /// The authority in whose name it was issued.
    pub authority: String,
    /// First day of the term.
    pub valid_from: NaiveDate,
    /// Last day of the term; none for an open one.
    pub valid_to: Option<NaiveDate>,
    /// What is promised by a day and not proved yet.
    pub open_clauses: Vec<OpenClauseView>,
}

impl From<CertificateCheck> for CheckView {
    fn from(check: CertificateCheck) -> Self {
        Self {
            status: check.status,
            status_title: title(check.status),
            title: check.title,
            item_code: check.item_code,
            number: check.number,
            identifier: check.identifier,
            holder_name: check.holder_name,
            holder_uscc: check.holder_uscc,
            authority: check.authority,
            valid_from: check.valid_from,
            valid_to: check.valid_to,
            open_clauses: check.open_clauses.iter().map(Into::into).collect(),
        }
    }
}

/// A status for people.
pub fn title(status: CheckStatus) -> Title {
    let (zh, en) = match status {
        CheckStatus::Valid => ("有效", "In force"),
        CheckStatus::Dormant => ("领证、暂不得营业", "Issued; may not open yet"),
        CheckStatus::Expired => ("已过有效期", "Expired"),
        CheckStatus::Stopped => ("已被责令停止", "Ordered to stop"),
        CheckStatus::Revoked => ("已被吊销", "Revoked"),
        CheckStatus::Annulled => ("已被撤销", "Annulled"),
        CheckStatus::Deregistered => ("已注销", "Deregistered"),
        CheckStatus::Replaced => ("已被变更或延续后的证件取代", "Replaced by a change or renewal"),
    };
    Title { zh: zh.to_owned(), en: en.to_owned() }
}

/// Check a certificate
///
/// By the check code printed on it: whether it is in force, whether its holder may open, and what is still promised
/// (S10, S12). Nothing personal. For anybody.
#[utoipa::path(get, path = "/certificate-checks/{check_code}")]
pub async fn check_certificate(
    caller: Caller<need::CheckCertificate>,
    state: State,
    code: PathId<String>,
) -> Answered<Shown<CheckView>> {
    state
        .read(&caller, move |tx| {
            let mut found = certificates::check(tx, std::slice::from_ref(&code.0))?;
            let check = found.remove(&code.0).ok_or_else(Problem::not_found)?;
            Ok(Shown::new(check.into()))
        })
        .await
}
