//! Passwords as they are kept: argon2id, its parameters and salt within the text.

use std::sync::OnceLock;

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use rand::RngExt;

use crate::http::Problem;

/// The hash to keep.
pub fn hash(password: &str) -> Result<String, Problem> {
    let mut salt = [0_u8; 16];
    rand::rng().fill(&mut salt);
    Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .map_err(|error| Problem::internal(format!("a password cannot be hashed: {error}")))
}

/// Whether the password is the kept one. Without a kept one it takes as long, and is not.
pub fn verify(password: &str, kept: Option<&str>) -> bool {
    static NOBODYS: OnceLock<String> = OnceLock::new();
    let nobodys = || NOBODYS.get_or_init(|| hash("nobody's password").unwrap_or_default()).as_str();
    let Ok(parsed) = PasswordHash::new(kept.unwrap_or_else(nobodys)) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok() && kept.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_password_itself_fits() {
        let kept = hash("correct horse battery").expect("a hash");
        assert!(kept.starts_with("$argon2id$"));
        assert!(verify("correct horse battery", Some(&kept)));
        assert!(!verify("incorrect horse", Some(&kept)));
        assert!(!verify("nobody's password", None));
    }
}
