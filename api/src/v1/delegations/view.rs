//! Delegations as they are shown.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    actor::Actor,
    delegation::{DelegationAction, DelegationState, DelegationStatus, NumberRange},
    time::local_date,
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    openapi::words,
    operations::{Tx, delegation::Kept},
};

/// A seal delegation.
#[derive(Debug, Serialize, ToSchema)]
pub struct DelegationView {
    /// Its id.
    pub id: Uuid,
    /// The department that entrusts, whose name the certificates bear.
    #[schema(example = "public_security")]
    pub entruster: String,
    /// The organ that is entrusted.
    #[schema(example = "market_supervision_branch")]
    pub entrusted: String,
    /// What it covers.
    pub covers: Vec<CoverageView>,
    /// The letter templates it covers.
    pub letters: Vec<LetterVersionView>,
    /// Number of the written instrument.
    #[schema(example = "准公委〔2025〕1号")]
    pub instrument_number: String,
    /// Named hash of the seal's image.
    pub seal_image_hash: Option<String>,
    /// Whether the image is here: what is issued bears it from then on.
    pub seal_deposited: bool,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; open when null.
    pub valid_to: Option<NaiveDate>,
    /// Where it stands.
    #[schema(schema_with = words::<DelegationStatus>)]
    pub status: DelegationStatus,
    /// The day it was published.
    pub published_on: Option<NaiveDate>,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
    /// Why it was revoked.
    pub revoked_because: Option<String>,
    /// Whether something may be issued under it today.
    pub in_force: bool,
    /// Its ranges of numbers.
    pub ranges: Vec<NumberRangeView>,
    /// What you may do with it now.
    #[schema(value_type = Vec<String>, example = json!(["revoke_delegation"]))]
    pub allowed_actions: Vec<DelegationAction>,
    /// Its version.
    pub version: i32,
}

/// One item in one county.
#[derive(Debug, Serialize, ToSchema)]
pub struct CoverageView {
    /// The item.
    pub item_code: String,
    /// The county of the premises.
    #[schema(example = "652325")]
    pub division: String,
}

/// A version of a letter template.
#[derive(Debug, Serialize, ToSchema)]
pub struct LetterVersionView {
    /// Code of the template.
    pub code: String,
    /// Its version.
    pub version: i32,
}

/// A range of numbers.
#[derive(Debug, Serialize, ToSchema)]
pub struct NumberRangeView {
    /// Its id.
    pub id: Uuid,
    /// The item.
    pub item_code: String,
    /// The county, when the numbers are for premises of that county only.
    pub division: Option<String>,
    /// How a serial becomes a number.
    #[schema(value_type = Object)]
    pub format: Value,
    /// First serial.
    pub first_serial: u64,
    /// Last serial.
    pub last_serial: u64,
    /// How many numbers it holds.
    pub length: u64,
}

impl DelegationView {
    /// How a delegation looks to the caller.
    pub fn of(kept: &Kept, tx: &Tx<'_>) -> Self {
        Self::for_actor(kept, tx.actor, local_date(tx.now))
    }

    fn for_actor(kept: &Kept, actor: &Actor, today: NaiveDate) -> Self {
        let delegation = &kept.delegation;
        let (published_on, revoked_at, revoked_because) = match &delegation.state {
            DelegationState::Given => (None, None, None),
            DelegationState::Published { on } => (Some(*on), None, None),
            DelegationState::Revoked { at, reason, .. } => (None, Some(*at), Some(reason.clone())),
        };
        Self {
            id: delegation.id.into(),
            entruster: delegation.entruster.clone(),
            entrusted: delegation.entrusted.clone(),
            covers: delegation
                .covers
                .iter()
                .map(|it| CoverageView { item_code: it.item_code.clone(), division: it.division.clone() })
                .collect(),
            letters: delegation
                .letters
                .iter()
                .map(|it| LetterVersionView { code: it.code.clone(), version: it.version })
                .collect(),
            instrument_number: delegation.instrument_number.clone(),
            seal_image_hash: delegation.seal_image_hash.clone(),
            seal_deposited: kept.seal_deposited,
            valid_from: delegation.valid_from,
            valid_to: delegation.valid_to,
            status: delegation.status(),
            published_on,
            revoked_at,
            revoked_because,
            in_force: delegation.in_force(today),
            ranges: kept.ranges.iter().map(Into::into).collect(),
            allowed_actions: delegation.actions(actor),
            version: kept.version(),
        }
    }
}

impl From<&NumberRange> for NumberRangeView {
    fn from(range: &NumberRange) -> Self {
        Self {
            id: range.id.into(),
            item_code: range.item_code.clone(),
            division: range.division.clone(),
            format: serde_json::to_value(&range.format).unwrap_or_default(),
            first_serial: range.first_serial,
            last_serial: range.last_serial,
            length: range.len(),
        }
    }
}
