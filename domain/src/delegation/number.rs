//! One number of the ledger and its states (S8). No number is ever deleted or used twice.

use serde::{Deserialize, Serialize};

use super::DelegationReason;
use crate::{
    id::{CertificateId, NumberId},
    refusal::Refusal,
};

/// Where a number stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(tag = "status", rename_all = "snake_case")]
#[strum_discriminants(name(NumberStatus), vis(pub))]
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
#[strum_discriminants(doc = "Where a number stands, without the details.")]
pub enum NumberState {
    /// In stock.
    Available,
    /// On a certificate.
    Issued {
        /// The certificate.
        certificate: CertificateId,
    },
    /// Spoilt, and why.
    Void {
        /// Why.
        reason: String,
    },
    /// Lost, and how.
    Lost {
        /// How.
        reason: String,
    },
    /// Given back to the entruster.
    Returned,
}

/// Every arrow of the machine; the Mermaid page is checked against it.
pub const NUMBER_ARROWS: &[(NumberStatus, &str, NumberStatus)] = &[
    (NumberStatus::Available, "issue_application", NumberStatus::Issued),
    (NumberStatus::Available, "void_number", NumberStatus::Void),
    (NumberStatus::Available, "void_number", NumberStatus::Lost),
    (NumberStatus::Available, "return_numbers", NumberStatus::Returned),
];

/// A number of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntrustedNumber {
    /// Its id.
    pub id: NumberId,
    /// The number as it stands on the form.
    pub number: String,
    /// Where it stands.
    pub state: NumberState,
}

impl EntrustedNumber {
    fn step(self, state: NumberState) -> Result<Self, Refusal> {
        match self.state {
            NumberState::Available => Ok(Self { state, ..self }),
            _ => Err(DelegationReason::NumberNotAvailable.into()),
        }
    }

    /// Puts it on a certificate (S9).
    pub fn issue(self, certificate: CertificateId) -> Result<Self, Refusal> {
        self.step(NumberState::Issued { certificate })
    }

    /// Records that the form is spoilt.
    pub fn void(self, reason: String) -> Result<Self, Refusal> {
        self.step(NumberState::Void { reason })
    }

    /// Records that the form is lost.
    pub fn lose(self, reason: String) -> Result<Self, Refusal> {
        self.step(NumberState::Lost { reason })
    }

    /// Gives it back to the entruster.
    pub fn give_back(self) -> Result<Self, Refusal> {
        self.step(NumberState::Returned)
    }
}
