//! Texts as they are compared: what is written two ways is one text.

/// One spelling of a text for comparison: no spaces or separators, half-width, upper case.
pub fn folded(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            other => other,
        })
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}
