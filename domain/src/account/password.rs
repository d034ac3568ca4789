//! What a password must be.

const SHORTEST: usize = 12;
const LONGEST: usize = 128;

/// Whether a password may protect this login: long enough to resist guessing, and not made from the login.
pub fn password_is_strong(login: &str, password: &str) -> bool {
    let length = password.chars().count();
    (SHORTEST..=LONGEST).contains(&length) && !password.to_lowercase().contains(&login.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_not_made_from_the_login() {
        assert!(password_is_strong("clerk", "准东开发区办照即营业二〇二五"));
        assert!(!password_is_strong("clerk", "short"));
        assert!(!password_is_strong("clerk", "the-Clerk-of-the-window"));
        assert!(!password_is_strong("clerk", &"x".repeat(129)));
    }
}
