//! The image of an entrusted seal (S8): deposited by the department whose seal it is, once, and borne by what is issued in
//! its name under a delegation that names it.

use super::{Delegation, DelegationReason, DelegationStatus};
use crate::{hash, refusal::Refusal};

/// The most bytes of an image: every paper that bears it is sent with it.
pub const MAX_SEAL_IMAGE: usize = 128 * 1024;

/// A side's pixels: 42 mm in print, from coarse to finer than any printer.
const SIDE: std::ops::RangeInclusive<usize> = 64..=2048;

/// An image that may stand on papers: PNG or JPEG, of a size that every reader can show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealImage {
    /// `image/png` or `image/jpeg`.
    pub media_type: String,
    /// The image.
    pub bytes: Vec<u8>,
}

impl SealImage {
    /// Reads an image, by what it is and not by what it is said to be.
    pub fn read(bytes: Vec<u8>) -> Result<Self, Refusal> {
        Self::of(bytes).ok_or_else(|| DelegationReason::SealImageUnsuitable.into())
    }

    fn of(bytes: Vec<u8>) -> Option<Self> {
        let media_type = match imagesize::image_type(&bytes) {
            Ok(imagesize::ImageType::Png) => "image/png",
            Ok(imagesize::ImageType::Jpeg) => "image/jpeg",
            _ => return None,
        };
        let size = imagesize::blob_size(&bytes).ok()?;
        let suitable = bytes.len() <= MAX_SEAL_IMAGE && SIDE.contains(&size.width) && SIDE.contains(&size.height);
        suitable.then(|| Self { media_type: media_type.to_owned(), bytes })
    }
}

impl Delegation {
    /// The hash of the seal that it names, when an image is that seal's (S8): the instrument fixed it.
    pub fn deposit_seal(&self, image: &SealImage) -> Result<&str, Refusal> {
        if self.status() == DelegationStatus::Revoked {
            return Err(DelegationReason::Revoked.into());
        }
        let named = self.seal_image_hash.as_deref().ok_or(DelegationReason::NoSealNamed)?;
        if hash::matches(named, &image.bytes) { Ok(named) } else { Err(DelegationReason::SealImageOther.into()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The head of a PNG of this size, which is all that is read.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 6, 0, 0, 0]);
        bytes
    }

    #[test]
    fn an_image_is_a_picture_of_a_size_that_can_be_shown() {
        assert_eq!(SealImage::read(png(500, 400)).map(|image| image.media_type), Ok("image/png".to_owned()));
        let long = [png(500, 500), vec![0; MAX_SEAL_IMAGE]].concat();
        let unsuitable = [png(63, 500), png(500, 2049), png(60_000, 60_000), long, b"GIF89a".to_vec(), Vec::new()];
        for bytes in unsuitable {
            assert_eq!(SealImage::read(bytes), Err(DelegationReason::SealImageUnsuitable.into()));
        }
    }
}
