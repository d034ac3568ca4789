//! Citizen numbers (GB 11643): a division of their day, a date of birth, a serial and a check character. Personal: what
//! prints one prints it masked.

use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    IdentityFault,
    text::{checked_text, is_digits, starred},
};

const CHECK_CHARACTERS: &str = "10X98765432";

/// A citizen number.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CitizenNumber(String);

checked_text!(masked CitizenNumber);

impl CitizenNumber {
    /// A number as somebody gives it today: a date of birth in the future is refused too.
    pub fn parse(text: &str, today: NaiveDate) -> Result<Self, IdentityFault> {
        let number: Self = text.parse()?;
        match date_of_birth(&number.0) {
            Some(date) if date <= today => Ok(number),
            _ => Err(IdentityFault::CitizenNumberDate),
        }
    }

    /// The number as others may see it.
    pub fn masked(&self) -> String {
        starred(&self.0, 3, 2)
    }
}

/// Without a today: a number that was accepted once.
impl FromStr for CitizenNumber {
    type Err = IdentityFault;

    fn from_str(text: &str) -> Result<Self, IdentityFault> {
        let text = text.to_ascii_uppercase();
        let sound = text.is_ascii() && text.len() == 18 && is_digits(&text[..17], 17);
        if !sound || !text.ends_with(|last| CHECK_CHARACTERS.contains(last)) {
            return Err(IdentityFault::CitizenNumberShape);
        }
        if !text.ends_with(check_character(&text[..17])) {
            return Err(IdentityFault::CitizenNumberCheckCharacter);
        }
        if date_of_birth(&text).is_none() {
            return Err(IdentityFault::CitizenNumberDate);
        }
        Ok(Self(text))
    }
}

fn date_of_birth(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(&text[6..14], "%Y%m%d").ok()
}

/// Each digit weighs 2^(18 − place) mod 11.
fn check_character(digits: &str) -> char {
    let sum = digits.bytes().fold(0, |sum, digit| (sum + usize::from(digit - b'0')) * 2 % 11);
    char::from(CHECK_CHARACTERS.as_bytes()[sum])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        "2025-06-01".parse().expect("a date")
    }

    #[test]
    fn published_numbers_are_valid() {
        for text in ["11010519491231002X", "11010519491231002x", "440524188001010014"] {
            let number = CitizenNumber::parse(text, today()).expect(text);
            assert_eq!(number.as_str(), text.to_uppercase());
        }
    }

    #[test]
    fn each_fault_is_named() {
        for (text, fault) in [
            ("11010519491231002", IdentityFault::CitizenNumberShape),
            ("1101051949123100２X", IdentityFault::CitizenNumberShape),
            ("11010519491231002Y", IdentityFault::CitizenNumberShape),
            ("110105194912310021", IdentityFault::CitizenNumberCheckCharacter),
            // The check character fits; 2025-02-30 is no date.
            ("110105202502300029", IdentityFault::CitizenNumberDate),
        ] {
            assert_eq!(CitizenNumber::parse(text, today()), Err(fault), "{text}");
        }
    }

    #[test]
    fn nobody_is_born_tomorrow() {
        let birthday: NaiveDate = "1949-12-31".parse().expect("a date");
        assert!(CitizenNumber::parse("11010519491231002X", birthday).is_ok());
        let eve = birthday.pred_opt().expect("a date");
        assert_eq!(CitizenNumber::parse("11010519491231002X", eve), Err(IdentityFault::CitizenNumberDate));
    }

    #[test]
    fn it_is_printed_masked_and_stored_whole() {
        let number: CitizenNumber = "11010519491231002X".parse().expect("valid");
        assert_eq!(format!("{number:?}"), "CitizenNumber(110*************2X)");
        assert_eq!(serde_json::to_string(&number).expect("serialises"), "\"11010519491231002X\"");
        let error = serde_json::from_str::<CitizenNumber>("\"110105194912310021\"").expect_err("refused");
        assert!(!error.to_string().contains("110105"));
    }
}
