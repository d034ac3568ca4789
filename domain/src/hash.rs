//! Hashes of what is kept: each names its algorithm (design §8), so that a store can hold more than one.

use sha2::{Digest, Sha256};
use sm3::Sm3;

/// SHA-256 of bytes or text, as `sha256:` and 64 hex digits.
pub fn sha256(content: impl AsRef<[u8]>) -> String {
    format!("sha256:{}", hex::encode(Sha256::digest(content)))
}

/// SM3 (GB/T 32905) of bytes or text, as `sm3:` and 64 hex digits.
pub fn sm3(content: impl AsRef<[u8]>) -> String {
    format!("sm3:{}", hex::encode(Sm3::digest(content)))
}

/// Whether content has the hash that was named for it, by the algorithm that the name tells.
pub fn matches(named: &str, content: &[u8]) -> bool {
    match named.split_once(':') {
        Some(("sha256", _)) => sha256(content) == named,
        Some(("sm3", _)) => sm3(content) == named,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_its_algorithm() {
        assert_eq!(sha256("abc"), "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
    #[test]
    fn knows_content_by_either_algorithm() {
        let national = "sm3:66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
        assert_eq!(sm3("abc"), national);
        for named in [national, &sha256("abc")] {
            assert!(matches(named, b"abc") && !matches(named, b"abd"), "{named}");
        }
        assert!(!matches("abc", b"abc") && !matches("md5:900150983cd24fb0d6963f7d28e17f72", b"abc"));
    }
}
