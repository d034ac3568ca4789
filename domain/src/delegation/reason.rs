//! Why a step on a delegation or a number is refused.

use crate::refusal::{Reason, RefusalKind};

/// Reasons of a delegation and its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DelegationReason {
    /// It was published before.
    PublishedAlready,
    /// It was revoked.
    Revoked,
    /// The number is issued, void, lost or returned.
    NumberNotAvailable,
    /// None of the numbers named is in stock.
    NothingInStock,
    /// The written instrument is kept already.
    InstrumentKnown,
    /// A number of a range is entrusted already.
    NumberEntrusted,
    /// The delegation names no seal's image.
    NoSealNamed,
    /// The image is not the one that the delegation names.
    SealImageOther,
    /// It is no image that may stand on papers.
    SealImageUnsuitable,
    /// The caller does not stand for the department that entrusts.
    NotTheEntruster,
    /// The caller stands neither for the entrusted window nor for the entruster.
    NotItsKeeper,
}

impl Reason for DelegationReason {
    fn code(&self) -> &'static str {
        match self {
            Self::PublishedAlready => "delegation_published_already",
            Self::Revoked => "delegation_revoked",
            Self::NumberNotAvailable => "number_not_available",
            Self::NothingInStock => "numbers_not_in_stock",
            Self::InstrumentKnown => "delegation_instrument_known",
            Self::NumberEntrusted => "number_entrusted_already",
            Self::NoSealNamed => "delegation_names_no_seal",
            Self::SealImageOther => "seal_image_other",
            Self::SealImageUnsuitable => "seal_image_unsuitable",
            Self::NotTheEntruster => "delegation_not_the_entruster",
            Self::NotItsKeeper => "delegation_not_its_keeper",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotTheEntruster | Self::NotItsKeeper => RefusalKind::Forbidden,
            Self::SealImageOther | Self::SealImageUnsuitable => RefusalKind::Content,
            _ => RefusalKind::State,
        }
    }
}
