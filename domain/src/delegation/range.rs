//! Ranges of numbers, and what is left of them (S8).

use serde::{Deserialize, Serialize};

use super::{Delegation, NumberStatus};
use crate::{
    application::{BusinessKind, RequestedItem},
    catalogue::{ItemKind, Jurisdiction, Numbering, Registrar},
    id::NumberRangeId,
    identity::{FoodPermitNumber, NumberFormat},
    refusal::{Fault, Refusal},
};

/// The most numbers one range may hold: they are written when the delegation is created.
pub const MAX_RANGE: u64 = 20_000;

/// The most numbers that one delegation brings.
pub const MAX_NUMBERS: u64 = 100_000;

/// Checks a delegation with all its ranges, every fault at once (S8).
pub fn check_ranges(
    delegation: &Delegation,
    ranges: &[NumberRange],
    jurisdiction: &Jurisdiction,
) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    faults.extend(delegation.check(jurisdiction).err().map(|refusal| refusal.faults).unwrap_or_default());
    for (index, range) in ranges.iter().enumerate() {
        let checked = range.check(delegation, jurisdiction, &format!("/ranges/{index}"));
        faults.extend(checked.err().map(|refusal| refusal.faults).unwrap_or_default());
    }
    if ranges.iter().fold(0, |sum: u64, range| sum.saturating_add(range.len())) > MAX_NUMBERS {
        faults.push(Fault { pointer: "/ranges".into(), code: "range_too_long" });
    }
    if faults.is_empty() { Ok(()) } else { Err(Refusal::fields("content_invalid", faults)) }
}

/// A range of numbers entrusted for one item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NumberRange {
    /// Its id.
    pub id: NumberRangeId,
    /// The item.
    pub item_code: String,
    /// The county, when the numbers are for premises of that county only.
    pub division: Option<String>,
    /// How a serial becomes a number, check character included.
    pub format: NumberFormat,
    /// First serial.
    pub first_serial: u64,
    /// Last serial.
    pub last_serial: u64,
}

impl NumberRange {
    /// Checks a range against its delegation: its item and county are covered, its format is the one the item's numbers
    /// are written in, and the format can write each serial. `pointer` is where the request has it.
    pub fn check(&self, delegation: &Delegation, jurisdiction: &Jurisdiction, pointer: &str) -> Result<(), Refusal> {
        let mut faults = Vec::new();
        let mut fault = |field: &str, code| faults.push(Fault { pointer: format!("{pointer}/{field}"), code });
        let covered = delegation.covers.iter().any(|cover| {
            cover.item_code == self.item_code && self.division.as_ref().is_none_or(|d| *d == cover.division)
        });
        if !covered {
            fault("item_code", "not_covered");
        }
        if let Some(item) = jurisdiction.latest_item(&self.item_code)
            && !self.is_written_as(item.numbering.as_ref(), &jurisdiction.registrar)
        {
            fault("format", "format_not_the_items");
        }
        if self.last_serial < self.first_serial {
            fault("last_serial", "before_first");
        } else if self.len() > MAX_RANGE {
            fault("last_serial", "range_too_long");
        } else if [self.first_serial, self.last_serial].iter().any(|&serial| self.format.number(serial).is_err()) {
            fault("format", "format_too_narrow");
        }
        if faults.is_empty() { Ok(()) } else { Err(Refusal::fields("content_invalid", faults)) }
    }

    /// Whether its format follows the item's scheme: a licence's codes bear the registrar's division (GB 32100), a food
    /// permit's numbers the county of the premises; of plain numbers each range writes its own text.
    fn is_written_as(&self, numbering: Option<&Numbering>, registrar: &Registrar) -> bool {
        match (numbering, &self.format) {
            (Some(Numbering::Uscc), NumberFormat::Uscc { prefix }) => {
                registrar.kinds.iter().any(|kind| registrar.uscc_prefix(kind).as_ref() == Ok(prefix))
            }
            (Some(Numbering::FoodPermit { kind }), NumberFormat::FoodPermit { kind: own, county }) => {
                kind.is_none_or(|kind| kind == *own) && self.division.as_deref() == Some(county.as_str())
            }
            (Some(Numbering::Plain(_)), NumberFormat::Plain(_)) => true,
            _ => false,
        }
    }

    /// How many numbers it holds.
    pub fn len(&self) -> u64 {
        self.last_serial.checked_sub(self.first_serial).map_or(0, |more| more.saturating_add(1))
    }

    /// Whether it holds none; a checked range never is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether its numbers are for such an item of such a business in such a county: a licence's code says what kind of
    /// business it is (GB 32100), and the number of a changed or renewed food permit what its permit's number says.
    pub fn fits(&self, item: &RequestedItem, business: BusinessKind, division: &str) -> bool {
        let county = self.division.as_ref().is_none_or(|own| own == division);
        let permit: Option<FoodPermitNumber> = item.existing_permit.as_ref().and_then(|number| number.parse().ok());
        let code = match (&self.format, item.kind) {
            (NumberFormat::Uscc { prefix }, ItemKind::BusinessLicence) => {
                prefix.as_str().starts_with(business.uscc_prefix())
            }
            (_, ItemKind::BusinessLicence) => false,
            (NumberFormat::FoodPermit { kind, .. }, _) => permit.is_none_or(|number| number.kind() == *kind),
            _ => true,
        };
        county && code
    }
}

/// How many numbers of a range stand where. It adds up at every instant, or something is wrong (S8).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RangeStock {
    /// In stock.
    pub available: u64,
    /// On certificates.
    pub issued: u64,
    /// Spoilt.
    pub void: u64,
    /// Lost.
    pub lost: u64,
    /// Given back.
    pub returned: u64,
}

impl RangeStock {
    /// Counts some more in a status.
    pub fn add(&mut self, status: NumberStatus, count: u64) {
        *match status {
            NumberStatus::Available => &mut self.available,
            NumberStatus::Issued => &mut self.issued,
            NumberStatus::Void => &mut self.void,
            NumberStatus::Lost => &mut self.lost,
            NumberStatus::Returned => &mut self.returned,
        } += count;
    }

    /// All of them.
    pub fn total(&self) -> u64 {
        self.available + self.issued + self.void + self.lost + self.returned
    }

    /// Whether so few are in stock that the entruster must be told (S8).
    pub fn is_low(&self, threshold: u32) -> bool {
        self.available < u64::from(threshold)
    }

    /// Whether none vanished and none was added.
    pub fn adds_up(&self, range: &NumberRange) -> bool {
        self.total() == range.len()
    }
}
