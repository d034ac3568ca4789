//! Trade codes (GB/T 4754-2017), and the small trades that the plan is for.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{
    IdentityFault,
    text::{checked_text, is_digits},
};

/// A trade: a section's letter and four digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TradeCode(String);

checked_text!(TradeCode);

/// Trades that ask for the same permits.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::EnumIter,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum TradeGroup {
    /// 餐饮.
    Catering,
    /// 商店、超市.
    Shop,
    /// 住宿.
    Lodging,
    /// 理发及美容.
    Beauty,
    /// 洗浴.
    Bath,
    /// 图书零售.
    Books,
    /// 电影放映.
    Cinema,
}

impl TradeGroup {
    /// The group's codes.
    pub fn codes(self) -> &'static [&'static str] {
        match self {
            Self::Catering => &["H6210", "H6220", "H6231", "H6232", "H6239", "H6291", "H6299"],
            Self::Shop => &[
                "F5211", "F5212", "F5213", "F5219", "F5221", "F5222", "F5223", "F5224", "F5225", "F5226", "F5227",
                "F5228", "F5229",
            ],
            Self::Lodging => &["H6110", "H6121", "H6129", "H6130", "H6190"],
            Self::Beauty => &["O8040"],
            Self::Bath => &["O8051"],
            Self::Books => &["F5243"],
            Self::Cinema => &["R8760"],
        }
    }
}

impl TradeCode {
    /// The group it belongs to; none for a trade that the plan does not name.
    pub fn group(&self) -> Option<TradeGroup> {
        use strum::IntoEnumIterator;
        TradeGroup::iter().find(|group| group.codes().contains(&self.as_str()))
    }
}

impl FromStr for TradeCode {
    type Err = IdentityFault;

    fn from_str(text: &str) -> Result<Self, IdentityFault> {
        match text.strip_prefix(|section| matches!(section, 'A'..='T')) {
            Some(class) if is_digits(class, 4) => Ok(Self(text.to_owned())),
            _ => Err(IdentityFault::TradeCodeShape),
        }
    }
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator;

    use super::*;

    #[test]
    fn every_known_code_is_of_one_group() {
        for group in TradeGroup::iter() {
            for code in group.codes() {
                assert_eq!(code.parse::<TradeCode>().expect(code).group(), Some(group));
            }
        }
        assert_eq!("C1411".parse::<TradeCode>().expect("a trade").group(), None);
    }

    #[test]
    fn a_code_is_a_letter_and_four_digits() {
        for text in ["H621", "H62100", "6210", "h6210", "U6210", "H62A0", "餐6210"] {
            assert_eq!(text.parse::<TradeCode>(), Err(IdentityFault::TradeCodeShape), "{text}");
        }
    }
}
