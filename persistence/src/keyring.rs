//! Personal numbers at rest (design §8): encrypted with AES-256-GCM under a key by configuration, found by keyed hash.
//!
//! A ciphertext names its key, so that keys rotate: a new one becomes the active one, the old ones still open what they
//! sealed, and [`Keyring::is_current`] says what is left to seal again. The lookup key does not rotate: a new one would
//! find nothing until every hash were computed anew.

use std::{collections::BTreeMap, fmt};

use aes_gcm::{
    Aes256Gcm, Nonce,
    aead::{Aead, KeyInit, Payload},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use serde::{Serialize, de::DeserializeOwned};
use sha2::Sha256;

use crate::error::{StoreError, StoreErrorKind, StoreResult};

const NONCE: usize = 12;
const FORMAT: &str = "aes256gcm";

/// Twelve random bytes, drawn anew for each text that is sealed.
#[derive(Debug, Clone, Copy)]
pub struct SealNonce(pub [u8; NONCE]);

/// A key of this id is not on the ring.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the active key {0:?} is not among the keys")]
pub struct ActiveKeyMissing(pub String);

/// The keys that personal data is kept under.
#[derive(Clone)]
pub struct Keyring {
    ciphers: BTreeMap<String, Aes256Gcm>,
    active: String,
    lookup: [u8; 32],
}

impl Keyring {
    /// A ring of keys by id, the active one's id among them, and the key of the lookup hashes.
    pub fn new(
        keys: impl IntoIterator<Item = (String, [u8; 32])>,
        active: &str,
        lookup: [u8; 32],
    ) -> Result<Self, ActiveKeyMissing> {
        let ciphers: BTreeMap<_, _> = keys.into_iter().map(|(id, key)| (id, Aes256Gcm::new(&key.into()))).collect();
        if !ciphers.contains_key(active) {
            return Err(ActiveKeyMissing(active.to_owned()));
        }
        Ok(Self { ciphers, active: active.to_owned(), lookup })
    }

    /// Seals a text for one place, e.g. `applications/<id>`: moved elsewhere it does not open.
    pub fn seal(&self, place: &str, text: &str, nonce: SealNonce) -> StoreResult<String> {
        let cipher = self.cipher(&self.active)?;
        let payload = Payload { msg: text.as_bytes(), aad: place.as_bytes() };
        let sealed = cipher
            .encrypt(&Nonce::from(nonce.0), payload)
            .map_err(|_| StoreError::new(StoreErrorKind::Internal, "a text could not be sealed"))?;
        let body = URL_SAFE_NO_PAD.encode([nonce.0.as_slice(), &sealed].concat());
        Ok(format!("{FORMAT}:{}:{body}", self.active))
    }

    /// Opens what was sealed for this place.
    pub fn open(&self, place: &str, sealed: &str) -> StoreResult<String> {
        let broken = || StoreError::corrupt(format!("{place} does not open"));
        let (key, body) = parse(sealed).ok_or_else(broken)?;
        let bytes = URL_SAFE_NO_PAD.decode(body).map_err(|_| broken())?;
        let (nonce, ciphertext) = bytes.split_first_chunk::<NONCE>().ok_or_else(broken)?;
        let payload = Payload { msg: ciphertext, aad: place.as_bytes() };
        let text = self.cipher(key)?.decrypt(&Nonce::from(*nonce), payload).map_err(|_| broken())?;
        String::from_utf8(text).map_err(|_| broken())
    }

    /// Seals a value as JSON.
    pub fn seal_json<T: Serialize>(&self, place: &str, value: &T, nonce: SealNonce) -> StoreResult<String> {
        let text = serde_json::to_string(value)
            .map_err(|error| StoreError::new(StoreErrorKind::Internal, format!("{place}: {error}")))?;
        self.seal(place, &text, nonce)
    }

    /// Opens a value that [`Keyring::seal_json`] sealed.
    pub fn open_json<T: DeserializeOwned>(&self, place: &str, sealed: &str) -> StoreResult<T> {
        let text = self.open(place, sealed)?;
        // The parser's message may repeat what it read, which is personal.
        serde_json::from_str(&text).map_err(|_| StoreError::corrupt(format!("{place} is not what it should be")))
    }

    /// Whether the text is sealed under the active key; if not, it is to be sealed again before its key is dropped.
    pub fn is_current(&self, sealed: &str) -> bool {
        parse(sealed).is_some_and(|(key, _)| key == self.active)
    }

    /// The keyed hash by which a value of this kind is found, e.g. of a `citizen_number`.
    pub fn lookup_key(&self, kind: &str, value: &str) -> String {
        // HMAC fills a short key up with zeros to the hash's block (RFC 2104).
        let mut block = [0; 64];
        block[..32].copy_from_slice(&self.lookup);
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new(&block.into());
        mac.update(kind.as_bytes());
        mac.update(&[0]);
        mac.update(value.as_bytes());
        format!("hmac-sha256:{}", hex::encode(mac.finalize().into_bytes()))
    }

    fn cipher(&self, key: &str) -> StoreResult<&Aes256Gcm> {
        self.ciphers.get(key).ok_or_else(|| StoreError::corrupt(format!("no key {key:?} on the ring")))
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys: Vec<_> = self.ciphers.keys().collect();
        f.debug_struct("Keyring").field("keys", &keys).field("active", &self.active).finish_non_exhaustive()
    }
}

fn parse(sealed: &str) -> Option<(&str, &str)> {
    sealed.strip_prefix(FORMAT)?.strip_prefix(':')?.rsplit_once(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(keys: &[(&str, u8)], active: &str) -> Keyring {
        Keyring::new(keys.iter().map(|(id, byte)| ((*id).to_owned(), [*byte; 32])), active, [7; 32]).unwrap()
    }

    #[test]
    fn what_is_sealed_opens_in_its_place_only() {
        let ring = ring(&[("2026", 1)], "2026");
        let sealed = ring.seal("applications/1", "11010519491231002X", SealNonce([9; 12])).unwrap();
        assert!(!sealed.contains("1949"));
        assert_eq!(ring.open("applications/1", &sealed).unwrap(), "11010519491231002X");
        assert_eq!(*ring.open("applications/2", &sealed).unwrap_err().kind(), StoreErrorKind::Corrupt);
        let mut changed = sealed.clone();
        changed.replace_range(changed.len() - 2.., "AA");
        assert!(ring.open("applications/1", &changed).is_err());
        assert!(ring.open("applications/1", "plain").is_err());
    }

    #[test]
    fn keys_rotate() {
        let before = ring(&[("2026", 1)], "2026");
        let sealed = before.seal("x", "text", SealNonce([9; 12])).unwrap();
        let after = ring(&[("2026", 1), ("2027", 2)], "2027");
        assert_eq!(after.open("x", &sealed).unwrap(), "text");
        assert!(before.is_current(&sealed) && !after.is_current(&sealed));
        let resealed = after.seal("x", "text", SealNonce([8; 12])).unwrap();
        assert!(after.is_current(&resealed));
        let dropped = ring(&[("2027", 2)], "2027");
        assert!(dropped.open("x", &sealed).is_err());
        assert_eq!(dropped.open("x", &resealed).unwrap(), "text");
    }

    #[test]
    fn a_value_is_found_by_kind_and_key() {
        let one = ring(&[("k", 1)], "k");
        assert_eq!(one.lookup_key("phone", "1"), ring(&[("other", 3)], "other").lookup_key("phone", "1"));
        assert_ne!(one.lookup_key("phone", "1"), one.lookup_key("citizen_number", "1"));
        let other = Keyring::new([("k".to_owned(), [1; 32])], "k", [8; 32]).unwrap();
        assert_ne!(one.lookup_key("phone", "1"), other.lookup_key("phone", "1"));
    }

    #[test]
    fn keys_are_never_shown() {
        assert_eq!(format!("{:?}", ring(&[("k", 1)], "k")), r#"Keyring { keys: ["k"], active: "k", .. }"#);
        assert_eq!(Keyring::new([], "k", [0; 32]).unwrap_err(), ActiveKeyMissing("k".to_owned()));
    }
}
