//! Numbers of food business permits: JY, a kind, the county of the premises, a serial and a check digit.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{
    DivisionCode, IdentityFault, iso7064,
    text::{checked_text, is_digits},
};

/// How many serials a county has for one kind.
pub(super) const SERIALS: u64 = 1_000_000;

/// What a food business does.
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
pub enum FoodPermitKind {
    /// 食品销售, 1.
    Sales,
    /// 餐饮服务, 2.
    Catering,
    /// 单位食堂, 3.
    Canteen,
}

impl FoodPermitKind {
    fn digit(self) -> u8 {
        match self {
            Self::Sales => 1,
            Self::Catering => 2,
            Self::Canteen => 3,
        }
    }
}

/// A food business permit's number.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FoodPermitNumber(String);

checked_text!(FoodPermitNumber);

impl FoodPermitNumber {
    /// Makes one, with its check digit reckoned.
    pub fn make(kind: FoodPermitKind, county: &DivisionCode, serial: u64) -> Result<Self, IdentityFault> {
        if serial >= SERIALS {
            return Err(IdentityFault::NumberSerial);
        }
        let digits = format!("{}{county}{serial:06}", kind.digit());
        let check = iso7064::mod_11_10(&digits).ok_or(IdentityFault::FoodPermitNumberShape)?;
        Ok(Self(format!("JY{digits}{check}")))
    }

    /// What the business does.
    pub fn kind(&self) -> FoodPermitKind {
        match self.0.as_bytes()[2] {
            b'1' => FoodPermitKind::Sales,
            b'2' => FoodPermitKind::Catering,
            _ => FoodPermitKind::Canteen,
        }
    }

    /// Its six digits of serial.
    pub(super) fn serial(&self) -> &str {
        &self.0[9..15]
    }
}

impl FromStr for FoodPermitNumber {
    type Err = IdentityFault;

    fn from_str(text: &str) -> Result<Self, IdentityFault> {
        let shape = IdentityFault::FoodPermitNumberShape;
        let digits = text.strip_prefix("JY").filter(|it| is_digits(it, 14)).ok_or(shape)?;
        if !digits.starts_with(['1', '2', '3']) {
            return Err(shape);
        }
        if iso7064::mod_11_10(&digits[..13]).is_some_and(|check| digits.ends_with(check)) {
            Ok(Self(text.to_owned()))
        } else {
            Err(IdentityFault::FoodPermitNumberCheckDigit)
        }
    }
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator;

    use super::*;

    #[test]
    fn a_published_number_is_valid_and_made_again() {
        let number: FoodPermitNumber = "JY11117051464030".parse().expect("valid");
        let county = "111705".parse().expect("six digits");
        assert_eq!(FoodPermitNumber::make(FoodPermitKind::Sales, &county, 146_403), Ok(number));
        for kind in FoodPermitKind::iter() {
            assert_eq!(FoodPermitNumber::make(kind, &county, 1).map(|number| number.kind()), Ok(kind));
        }
    }

    #[test]
    fn each_fault_is_named() {
        for text in ["JY1111705146403", "SC11117051464030", "JY41117051464030", "JY1111705146403X", "JY一"] {
            assert_eq!(text.parse::<FoodPermitNumber>(), Err(IdentityFault::FoodPermitNumberShape), "{text}");
        }
        let check = IdentityFault::FoodPermitNumberCheckDigit;
        assert_eq!("JY11117051464031".parse::<FoodPermitNumber>(), Err(check));
        let county = "652325".parse().expect("six digits");
        let beyond = FoodPermitNumber::make(FoodPermitKind::Catering, &county, SERIALS);
        assert_eq!(beyond, Err(IdentityFault::NumberSerial));
    }
}
