//! Entrusts a seal.

use chrono::NaiveDate;
use kaiye_domain::{
    actor::need,
    delegation::{Coverage, Delegation, DelegationState, LetterVersion, NumberRange},
    identity::{FoodPermitKind, IdentityFault, NumberCheck, NumberFormat, PlainNumber},
    refusal::{Faults, Refusal},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::view::DelegationView;
use crate::{
    http::{Answered, Body, Caller, Created, IdempotencyKey},
    openapi::words,
    operations::{Tx, delegation},
    state::State,
};

/// A delegation to give.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDelegation {
    /// Code of the department that entrusts.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64, example = "public_security")]
    pub entruster: String,
    /// Code of the organ that is entrusted.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64, example = "market_supervision_branch")]
    pub entrusted: String,
    /// What it covers: an item in a county each.
    #[validate(length(min = 1, max = 200), nested)]
    #[schema(min_items = 1, max_items = 200)]
    pub covers: Vec<NewCoverage>,
    /// The letter templates entrusted along with the seal.
    #[serde(default)]
    #[validate(length(max = 100), nested)]
    #[schema(max_items = 100)]
    pub letters: Vec<NewLetterVersion>,
    /// Number of the written instrument.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "准公委〔2025〕1号")]
    pub instrument_number: String,
    /// Named hash of the seal's image, which is deposited with `deposit_seal_image`.
    #[validate(custom(function = "named_hash"))]
    #[schema(pattern = "^(sha256|sm3):[0-9a-f]{64}$")]
    pub seal_image_hash: Option<String>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; open when absent.
    pub valid_to: Option<NaiveDate>,
    /// Ranges of sealed, numbered forms.
    #[serde(default)]
    #[validate(length(max = 50), nested)]
    #[schema(max_items = 50)]
    pub ranges: Vec<NewNumberRange>,
}

/// One item in one county.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCoverage {
    /// The item.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64)]
    pub item_code: String,
    /// The county of the premises.
    #[validate(length(min = 1, max = 32))]
    #[schema(min_length = 1, max_length = 32, example = "652325")]
    pub division: String,
}

/// A version of a letter template.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLetterVersion {
    /// Code of the template.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64)]
    pub code: String,
    /// Its version.
    pub version: i32,
}

/// A range of numbers.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNumberRange {
    /// The item.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64)]
    pub item_code: String,
    /// The county, when the numbers are for premises of that county only.
    #[validate(length(min = 1, max = 32))]
    #[schema(min_length = 1, max_length = 32, example = "652325")]
    pub division: Option<String>,
    /// How a serial becomes a number, check character included.
    pub format: NewFormat,
    /// First serial.
    pub first_serial: u64,
    /// Last serial.
    pub last_serial: u64,
}

/// How a serial becomes a number.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(tag = "scheme", rename_all = "snake_case", deny_unknown_fields)]
pub enum NewFormat {
    /// Text around the serial.
    Plain {
        /// Text before it.
        #[serde(default)]
        prefix: String,
        /// How many digits the serial has.
        width: u32,
        /// Text after it.
        #[serde(default)]
        suffix: String,
        /// Which check character follows the serial.
        #[serde(default)]
        #[schema(schema_with = words::<NumberCheck>)]
        check: NumberCheck,
    },
    /// A food business permit's number.
    FoodPermit {
        /// What the business does.
        #[schema(schema_with = words::<FoodPermitKind>)]
        kind: FoodPermitKind,
        /// The county of the premises.
        county: String,
    },
    /// A unified social credit code, its body being the serial in base 31.
    Uscc {
        /// The registrar's authority, kind and division.
        #[schema(example = "92652325")]
        prefix: String,
    },
}

impl NewFormat {
    fn checked(&self) -> Result<NumberFormat, IdentityFault> {
        Ok(match self {
            Self::Plain { prefix, width, suffix, check } => {
                NumberFormat::Plain(PlainNumber::new(prefix, *width, suffix, *check)?)
            }
            Self::FoodPermit { kind, county } => NumberFormat::FoodPermit { kind: *kind, county: county.parse()? },
            Self::Uscc { prefix } => NumberFormat::Uscc { prefix: prefix.parse()? },
        })
    }
}

impl NewDelegation {
    fn ranges(&self, tx: &Tx<'_>) -> Result<Vec<NumberRange>, Refusal> {
        let mut faults = Faults::default();
        let mut ranges = Vec::new();
        for (index, range) in self.ranges.iter().enumerate() {
            let format = faults.check(&format!("/ranges/{index}/format"), range.format.checked(), |fault| fault.code());
            ranges.extend(format.map(|format| NumberRange {
                id: tx.id(),
                item_code: range.item_code.clone(),
                division: range.division.clone(),
                format,
                first_serial: range.first_serial,
                last_serial: range.last_serial,
            }));
        }
        faults.into_result("content_invalid")?;
        Ok(ranges)
    }

    fn delegation(&self, tx: &Tx<'_>) -> Delegation {
        let covers = self.covers.iter();
        let letters = self.letters.iter();
        Delegation {
            id: tx.id(),
            entruster: self.entruster.clone(),
            entrusted: self.entrusted.clone(),
            covers: covers
                .map(|it| Coverage { item_code: it.item_code.clone(), division: it.division.clone() })
                .collect(),
            letters: letters.map(|it| LetterVersion { code: it.code.clone(), version: it.version }).collect(),
            instrument_number: self.instrument_number.clone(),
            seal_image_hash: self.seal_image_hash.clone(),
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            state: DelegationState::Given,
        }
    }
}

fn named_hash(text: &str) -> Result<(), validator::ValidationError> {
    let hex = text.strip_prefix("sha256:").or_else(|| text.strip_prefix("sm3:"));
    let sound = hex.is_some_and(|hex| hex.len() == 64 && hex.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f')));
    if sound { Ok(()) } else { Err(validator::ValidationError::new("hash_malformed")) }
}

/// Entrust a seal
///
/// A department entrusts its seal, its letters and its numbered forms for some items to the window (S8; 行政许可法 §24).
/// It is in force once it is published. Each number becomes a row of the ledger.
#[utoipa::path(post, path = "/delegations")]
pub async fn create_delegation(
    caller: Caller<need::ManageDelegation>,
    state: State,
    key: IdempotencyKey,
    body: Body<NewDelegation>,
) -> Answered<Created<DelegationView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            |_| Ok(()),
            move |tx, ()| {
                let new = &body.value;
                let kept = delegation::create(tx, new.delegation(tx), new.ranges(tx)?)?;
                let location = format!("/api/v1/delegations/{}", kept.delegation.id);
                Ok(Created::at(location, DelegationView::of(&kept, tx)).versioned(kept.version()))
            },
        )
        .await
}
