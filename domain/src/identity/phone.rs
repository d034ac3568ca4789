//! Telephone numbers of the mainland, mobile or landline, in one written form so that equal numbers are equal texts.
//! Personal: what prints one prints it masked.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{
    IdentityFault,
    text::{checked_text, is_digits, starred},
};

/// A telephone number: `13812345678` or `0994-6731234`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

checked_text!(masked Phone);

impl Phone {
    /// Whether it takes SMS: a mobile number has no area.
    pub fn is_mobile(&self) -> bool {
        !self.0.contains('-')
    }

    /// The number as others may see it.
    pub fn masked(&self) -> String {
        match self.0.split_once('-') {
            Some((area, number)) => format!("{area}-{}", starred(number, 0, 2)),
            None => starred(&self.0, 3, 4),
        }
    }
}

impl FromStr for Phone {
    type Err = IdentityFault;

    /// With or without +86; a landline with or without its hyphen.
    fn from_str(text: &str) -> Result<Self, IdentityFault> {
        let number = text.strip_prefix("+86").unwrap_or(text);
        mobile(number).or_else(|| landline(number)).map(Self).ok_or(IdentityFault::PhoneShape)
    }
}

fn mobile(text: &str) -> Option<String> {
    let sound = is_digits(text, 11) && text.starts_with('1') && !matches!(text.as_bytes()[1], b'0'..=b'2');
    sound.then(|| text.to_owned())
}

/// 010 and 02x are areas of three digits, all others have four; a subscriber has seven or eight.
fn landline(text: &str) -> Option<String> {
    let area_length = if text.starts_with("010") || text.starts_with("02") { 3 } else { 4 };
    let (area, rest) = text.split_at_checked(area_length)?;
    let subscriber = rest.strip_prefix('-').unwrap_or(rest);
    let sound = area.starts_with('0')
        && !area.starts_with("00")
        && is_digits(area, area_length)
        && (is_digits(subscriber, 7) || is_digits(subscriber, 8))
        && !subscriber.starts_with(['0', '1']);
    sound.then(|| format!("{area}-{subscriber}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_written_form() {
        for (text, form) in [
            ("13812345678", "13812345678"),
            ("+8613812345678", "13812345678"),
            ("0994-6731234", "0994-6731234"),
            ("09946731234", "0994-6731234"),
            ("010-62345678", "010-62345678"),
            ("02162345678", "021-62345678"),
        ] {
            assert_eq!(text.parse::<Phone>().expect(text).as_str(), form);
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in
            ["", "1381234567", "138123456789", "12012345678", "0994-1234567", "00994-6731234", "abc", "一三八", "+86"]
        {
            assert_eq!(text.parse::<Phone>(), Err(IdentityFault::PhoneShape), "{text}");
        }
    }

    #[test]
    fn it_is_printed_masked() {
        let print = |text: &str| format!("{:?}", text.parse::<Phone>().expect(text));
        assert_eq!(print("13812345678"), "Phone(138****5678)");
        assert_eq!(print("0994-6731234"), "Phone(0994-*****34)");
    }
}
