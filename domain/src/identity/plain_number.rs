//! Numbers without a national standard: text, a serial of fixed width, perhaps a check character, text.

use serde::{Deserialize, Serialize};

use super::{IdentityFault, iso7064};

const AFFIX_LENGTH: usize = 40;

/// Which check character follows the serial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum NumberCheck {
    /// None.
    #[default]
    None,
    /// ISO 7064 MOD 11,10, over the digits of prefix and serial.
    #[serde(rename = "mod_11_10")]
    #[strum(serialize = "mod_11_10")]
    Mod11_10,
    /// ISO 7064 MOD 37,36, over the digits and capitals of prefix and serial.
    #[serde(rename = "mod_37_36")]
    #[strum(serialize = "mod_37_36")]
    Mod37_36,
}

/// How a serial is written: prefix, serial with leading zeros, check character, suffix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct PlainNumber {
    prefix: String,
    width: u32,
    suffix: String,
    check: NumberCheck,
}

impl PlainNumber {
    /// A format with this text around a serial of `width` digits.
    pub fn new(prefix: &str, width: u32, suffix: &str, check: NumberCheck) -> Result<Self, IdentityFault> {
        let sound = |text: &str| {
            text.chars().count() <= AFFIX_LENGTH && !text.chars().any(|it| it.is_control() || it.is_whitespace())
        };
        if !sound(prefix) || !sound(suffix) {
            return Err(IdentityFault::NumberAffix);
        }
        if !(1..=12).contains(&width) {
            return Err(IdentityFault::NumberWidth);
        }
        Ok(Self { prefix: prefix.to_owned(), width, suffix: suffix.to_owned(), check })
    }

    /// How many serials it can write.
    pub(super) fn capacity(&self) -> u64 {
        10_u64.pow(self.width)
    }

    /// Writes a serial below its capacity.
    pub(super) fn number(&self, serial: u64) -> Result<String, IdentityFault> {
        let digits = format!("{serial:0width$}", width = self.width as usize);
        let checked = format!("{}{digits}", self.prefix);
        let check = match self.check {
            NumberCheck::None => Ok(String::new()),
            NumberCheck::Mod11_10 => reckoned(iso7064::mod_11_10, &checked, |it| it.is_ascii_digit()),
            NumberCheck::Mod37_36 => {
                reckoned(iso7064::mod_37_36, &checked, |it| it.is_ascii_digit() || it.is_ascii_uppercase())
            }
        }?;
        Ok(format!("{checked}{check}{}", self.suffix))
    }

    /// The digits where the serial stands in a number.
    pub(super) fn serial_text<'a>(&self, number: &'a str) -> Option<&'a str> {
        number.strip_prefix(self.prefix.as_str())?.get(..self.width as usize)
    }
}

fn reckoned(check: fn(&str) -> Option<char>, text: &str, counts: fn(&char) -> bool) -> Result<String, IdentityFault> {
    let text: String = text.chars().filter(counts).collect();
    check(&text).map(String::from).ok_or(IdentityFault::NumberShape)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unchecked {
    #[serde(default)]
    prefix: String,
    width: u32,
    #[serde(default)]
    suffix: String,
    #[serde(default)]
    check: NumberCheck,
}

impl TryFrom<Unchecked> for PlainNumber {
    type Error = IdentityFault;

    fn try_from(raw: Unchecked) -> Result<Self, IdentityFault> {
        Self::new(&raw.prefix, raw.width, &raw.suffix, raw.check)
    }
}
