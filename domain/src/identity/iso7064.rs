//! The hybrid check characters of ISO 7064, MOD 11,10 and MOD 37,36. Each finds any one wrong character.

/// The check digit over digits; `None` when there is anything else.
pub(super) fn mod_11_10(digits: &str) -> Option<char> {
    hybrid(10, digits)
}

/// The check character over digits and capitals; `None` when there is anything else.
pub(super) fn mod_37_36(text: &str) -> Option<char> {
    hybrid(36, text)
}

/// MOD M+1,M: digits are their own value, A = 10 … Z = 35.
fn hybrid(modulus: u32, text: &str) -> Option<char> {
    let mut product = modulus;
    for character in text.chars() {
        let sum = (product + value(character).filter(|it| *it < modulus)?) % modulus;
        product = (if sum == 0 { modulus } else { sum }) * 2 % (modulus + 1);
    }
    char::from_digit((modulus + 1 - product) % modulus, 36).map(|it| it.to_ascii_uppercase())
}

/// A digit's or capital's value; small letters have none.
pub(super) fn value(character: char) -> Option<u32> {
    if character.is_ascii_lowercase() { None } else { character.to_digit(36) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standards_own_examples() {
        assert_eq!(mod_11_10("0794"), Some('5'));
        assert_eq!(mod_11_10("79462"), Some('3'));
        assert_eq!(mod_37_36("A12425GABC1234002"), Some('M'));
        assert_eq!(mod_11_10("07A4"), None);
        assert_eq!(mod_37_36("a1"), None);
    }
}
