//! Identifiers of electronic certificates (GB/T 36904-2018): `1.2.156.3005.2.TYPE.ISSUER.SERIAL.VERSION.CHECK`. What
//! others made is read leniently: some bear a division where the issuer's code belongs. What is made here is made
//! strictly.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{
    IdentityFault, Uscc, iso7064,
    text::{checked_text, is_digits, is_digits_and_capitals},
};
use crate::hash::sha256;

const ROOT: &str = "1.2.156.3005.2.";
/// Longer than any that was ever seen: a bound, not a rule of the standard.
const SERIAL_LENGTH: usize = 64;

/// So many hexadecimal digits tell numbers apart that differ only in what an identifier cannot bear.
const TELLING_LENGTH: usize = 8;

/// What kind of certificate: the 18-character code of the authority that defined it, and three digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CertificateTypeCode(String);

checked_text!(CertificateTypeCode);

impl FromStr for CertificateTypeCode {
    type Err = IdentityFault;

    fn from_str(text: &str) -> Result<Self, IdentityFault> {
        let parts = text.split_at_checked(18);
        let sound = parts.is_some_and(|(authority, kind)| {
            is_digits_and_capitals(authority) && authority.parse::<Uscc>().is_ok() && is_digits(kind, 3)
        });
        if sound { Ok(Self(text.to_owned())) } else { Err(IdentityFault::CertificateTypeCode) }
    }
}

/// The identifier of one version of one certificate.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CertificateIdentifier(String);

checked_text!(CertificateIdentifier);

impl CertificateIdentifier {
    /// Makes one, with its check character reckoned. `serial` is of digits and capitals, `version` counts from 1.
    pub fn make(kind: &CertificateTypeCode, issuer: &Uscc, serial: &str, version: u16) -> Result<Self, IdentityFault> {
        if serial.is_empty() || serial.len() > SERIAL_LENGTH || !is_digits_and_capitals(serial) {
            return Err(IdentityFault::CertificateSerial);
        }
        if !(1..=999).contains(&version) {
            return Err(IdentityFault::CertificateVersion);
        }
        let parts = format!("{kind}.{issuer}.{serial}.{version:03}");
        let check = check_character(&parts).ok_or(IdentityFault::CertificateIdentifierShape)?;
        Ok(Self(format!("{ROOT}{parts}.{check}")))
    }

    /// A certificate's number as an identifier can bear it: its digits and capitals, and where that leaves anything out,
    /// so that two numbers might come to the same, eight more that stand for the whole number.
    pub fn serial_from(number: &str) -> String {
        let mut serial: String = number.chars().filter(|it| it.is_ascii_digit() || it.is_ascii_uppercase()).collect();
        if serial != number {
            serial.truncate(SERIAL_LENGTH - TELLING_LENGTH);
            serial.extend(sha256(number).to_ascii_uppercase().chars().rev().take(TELLING_LENGTH));
        }
        serial
    }

    /// The kind of certificate.
    pub fn kind(&self) -> &str {
        self.part(0)
    }

    /// The issuing authority's code.
    pub fn issuer(&self) -> &str {
        self.part(1)
    }

    /// The certificate's serial.
    pub fn serial(&self) -> &str {
        self.part(2)
    }

    /// The version's three digits.
    pub fn version(&self) -> &str {
        self.part(3)
    }

    fn part(&self, index: usize) -> &str {
        self.0[ROOT.len()..].split('.').nth(index).unwrap_or_default()
    }
}

impl FromStr for CertificateIdentifier {
    type Err = IdentityFault;

    fn from_str(text: &str) -> Result<Self, IdentityFault> {
        let shape = IdentityFault::CertificateIdentifierShape;
        let (parts, check) = text.strip_prefix(ROOT).and_then(|it| it.rsplit_once('.')).ok_or(shape)?;
        let [kind, issuer, serial, version] = parts.split('.').collect::<Vec<_>>()[..] else { return Err(shape) };
        let sound = kind.len() == 21
            && matches!(issuer.len(), 6 | 18)
            && (1..=SERIAL_LENGTH).contains(&serial.len())
            && is_digits(version, 3)
            && check.chars().count() == 1;
        let expected = check_character(parts).filter(|_| sound).ok_or(shape)?;
        if check.starts_with(expected) {
            Ok(Self(text.to_owned()))
        } else {
            Err(IdentityFault::CertificateIdentifierCheckCharacter)
        }
    }
}

/// ISO 7064 MOD 37,36 over the parts without their dots and without the root.
fn check_character(parts: &str) -> Option<char> {
    iso7064::mod_37_36(&parts.replace('.', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUBLISHED: [&str; 2] = [
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
        "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
    ];

    #[test]
    fn published_identifiers_are_read_and_made_again() {
        for text in PUBLISHED {
            let read: CertificateIdentifier = text.parse().expect(text);
            let kind = read.kind().parse().expect("a type");
            let issuer = read.issuer().parse().expect("an issuer");
            let version = read.version().parse().expect("a version");
            assert_eq!(CertificateIdentifier::make(&kind, &issuer, read.serial(), version), Ok(read.clone()));
        }
    }

    #[test]
    fn a_foreign_one_may_bear_a_division() {
        let parts = "11100000000013338W011.652325.JY26523250000018.001";
        let text = format!("{ROOT}{parts}.{}", check_character(parts).expect("reckoned"));
        assert_eq!(text.parse::<CertificateIdentifier>().expect("lenient").issuer(), "652325");
    }

    #[test]
    fn each_fault_is_named() {
        let wrong_check = PUBLISHED[0].replace(".U", ".V");
        let check = IdentityFault::CertificateIdentifierCheckCharacter;
        assert_eq!(wrong_check.parse::<CertificateIdentifier>(), Err(check));
        for text in
            ["", "1.2.156.3005.2.", &PUBLISHED[0][..70], &PUBLISHED[0].replace("156", "157"), "1.2.156.3005.2.é.U"]
        {
            let shape = IdentityFault::CertificateIdentifierShape;
            assert_eq!(text.parse::<CertificateIdentifier>(), Err(shape), "{text}");
        }
        let kind: CertificateTypeCode = "11100000000013338W011".parse().expect("a type");
        let issuer: Uscc = "11430000006122244L".parse().expect("an issuer");
        let make = |serial: &str, version| CertificateIdentifier::make(&kind, &issuer, serial, version);
        assert_eq!(make("2023-1", 1), Err(IdentityFault::CertificateSerial));
        assert_eq!(make("", 1), Err(IdentityFault::CertificateSerial));
        assert_eq!(make("1", 0), Err(IdentityFault::CertificateVersion));
        assert_eq!(make("1", 1000), Err(IdentityFault::CertificateVersion));
        for text in ["11100000000013338W01", "11100000000013338X011", "11100000000013338w011", "食品"] {
            assert_eq!(text.parse::<CertificateTypeCode>(), Err(IdentityFault::CertificateTypeCode), "{text}");
        }
    }

    #[test]
    fn different_numbers_make_different_serials() {
        assert_eq!(CertificateIdentifier::serial_from("JY26523250000018"), "JY26523250000018");
        let of = CertificateIdentifier::serial_from;
        let (qitai, jimsar) = (of("奇卫公证〔2025〕第A0001号"), of("吉卫公证〔2025〕第A0001号"));
        assert!(qitai.starts_with("2025A0001") && jimsar.starts_with("2025A0001"));
        assert_ne!(qitai, jimsar);
        assert!(of(&"号".repeat(80)).len() <= SERIAL_LENGTH && of(&"7".repeat(80)).len() <= 80);
    }
}
