//! The check code printed on a certificate: what the public asks by.

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A check code from 16 random bytes: 26 characters of Crockford's base 32, 128 bits, so that none can be guessed.
pub fn check_code(random: [u8; 16]) -> String {
    let mut rest = u128::from_be_bytes(random);
    let mut code = Vec::with_capacity(26);
    for _ in 0..26 {
        code.push(ALPHABET[(rest & 31) as usize]);
        rest >>= 5;
    }
    code.into_iter().map(char::from).collect()
}

/// Whether a text has the shape of a check code; anything else is not worth a query.
pub fn is_check_code(text: &str) -> bool {
    text.len() == 26 && text.bytes().all(|byte| ALPHABET.contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_bytes_make_different_codes() {
        let one = check_code([7; 16]);
        assert!(is_check_code(&one));
        assert_ne!(one, check_code([8; 16]));
        assert!(!is_check_code("0123"));
    }
}
