//! Hashes of what is kept: each names its algorithm (design §8), so that a store can hold more than one.

use sha2::{Digest, Sha256};

/// SHA-256 of bytes or text, as `sha256:` and 64 hex digits.
pub fn sha256(content: impl AsRef<[u8]>) -> String {
    format!("sha256:{}", hex::encode(Sha256::digest(content)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_its_algorithm() {
        assert_eq!(sha256("abc"), "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
