//! The keys that sign access tokens: in the database, their private parts sealed; cached here, and read again when a
//! token names one that is not known yet.

mod rotation;

use std::{
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::{Duration, Instant},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use jsonwebtoken::{DecodingKey, EncodingKey};
use kaiye_persistence::{Keyring, SealNonce, StoreError, StoreErrorKind, backend::Json, row::SigningKeyRow};
use p256::{
    SecretKey,
    elliptic_curve::sec1::ToEncodedPoint,
    pkcs8::{EncodePrivateKey, LineEnding},
};
pub use rotation::{Span, next_key};
use serde_json::{Value, json};

use crate::ids::random;

/// The one algorithm that Kaiye signs with.
pub const ALGORITHM: &str = "ES256";
/// How long a flood of unknown keys is answered from the cache.
const FLOOR: Duration = Duration::from_secs(5);

/// One key.
pub struct Key {
    /// Its id.
    pub kid: String,
    /// When it signs and verifies.
    pub span: Span,
    jwk: Value,
    /// Signs.
    pub encoding: EncodingKey,
    /// Verifies.
    pub decoding: DecodingKey,
}

/// The keys of a moment.
#[derive(Default)]
pub struct KeySet {
    keys: Vec<Key>,
}

/// The cache of one process.
#[derive(Default)]
pub struct KeyCache {
    set: RwLock<Arc<KeySet>>,
    looked: Mutex<Option<Instant>>,
}

impl KeyCache {
    /// The keys as last read.
    pub fn current(&self) -> Arc<KeySet> {
        self.set.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes what was read.
    pub fn put(&self, rows: &[SigningKeyRow], keyring: &Keyring) -> Result<Arc<KeySet>, StoreError> {
        let keys = rows.iter().map(|row| Key::open(row, keyring)).collect::<Result<_, _>>()?;
        let set = Arc::new(KeySet { keys });
        *self.set.write().unwrap_or_else(PoisonError::into_inner) = set.clone();
        Ok(set)
    }

    /// Whether it is time to look again for a key that is not known.
    pub fn may_look(&self) -> bool {
        let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        let due = looked.is_none_or(|at| at.elapsed() >= FLOOR);
        if due {
            *looked = Some(Instant::now());
        }
        due
    }
}

impl KeySet {
    /// The key that signs now.
    pub fn signing(&self, now: DateTime<Utc>) -> Option<&Key> {
        self.keys.iter().filter(|key| key.span.signs(now)).max_by_key(|key| key.span.active_from)
    }

    /// The key of this id, if its signatures still count.
    pub fn verifying(&self, kid: &str, now: DateTime<Utc>) -> Option<&Key> {
        self.keys.iter().find(|key| key.kid == kid && key.span.verifies(now))
    }

    /// The public keys (RFC 7517), those to come among them, so that nobody meets an unknown one.
    pub fn jwks(&self, now: DateTime<Utc>) -> Vec<Value> {
        self.keys.iter().filter(|key| now < key.span.expires_at).map(|key| key.jwk.clone()).collect()
    }
}

impl Key {
    fn open(row: &SigningKeyRow, keyring: &Keyring) -> Result<Self, StoreError> {
        let corrupt = |what: &str| StoreError::new(StoreErrorKind::Corrupt, format!("signing key {}: {what}", row.kid));
        let pem = keyring.open(&place(&row.kid), &row.private_key)?;
        let part = |name: &str| row.public_jwk.0[name].as_str().unwrap_or_default();
        Ok(Self {
            kid: row.kid.clone(),
            span: Span {
                active_from: row.active_from.into(),
                retires_at: row.retires_at.into(),
                expires_at: row.expires_at.into(),
            },
            encoding: EncodingKey::from_ec_pem(pem.as_bytes()).map_err(|_| corrupt("private part"))?,
            decoding: DecodingKey::from_ec_components(part("x"), part("y")).map_err(|_| corrupt("public part"))?,
            jwk: row.public_jwk.0.clone(),
        })
    }
}

/// A new key with its span, sealed to be kept.
pub fn generate(span: Span, now: DateTime<Utc>, keyring: &Keyring) -> Result<SigningKeyRow, StoreError> {
    let failed = |what: &str| StoreError::new(StoreErrorKind::Internal, format!("a signing key: {what}"));
    let secret = random_secret();
    let point = secret.public_key().to_encoded_point(false);
    let part = |bytes: Option<&[u8]>| bytes.map(|bytes| URL_SAFE_NO_PAD.encode(bytes)).ok_or_else(|| failed("point"));
    let (x, y) = (part(point.x().map(|x| &x[..]))?, part(point.y().map(|y| &y[..]))?);
    let kid = x.chars().filter(char::is_ascii_alphanumeric).take(16).collect::<String>();
    let pem = secret.to_pkcs8_pem(LineEnding::LF).map_err(|_| failed("encoding"))?;
    let nonce = SealNonce(random());
    Ok(SigningKeyRow {
        private_key: keyring.seal(&place(&kid), &pem, nonce)?,
        public_jwk: Json(json!({
            "kty": "EC", "crv": "P-256", "use": "sig", "alg": ALGORITHM, "kid": kid, "x": x, "y": y,
        })),
        kid,
        algorithm: ALGORITHM.to_owned(),
        created_at: now.into(),
        active_from: span.active_from.into(),
        retires_at: span.retires_at.into(),
        expires_at: span.expires_at.into(),
    })
}

fn place(kid: &str) -> String {
    format!("signing_keys/{kid}")
}

/// Nearly every 256-bit number is a secret key; the few that are not are drawn again.
fn random_secret() -> SecretKey {
    loop {
        if let Ok(secret) = SecretKey::from_slice(&random::<32>()) {
            return secret;
        }
    }
}
