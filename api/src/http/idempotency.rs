//! `Idempotency-Key`: the same key with the same request answers once and then again the same; with another request
//! it is refused. The key is claimed and the answer stored in the effect's own transaction (see `state::write`).

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::StatusCode};
use sha2::{Digest, Sha256};

use super::{Described, Problem};
use crate::openapi::OperationDoc;

const HEADER: &str = "idempotency-key";

/// What tells one request from another: the hash of its body.
pub trait Fingerprint {
    /// The hash, with its algorithm's name.
    fn fingerprint(&self) -> &str;
}

/// A request without a body.
impl Fingerprint for () {
    fn fingerprint(&self) -> &str {
        ""
    }
}

/// An upload: the hash that was made while it streamed.
impl Fingerprint for String {
    fn fingerprint(&self) -> &str {
        self
    }
}

/// The request's key, if it has one. Every POST with an effect takes it.
#[derive(Debug, Clone)]
pub struct IdempotencyKey {
    key: Option<String>,
    place: String,
}

/// A key together with what it was sent for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The caller's key.
    pub key: String,
    /// Hash over method, path and body.
    pub fingerprint: String,
}

impl IdempotencyKey {
    /// Whether the request has one, so that it may be sent again.
    pub fn is_sent(&self) -> bool {
        self.key.is_some()
    }

    /// The claim of this key for this body.
    pub fn over(&self, body: &impl Fingerprint) -> Option<Claim> {
        let key = self.key.clone()?;
        let fingerprint = hex::encode(Sha256::digest(format!("{}\n{}", self.place, body.fingerprint())));
        Some(Claim { key, fingerprint: format!("sha256:{fingerprint}") })
    }
}

impl FromRequest for IdempotencyKey {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let invalid = || Problem::new(StatusCode::BAD_REQUEST, "idempotency_key_invalid");
        let mut values = request.headers().get_all(HEADER);
        let key = match (values.next(), values.next()) {
            (None, _) => None,
            (Some(_), Some(_)) => return ready(Err(invalid())),
            (Some(value), None) => {
                let good = (1..=255).contains(&value.len()) && value.as_bytes().iter().all(u8::is_ascii_graphic);
                match value.to_str() {
                    Ok(text) if good => Some(text.to_owned()),
                    _ => return ready(Err(invalid())),
                }
            }
        };
        ready(Ok(Self { key, place: format!("{} {}", request.method(), request.path()) }))
    }
}

impl Described for IdempotencyKey {
    fn describe(doc: &mut OperationDoc) {
        doc.header(
            "Idempotency-Key",
            false,
            "Any text of yours, 1 to 255 visible ASCII characters. For 24 hours, the same key with the same request \
             answers the first answer again instead of acting again; with another request it is refused (422).",
            "5f0c1a52-filing-1",
        );
        doc.problem("400", "idempotency_key_invalid");
        doc.problem("409", "conflict");
        doc.problem("422", "idempotency_key_reused");
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn key(value: &str, path: &str) -> Result<IdempotencyKey, Problem> {
        let request = TestRequest::post().uri(path).insert_header((HEADER, value)).to_http_request();
        IdempotencyKey::from_request(&request, &mut Payload::None).into_inner()
    }

    #[test]
    fn a_claim_is_of_method_path_and_body() {
        let one = key("k", "/a").expect("valid");
        assert_eq!(one.over(&"sha256:00".to_owned()), key("k", "/a").expect("valid").over(&"sha256:00".to_owned()));
        assert_ne!(one.over(&"sha256:00".to_owned()), one.over(&"sha256:01".to_owned()));
        assert_ne!(one.over(&()), key("k", "/b").expect("valid").over(&()));
    }

    #[test]
    fn keys_are_bounded_visible_ascii() {
        assert!(key(&"x".repeat(255), "/a").is_ok());
        for bad in ["", "a b", &"x".repeat(256)] {
            assert_eq!(key(bad, "/a").expect_err("bad").code, "idempotency_key_invalid");
        }
    }
}
