//! Unified social credit codes (GB 32100-2015): a registering authority, a kind, a division, the body with its own check
//! character (GB 11714), and a check character over all.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{DivisionCode, IdentityFault, iso7064, text::checked_text, text::is_digits};

/// A character's place is its value. No I, O, S, V, Z.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const BODY_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// A unified social credit code.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Uscc(String);

checked_text!(Uscc);

impl Uscc {
    /// The code of a body of eight characters, with both check characters reckoned.
    pub fn from_body(prefix: &UsccPrefix, body: &str) -> Result<Self, IdentityFault> {
        if body.len() != 8 {
            return Err(IdentityFault::UsccLength);
        }
        if !body.chars().all(|it| ALPHABET.contains(it)) {
            return Err(IdentityFault::UsccCharacter);
        }
        let body_check = body_check_character(body);
        let text = format!("{prefix}{body}{body_check}");
        let check = check_character(&text);
        Ok(Self(format!("{text}{check}")))
    }

    /// Authority, kind and division.
    pub fn prefix(&self) -> UsccPrefix {
        UsccPrefix(self.0[..8].to_owned())
    }

    /// The body without its check character.
    pub fn body(&self) -> &str {
        &self.0[8..16]
    }
}

impl FromStr for Uscc {
    type Err = IdentityFault;

    fn from_str(text: &str) -> Result<Self, IdentityFault> {
        let text = text.to_ascii_uppercase();
        if text.chars().count() != 18 {
            return Err(IdentityFault::UsccLength);
        }
        if !text.chars().all(|it| ALPHABET.contains(it)) || !is_digits(&text[2..8], 6) {
            return Err(IdentityFault::UsccCharacter);
        }
        if !text.ends_with(check_character(&text[..17])) {
            return Err(IdentityFault::UsccCheckCharacter);
        }
        if !text[..17].ends_with(body_check_character(&text[8..16])) {
            return Err(IdentityFault::UsccBodyCheckCharacter);
        }
        Ok(Self(text))
    }
}

/// What a registrar's codes begin with: its authority, the kind of those it registers, its division. 91 is an
/// enterprise, 92 an individual business, 93 a cooperative.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UsccPrefix(String);

checked_text!(UsccPrefix);

impl UsccPrefix {
    /// The registrar's division.
    pub fn division(&self) -> Option<DivisionCode> {
        self.0[2..].parse().ok()
    }
}

impl FromStr for UsccPrefix {
    type Err = IdentityFault;

    fn from_str(text: &str) -> Result<Self, IdentityFault> {
        let sound = text.is_ascii() && text.len() == 8 && text[..2].chars().all(|it| ALPHABET.contains(it));
        if sound && is_digits(&text[2..], 6) { Ok(Self(text.to_owned())) } else { Err(IdentityFault::UsccPrefix) }
    }
}

/// The largest serial's successor when eight characters of the alphabet write it.
pub(super) const BODIES: u64 = 31_u64.pow(8);

/// A serial below [`BODIES`] as eight characters, in base 31.
pub(super) fn body_of(mut serial: u64) -> String {
    let mut body = [0_u8; 8];
    for place in body.iter_mut().rev() {
        *place = ALPHABET.as_bytes()[usize::try_from(serial % 31).unwrap_or_default()];
        serial /= 31;
    }
    body.iter().copied().map(char::from).collect()
}

/// The serial that a body writes in base 31.
pub(super) fn serial_of(body: &str) -> Option<u64> {
    body.chars().try_fold(0, |serial: u64, it| Some(serial * 31 + ALPHABET.find(it)? as u64))
}

/// GB 32100: 31 − Σ value × 3^(place − 1) mod 31. Each character of `text` is of the alphabet.
fn check_character(text: &str) -> char {
    let mut weight = 1;
    let mut sum = 0;
    for character in text.chars() {
        sum += weight * ALPHABET.find(character).unwrap_or_default();
        weight = weight * 3 % 31;
    }
    char::from(ALPHABET.as_bytes()[(31 - sum % 31) % 31])
}

/// GB 11714: 11 − Σ value × weight mod 11; 10 is written X, 11 is written 0.
fn body_check_character(body: &str) -> char {
    let values = body.chars().map(|it| iso7064::value(it).unwrap_or_default());
    let sum: u32 = values.zip(BODY_WEIGHTS).map(|(value, weight)| value * weight).sum();
    match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_codes_are_valid() {
        for text in [
            "91350100M000100Y43",
            "91110000802100433B",
            "91440300708461136T",
            "91330106673959654P",
            "11100000000013338W",
            "11330105002500287C",
            "11430000006122244L",
        ] {
            let code: Uscc = text.parse().expect(text);
            assert_eq!(Uscc::from_body(&code.prefix(), code.body()), Ok(code));
        }
        assert_eq!("91350100m000100y43".parse::<Uscc>().map(String::from), Ok("91350100M000100Y43".to_owned()));
    }

    #[test]
    fn each_fault_is_named() {
        for (text, fault) in [
            ("91350100M000100Y4", IdentityFault::UsccLength),
            ("91350100M000100Y4３", IdentityFault::UsccCharacter),
            ("9135010OM000100Y43", IdentityFault::UsccCharacter),
            ("913501A0M000100Y43", IdentityFault::UsccCharacter),
            ("91350100M000100Y44", IdentityFault::UsccCheckCharacter),
            // The outer check fits, the body's does not.
            ("91350100M000100Y56", IdentityFault::UsccBodyCheckCharacter),
        ] {
            assert_eq!(text.parse::<Uscc>(), Err(fault), "{text}");
        }
        assert_eq!("9165232".parse::<UsccPrefix>(), Err(IdentityFault::UsccPrefix));
        assert_eq!("91六五二".parse::<UsccPrefix>(), Err(IdentityFault::UsccPrefix));
    }
}
