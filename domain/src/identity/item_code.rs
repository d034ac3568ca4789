//! Codes of government service items: the basic code of the national catalogue, and the implementation code of an item
//! at one body. Both are texts of fixed length; they have no check character.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{
    IdentityFault,
    text::{checked_text, is_digits, is_digits_and_capitals},
};

/// Basic code: 12 digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BasicItemCode(String);

checked_text!(BasicItemCode);

impl FromStr for BasicItemCode {
    type Err = IdentityFault;

    fn from_str(text: &str) -> Result<Self, IdentityFault> {
        if is_digits(text, 12) { Ok(Self(text.to_owned())) } else { Err(IdentityFault::BasicItemCodeShape) }
    }
}

/// Implementation code: the 18-character code of the body, and 13 digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ImplementationItemCode(String);

checked_text!(ImplementationItemCode);

impl FromStr for ImplementationItemCode {
    type Err = IdentityFault;

    fn from_str(text: &str) -> Result<Self, IdentityFault> {
        match text.split_at_checked(18) {
            Some((issuer, rest)) if is_digits_and_capitals(issuer) && is_digits(rest, 13) => Ok(Self(text.to_owned())),
            _ => Err(IdentityFault::ImplementationItemCodeShape),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_checked_by_length() {
        assert!("000131001000".parse::<BasicItemCode>().is_ok());
        assert!("11330105002500287C0000131001000".parse::<ImplementationItemCode>().is_ok());
        for text in ["00013100100", "0001310010000", "00013100100A", "十二"] {
            assert_eq!(text.parse::<BasicItemCode>(), Err(IdentityFault::BasicItemCodeShape), "{text}");
        }
        for text in
            ["11330105002500287C000013100100", "11330105002500287c0000131001000", "11330105002500287C000013100100X"]
        {
            let shape = IdentityFault::ImplementationItemCodeShape;
            assert_eq!(text.parse::<ImplementationItemCode>(), Err(shape), "{text}");
        }
    }
}
