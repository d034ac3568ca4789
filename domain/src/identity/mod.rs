//! Codes that identify things and people, and their checks. A value of one of these types has passed its checks; where
//! it was allotted, and to whom, is not known here.

mod certificate_identifier;
mod citizen_number;
mod division;
mod fault;
mod food_permit_number;
mod iso7064;
mod item_code;
mod number_format;
mod phone;
mod plain_number;
mod text;
mod trade_code;
mod uscc;

#[cfg(test)]
mod properties;

pub use certificate_identifier::{CertificateIdentifier, CertificateTypeCode};
pub use citizen_number::CitizenNumber;
pub use division::DivisionCode;
pub use fault::IdentityFault;
pub use food_permit_number::{FoodPermitKind, FoodPermitNumber};
pub use item_code::{BasicItemCode, ImplementationItemCode};
pub use number_format::NumberFormat;
pub use phone::Phone;
pub use plain_number::{NumberCheck, PlainNumber};
pub use trade_code::{TradeCode, TradeGroup};
pub use uscc::{Uscc, UsccPrefix};
