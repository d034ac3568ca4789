//! Division codes (GB/T 2260). Which divisions there are is the jurisdiction's data; the zone itself has no such code.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{
    IdentityFault,
    text::{checked_text, is_digits},
};

/// A division's six digits: province, city, county, two each.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DivisionCode(String);

checked_text!(DivisionCode);

impl DivisionCode {
    /// Whether it is a county, not a city or province.
    pub fn is_county(&self) -> bool {
        !self.0.ends_with("00")
    }
}

impl FromStr for DivisionCode {
    type Err = IdentityFault;

    fn from_str(text: &str) -> Result<Self, IdentityFault> {
        if is_digits(text, 6) && !text.starts_with('0') {
            Ok(Self(text.to_owned()))
        } else {
            Err(IdentityFault::DivisionShape)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_division_is_six_digits() {
        let counties: Result<Vec<DivisionCode>, _> =
            ["652325", "652327", "652328"].iter().map(|it| it.parse()).collect();
        assert!(counties.expect("valid").iter().all(DivisionCode::is_county));
        assert!(!"652300".parse::<DivisionCode>().expect("valid").is_county());
        for text in ["65232", "6523255", "65232A", "012345", "zhundong", "六五二三"] {
            assert_eq!(text.parse::<DivisionCode>(), Err(IdentityFault::DivisionShape), "{text}");
        }
    }
}
