//! How the serials of a delegated range become numbers (S8): each range declares its format and check rule. Within one
//! format every serial has its own number, and a number tells its serial.

use serde::{Deserialize, Serialize};

use super::{DivisionCode, FoodPermitKind, FoodPermitNumber, IdentityFault, PlainNumber, Uscc, UsccPrefix};
use super::{food_permit_number, uscc};

/// How a serial becomes a number; serials count from 0 to below the capacity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "scheme", rename_all = "snake_case", deny_unknown_fields)]
pub enum NumberFormat {
    /// Text around the serial.
    Plain(PlainNumber),
    /// A food business permit's number.
    FoodPermit {
        /// What the business does.
        kind: FoodPermitKind,
        /// The county of the premises.
        county: DivisionCode,
    },
    /// A unified social credit code, its body being the serial in base 31.
    Uscc {
        /// The registrar's authority, kind and division.
        prefix: UsccPrefix,
    },
}

impl NumberFormat {
    /// The serial's number.
    pub fn number(&self, serial: u64) -> Result<String, IdentityFault> {
        if serial >= self.capacity() {
            return Err(IdentityFault::NumberSerial);
        }
        match self {
            Self::Plain(plain) => plain.number(serial),
            Self::FoodPermit { kind, county } => FoodPermitNumber::make(*kind, county, serial).map(String::from),
            Self::Uscc { prefix } => Uscc::from_body(prefix, &uscc::body_of(serial)).map(String::from),
        }
    }

    /// The number's serial, when the number is one of this format.
    pub fn serial_of(&self, number: &str) -> Result<u64, IdentityFault> {
        let serial = match self {
            Self::Plain(plain) => plain.serial_text(number).and_then(|digits| digits.parse().ok()),
            Self::FoodPermit { .. } => number.parse::<FoodPermitNumber>()?.serial().parse().ok(),
            Self::Uscc { .. } => uscc::serial_of(number.parse::<Uscc>()?.body()),
        };
        serial.filter(|it| self.number(*it).as_deref() == Ok(number)).ok_or(IdentityFault::NumberShape)
    }

    /// How many serials the format can write.
    pub fn capacity(&self) -> u64 {
        match self {
            Self::Plain(plain) => plain.capacity(),
            Self::FoodPermit { .. } => food_permit_number::SERIALS,
            Self::Uscc { .. } => uscc::BODIES,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn format(json: serde_json::Value) -> NumberFormat {
        serde_json::from_value(json).expect("a format")
    }

    #[test]
    fn formats_are_data() {
        let hygiene =
            json!({"scheme": "plain", "prefix": "奇卫公证字〔2025〕第", "width": 6, "suffix": "号", "check": "none"});
        assert_eq!(format(hygiene.clone()).number(42).as_deref(), Ok("奇卫公证字〔2025〕第000042号"));
        assert_eq!(serde_json::to_value(format(hygiene.clone())).expect("serialises"), hygiene);
        let food = format(json!({"scheme": "food_permit", "kind": "sales", "county": "111705"}));
        assert_eq!(food.number(146_403).as_deref(), Ok("JY11117051464030"));
        let licence = format(json!({"scheme": "uscc", "prefix": "92652325"}));
        assert!(licence.number(0).expect("a code").starts_with("9265232500000000"));
        assert!(licence.number(licence.capacity() - 1).expect("a code").starts_with("92652325YYYYYYYY"));
        let checked = format(json!({"scheme": "plain", "prefix": "JY1111705", "width": 6, "check": "mod_11_10"}));
        assert_eq!(checked.number(146_403).as_deref(), Ok("JY11117051464030"));
    }

    #[test]
    fn unsound_formats_are_refused() {
        for json in [
            json!({"scheme": "plain", "prefix": "A", "width": 0}),
            json!({"scheme": "plain", "prefix": "A", "width": 13}),
            json!({"scheme": "plain", "prefix": "A B", "width": 6}),
            json!({"scheme": "plain", "prefix": "A", "width": 6, "colour": "red"}),
            json!({"scheme": "food_permit", "kind": "sales", "county": "zhundong"}),
            json!({"scheme": "food_permit", "kind": "sales", "county": "652325", "colour": "red"}),
            json!({"scheme": "uscc", "prefix": "9265232"}),
            json!({"scheme": "roman"}),
        ] {
            assert!(serde_json::from_value::<NumberFormat>(json.clone()).is_err(), "{json}");
        }
    }

    #[test]
    fn a_number_of_another_format_has_no_serial() {
        let food = format(json!({"scheme": "food_permit", "kind": "catering", "county": "652325"}));
        assert_eq!(food.serial_of("JY11117051464030"), Err(IdentityFault::NumberShape));
        assert_eq!(food.serial_of("JY1111705146403"), Err(IdentityFault::FoodPermitNumberShape));
        let plain = format(json!({"scheme": "plain", "prefix": "特", "width": 4}));
        for number in ["特042", "特00042", "特+042", "将0042", "特四十二号"] {
            assert_eq!(plain.serial_of(number), Err(IdentityFault::NumberShape), "{number}");
        }
        assert_eq!(plain.serial_of("特0042"), Ok(42));
        assert_eq!(plain.number(10_000), Err(IdentityFault::NumberSerial));
    }
}
