//! Which kinds of check there are, whose each is, from when its time runs, and how it has to be done.

use serde::{Deserialize, Serialize};

use crate::{
    certificate::Certificate,
    obligation::{Begins, Obligation},
};

/// What is to be checked, and so whose task it is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
    strum::Display,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum VerificationKind {
    /// Whether the commitment is kept: the supervising department, 2 months from its receipt (S14).
    Commitment,
    /// On-site survey or testing: the approving organ, 15 working days from the grant (S15).
    SiteCheck,
    /// A condition promised by a day was not proved by it (S10).
    MissedDate,
    /// A material due after issue did not come (S5).
    MissingMaterial,
    /// Somebody reported against a published commitment (社会监督, S12).
    PublicReport,
    /// Drawn at random, subject and officers alike (双随机).
    Inspection,
}

impl VerificationKind {
    /// The department that owes it: the supervisor checks what was promised, the approving organ goes to the place.
    pub fn owner(self, certificate: &Certificate) -> &str {
        match self {
            Self::SiteCheck => &certificate.issuer,
            Self::Commitment | Self::MissedDate | Self::MissingMaterial | Self::PublicReport | Self::Inspection => {
                &certificate.supervisor
            }
        }
    }

    /// The rule of its clock, and when that begins: with the grant for a site check (S15), else with receipt (S14).
    pub fn clock(self) -> (Obligation, Begins) {
        match self {
            Self::SiteCheck => (Obligation::CheckSite, Begins::Now),
            Self::Commitment | Self::MissedDate | Self::MissingMaterial | Self::PublicReport | Self::Inspection => {
                (Obligation::Verify, Begins::OnReceipt)
            }
        }
    }

    /// Whether its time waits for the department's receipt, which is then owed too (S14).
    pub fn waits_for_receipt(self) -> bool {
        self.clock().1 == Begins::OnReceipt
    }

    /// Whether it can only be done at the place: papers show neither a site nor what an inspection finds.
    pub fn is_on_site(self) -> bool {
        matches!(self, Self::SiteCheck | Self::Inspection)
    }
}
