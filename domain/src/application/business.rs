//! The business that is to open: what the licence will say of it. A draft may leave fields open; [`super::check`] says
//! which are still missing.

use serde::{Deserialize, Serialize};

use crate::{
    folding::folded,
    identity::{TradeCode, Uscc},
};

/// Kind of market entity; decides the second character of its unified social credit code (GB 32100).
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
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum BusinessKind {
    /// 企业 (91).
    Enterprise,
    /// 个体工商户 (92).
    IndividualBusiness,
    /// 农民专业合作社 (93).
    Cooperative,
}

impl BusinessKind {
    /// First two characters of its unified social credit code (GB 32100: authority 9, kind 1–3).
    pub fn uscc_prefix(self) -> &'static str {
        match self {
            Self::Enterprise => "91",
            Self::IndividualBusiness => "92",
            Self::Cooperative => "93",
        }
    }
}

/// The business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Business {
    /// Kind of market entity.
    pub kind: BusinessKind,
    /// Name as it is to stand on the licence.
    pub name: Option<String>,
    /// 经营范围.
    pub scope: Option<String>,
    /// GB/T 4754 codes of its trades.
    pub trade_codes: Vec<TradeCode>,
    /// Registered capital or funds, in yuan.
    pub capital: Option<i64>,
    /// Address of the premises.
    pub address: Option<String>,
    /// GB/T 2260 code of the county the premises lie in; decides the issuing bodies.
    pub county: String,
    /// Floor area of the premises in hundredths of a square metre: what is compared with a limit is not a float.
    pub area_centiares: Option<i64>,
}

/// Whether a licence is asked for, or permits for a business that has one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "basis", rename_all = "snake_case")]
pub enum LicenceBasis {
    /// A new licence is asked for in this application.
    New,
    /// The business is registered already: permits only.
    Existing {
        /// Its unified social credit code.
        uscc: Uscc,
    },
}

/// Square metres in hundredths, rounded.
pub fn centiares(square_metres: f64) -> i64 {
    (square_metres * 100.0).round() as i64
}

/// One spelling of an address for comparison: no spaces or separators, half-width, upper case.
pub fn normalised_address(address: &str) -> String {
    folded(address)
}

#[cfg(test)]
mod tests {
    use super::normalised_address;

    #[test]
    fn one_place_written_two_ways_is_one_place() {
        assert_eq!(normalised_address("五彩湾镇 幸福路１２号－a"), normalised_address("五彩湾镇幸福路12号A"));
        assert_ne!(normalised_address("幸福路12号"), normalised_address("幸福路21号"));
    }
}
