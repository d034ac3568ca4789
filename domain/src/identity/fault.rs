//! What may be wrong with a code.

use std::fmt;

use crate::refusal::{Reason, RefusalKind};

/// What is wrong with a code. It never repeats the code itself, which may be a person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum IdentityFault {
    /// Not 18 characters.
    UsccLength,
    /// A character outside the 31 of GB 32100, or a letter in the division.
    UsccCharacter,
    /// The check character of GB 32100 does not fit.
    UsccCheckCharacter,
    /// The check character of GB 11714 within it does not fit.
    UsccBodyCheckCharacter,
    /// Not an authority, a kind and a division: eight characters.
    UsccPrefix,
    /// Not 17 digits and a digit or X.
    CitizenNumberShape,
    /// Its check character does not fit.
    CitizenNumberCheckCharacter,
    /// Its date of birth is no date, or lies in the future.
    CitizenNumberDate,
    /// Not the six parts under 1.2.156.3005.2.
    CertificateIdentifierShape,
    /// Its check character does not fit.
    CertificateIdentifierCheckCharacter,
    /// Not an 18-character code and three digits.
    CertificateTypeCode,
    /// A serial of other than digits and capitals.
    CertificateSerial,
    /// A version outside 001–999.
    CertificateVersion,
    /// Not JY, a kind and 13 more digits.
    FoodPermitNumberShape,
    /// Its check digit does not fit.
    FoodPermitNumberCheckDigit,
    /// Not six digits.
    DivisionShape,
    /// Not a section's letter and four digits.
    TradeCodeShape,
    /// Neither a mobile nor a landline number of the mainland.
    PhoneShape,
    /// Not 12 digits.
    BasicItemCodeShape,
    /// Not an 18-character issuer and 13 digits.
    ImplementationItemCodeShape,
    /// Text around a serial that is too long or not printable.
    NumberAffix,
    /// A serial's width outside 1–12.
    NumberWidth,
    /// A serial beyond what the format can write.
    NumberSerial,
    /// Not a number of this format.
    NumberShape,
}

impl IdentityFault {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        self.into()
    }
}

impl fmt::Display for IdentityFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for IdentityFault {}

impl Reason for IdentityFault {
    fn code(&self) -> &'static str {
        self.into()
    }

    fn kind(&self) -> RefusalKind {
        RefusalKind::Content
    }
}
