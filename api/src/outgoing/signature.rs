//! Signatures as Standard Webhooks 1.0 has them (standardwebhooks.com): HMAC-SHA256 over id, instant and body.

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// What a secret begins with.
const PREFIX: &str = "whsec_";

/// A secret of these random bytes, as text.
pub fn secret_of(bytes: [u8; 32]) -> String {
    format!("{PREFIX}{}", STANDARD.encode(bytes))
}

/// The header `webhook-signature`: a signature with each secret, so that a receiver finds one that it can verify while
/// secrets overlap.
pub fn signature(secrets: &[String], id: &str, at: DateTime<Utc>, body: &str) -> String {
    let signed = format!("{id}.{}.{body}", at.timestamp());
    let one = |secret: &String| {
        let key = STANDARD.decode(secret.strip_prefix(PREFIX)?).ok()?;
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).ok()?;
        mac.update(signed.as_bytes());
        Some(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
    };
    secrets.iter().filter_map(one).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification's own libraries.
    #[test]
    fn it_signs_as_the_specification_says() {
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned();
        let at = DateTime::from_timestamp(1_614_265_330, 0).expect("an instant");
        let body = r#"{"test": 2432232314}"#;
        let one = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        assert_eq!(signature(std::slice::from_ref(&secret), "msg_p5jXN8AQM9LWM0D4loKWxJek", at, body), one);
        let two = signature(&[secret_of([7; 32]), secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", at, body);
        assert!(two.ends_with(&format!(" {one}")) && two.matches("v1,").count() == 2, "{two}");
    }
}
