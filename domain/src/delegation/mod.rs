//! Seal delegations and the number ledger (S8): the departments entrust their sealed, numbered permits to the window
//! beforehand; nothing is issued without a delegation in force, and every number is accounted for, for ever.

mod authority;
mod number;
mod range;
mod reason;
mod seal;

pub use authority::{DelegationAction, issuing_body, sees_unpublished};
use chrono::{DateTime, NaiveDate, Utc};
pub use number::{EntrustedNumber, NUMBER_ARROWS, NumberState, NumberStatus};
pub use range::{MAX_NUMBERS, MAX_RANGE, NumberRange, RangeStock, check_ranges};
pub use reason::DelegationReason;
pub use seal::{MAX_SEAL_IMAGE, SealImage};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    catalogue::Jurisdiction,
    commitment::LetterBinding,
    id::DelegationId,
    refusal::{Fault, Refusal},
};

/// One item in one county that a delegation covers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Coverage {
    /// The item.
    pub item_code: String,
    /// The county of the premises.
    pub division: String,
}

/// A letter template that a delegation entrusts along with the seal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LetterVersion {
    /// Code of the template.
    pub code: String,
    /// Its version.
    pub version: i32,
}

/// Where a delegation stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(tag = "status", rename_all = "snake_case")]
#[strum_discriminants(name(DelegationStatus), vis(pub))]
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
#[strum_discriminants(doc = "Where a delegation stands, without the details.")]
pub enum DelegationState {
    /// Given, not yet published: not in force.
    Given,
    /// Published (行政许可法 §24): in force within its dates.
    Published {
        /// The day.
        on: NaiveDate,
    },
    /// Revoked by the entruster.
    Revoked {
        /// When.
        at: DateTime<Utc>,
        /// By whom.
        by: Uuid,
        /// Why.
        reason: String,
    },
}

/// Every arrow of the machine; the Mermaid page is checked against it.
pub const DELEGATION_ARROWS: &[(DelegationStatus, &str, DelegationStatus)] = &[
    (DelegationStatus::Given, "publish_delegation", DelegationStatus::Published),
    (DelegationStatus::Given, "revoke_delegation", DelegationStatus::Revoked),
    (DelegationStatus::Published, "revoke_delegation", DelegationStatus::Revoked),
];

/// A seal delegation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// Its id.
    pub id: DelegationId,
    /// The department that entrusts, whose name the certificates bear.
    pub entruster: String,
    /// The organ that is entrusted.
    pub entrusted: String,
    /// What it covers.
    pub covers: Vec<Coverage>,
    /// The letter templates it covers.
    pub letters: Vec<LetterVersion>,
    /// Number of the written instrument.
    pub instrument_number: String,
    /// Named hash of the seal's image, where the instrument fixes one; the image itself is deposited apart.
    pub seal_image_hash: Option<String>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; open when empty.
    pub valid_to: Option<NaiveDate>,
    /// Where it stands.
    pub state: DelegationState,
}

impl Delegation {
    /// Checks what is entrusted (S8; 行政许可法 §24): the entruster issues each item in each county itself, so nothing
    /// that was entrusted to it is passed on; the entrusted body is an administrative organ (the window's own authority
    /// deposits its seal with itself in the same way); letters and days exist and fit.
    pub fn check(&self, jurisdiction: &Jurisdiction) -> Result<(), Refusal> {
        let mut faults = Vec::new();
        let mut fault = |pointer: String, code| faults.push(Fault { pointer, code });
        match jurisdiction.department(&self.entrusted) {
            None => fault("/entrusted".into(), "department_unknown"),
            Some(department) if !department.administrative_organ => fault("/entrusted".into(), "not_an_organ"),
            Some(_) => {}
        }
        if jurisdiction.department(&self.entruster).is_none() {
            fault("/entruster".into(), "department_unknown");
        }
        if self.covers.is_empty() {
            fault("/covers".into(), "required");
        }
        for (index, cover) in self.covers.iter().enumerate() {
            let pointer = format!("/covers/{index}");
            if self.covers[..index].contains(cover) {
                fault(pointer, "repeated");
                continue;
            }
            match jurisdiction.latest_item(&cover.item_code) {
                None => fault(format!("{pointer}/item_code"), "item_unknown"),
                Some(item) => match item.issuer_for(&cover.division) {
                    None => fault(format!("{pointer}/division"), "division_unknown"),
                    Some(issuer) if *issuer != self.entruster => fault(pointer, "not_the_issuer"),
                    Some(_) => {}
                },
            }
        }
        for (index, letter) in self.letters.iter().enumerate() {
            if jurisdiction.letter(&letter.code, letter.version).is_none() {
                fault(format!("/letters/{index}"), "letter_unknown");
            }
        }
        if self.valid_to.is_some_and(|to| to < self.valid_from) {
            fault("/valid_to".into(), "before_valid_from");
        }
        if faults.is_empty() { Ok(()) } else { Err(Refusal::fields("content_invalid", faults)) }
    }

    /// Its status.
    pub fn status(&self) -> DelegationStatus {
        (&self.state).into()
    }

    /// Publishes it (行政许可法 §24).
    pub fn publish(self, on: NaiveDate) -> Result<Self, Refusal> {
        match self.state {
            DelegationState::Given => Ok(Self { state: DelegationState::Published { on }, ..self }),
            DelegationState::Published { .. } => Err(DelegationReason::PublishedAlready.into()),
            DelegationState::Revoked { .. } => Err(DelegationReason::Revoked.into()),
        }
    }

    /// Revokes it: from this instant nothing is issued under it.
    pub fn revoke(self, at: DateTime<Utc>, by: Uuid, reason: String) -> Result<Self, Refusal> {
        match self.state {
            DelegationState::Revoked { .. } => Err(DelegationReason::Revoked.into()),
            _ => Ok(Self { state: DelegationState::Revoked { at, by, reason }, ..self }),
        }
    }

    /// Whether something may be issued under it on a day: published by then, within its dates, not revoked (S8).
    pub fn in_force(&self, on: NaiveDate) -> bool {
        let published = matches!(self.state, DelegationState::Published { on: published } if published <= on);
        published && self.valid_from <= on && self.valid_to.is_none_or(|to| on <= to)
    }

    /// Whether a body may issue an item in a county under it on a day (S8): in force, entrusting that body, covering the
    /// item, and, where a commitment was signed for it, the very version of that letter.
    pub fn authorises(
        &self,
        body: &str,
        (item_code, division): (&str, &str),
        letter: Option<&LetterBinding>,
        on: NaiveDate,
    ) -> bool {
        let signed = |own: &LetterVersion| letter.is_some_and(|it| it.code == own.code && it.version == own.version);
        let lettered = letter.is_none() || self.letters.iter().any(signed);
        self.in_force(on) && self.entrusted == body && self.covers(item_code, division) && lettered
    }

    /// Whether it covers an item in a county.
    pub fn covers(&self, item_code: &str, division: &str) -> bool {
        self.covers.iter().any(|cover| cover.item_code == item_code && cover.division == division)
    }
}
