//! What people write into a field of words: whether it says anything, and whether it is one line.

/// Blanks, controls, marks of direction, and characters without width.
pub fn is_unseen(it: char) -> bool {
    let marks = matches!(it, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    it.is_whitespace() || it.is_control() || marks
}

/// Whether a text says nothing that anybody could see: nobody is asked, and nobody answers, without a word.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(is_unseen)
}

/// Whether a text is one line, without a control in it.
pub fn is_one_line(text: &str) -> bool {
    !text.contains(|it: char| it.is_control() || matches!(it, '\u{2028}' | '\u{2029}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_says_nothing() {
        for blank in ["", " \n\u{3000}", "\u{200b}\u{2060}", "\u{feff}\t", "\u{202e}"] {
            assert!(is_blank(blank), "{blank:?}");
        }
        for word in ["无", " a ", "\u{202e}x", "𠮷"] {
            assert!(!is_blank(word), "{word:?}");
        }
    }

    #[test]
    fn a_line_has_no_end_within_it() {
        assert!(is_one_line("核查 进度"));
        for lines in ["核查\n进度", "核查\u{2028}进度", "核查\u{2029}进度", "核查\u{85}进度"] {
            assert!(!is_one_line(lines), "{lines:?}");
        }
    }
}
