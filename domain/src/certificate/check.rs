//! The public check of a certificate (S10, S12): what anybody who scans it may see, and nothing personal. One function
//! stands behind the single and the batch check.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator;

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
    /// Its version that was applied for.
    pub item_version: i32,
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

impl CheckStatus {
    /// Whether it is one of a certificate in force, and so ends with its term.
    fn ends_with_the_term(self) -> bool {
        match self {
            Self::Valid | Self::Dormant | Self::Stopped => true,
            Self::Expired | Self::Replaced | Self::Revoked | Self::Annulled | Self::Deregistered => false,
        }
    }

    /// How certificates that show this status are kept: by which standing, and, where the calendar has a say, whether
    /// their term is over. The public register is searched by it.
    pub fn kept_as(self) -> Vec<(Self, Option<bool>)> {
        let over =
            Self::iter().filter(|it| self == Self::Expired && it.ends_with_the_term()).map(|it| (it, Some(true)));
        let own = (self, self.ends_with_the_term().then_some(false));
        std::iter::once(own).chain(over).collect()
    }
}

impl Certificate {
    /// What the public check shows of it as long as its term lasts.
    pub fn standing(&self) -> CheckStatus {
        match &self.state {
            CertificateState::Replaced { .. } => CheckStatus::Replaced,
            CertificateState::Revoked { .. } => CheckStatus::Revoked,
            CertificateState::Annulled { .. } => CheckStatus::Annulled,
            CertificateState::Deregistered { .. } => CheckStatus::Deregistered,
            CertificateState::Expired { .. } => CheckStatus::Expired,
            CertificateState::Valid if self.stop.is_some() => CheckStatus::Stopped,
            CertificateState::Valid if self.operativity.is_operative() => CheckStatus::Valid,
            CertificateState::Valid => CheckStatus::Dormant,
        }
    }

    /// What the public check shows of it on a day. A term that is over is over from its first day, whether or not the
    /// sweep has said so.
    pub fn public_status(&self, on: NaiveDate) -> CheckStatus {
        let over = self.valid_to.is_some_and(|to| to < on);
        match self.standing() {
            standing if over && standing.ends_with_the_term() => CheckStatus::Expired,
            standing => standing,
        }
    }
}

impl CertificateCheck {
    /// What the public may know of a certificate on a day.
    pub fn of(certificate: &Certificate, on: NaiveDate) -> Self {
        let face = &certificate.face;
        Self {
            status: certificate.public_status(on),
            title: face.title.clone(),
            item_code: certificate.item_code.clone(),
            item_version: certificate.item_version,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_with_its_term_is_found_among_the_expired() {
        assert_eq!(CheckStatus::Valid.kept_as(), [(CheckStatus::Valid, Some(false))]);
        assert_eq!(CheckStatus::Replaced.kept_as(), [(CheckStatus::Replaced, None)]);
        let expired = CheckStatus::Expired.kept_as();
        assert_eq!(expired[0], (CheckStatus::Expired, None));
        assert!(
            expired.contains(&(CheckStatus::Valid, Some(true)))
                && expired.contains(&(CheckStatus::Dormant, Some(true)))
        );
    }
}
