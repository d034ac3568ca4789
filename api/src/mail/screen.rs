//! What is looked at before a message is taken apart: taking apart messages within messages costs a level of the stack
//! each, and encoded ones a copy of all that is in them.

/// The most headers that may announce a message within the message.
const MESSAGES: usize = 20;

/// Whether the message can be taken apart safely. Nobody who sends files nests messages so deep, and a message within a
/// message is never encoded (RFC 2046, 5.2.1).
pub(super) fn is_safe(raw: &[u8]) -> bool {
    let (mut messages, mut digests) = (0, false);
    let mut block = Block::default();
    for line in raw.split(|&c| c == b'\n').chain([&b""[..]]) {
        if !matches!(line, b"" | b"\r") {
            block.take(line);
            continue;
        }
        for value in &block.types {
            digests |= value.contains("digest");
            messages += usize::from(["rfc822", "global", "digest"].iter().any(|it| value.contains(it)));
        }
        let within = block.types.iter().any(|it| it.contains("rfc822") || it.contains("global"));
        let by_digest = digests && block.types.is_empty();
        if messages > MESSAGES || (block.is_encoded() && (within || by_digest)) {
            return false;
        }
        block = Block::default();
    }
    true
}

/// Lines without an empty one between them: a part's headers, or some of its text.
#[derive(Default)]
struct Block {
    types: Vec<String>,
    encodings: Vec<String>,
    last: Last,
}

/// The header that a line may continue.
#[derive(Default, Clone, Copy)]
enum Last {
    #[default]
    Other,
    Type,
    Encoding,
}

impl Block {
    fn take(&mut self, line: &[u8]) {
        let text = line.trim_ascii_start();
        let begins = |name: &str| text.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()));
        if begins("content-type") {
            self.last = Last::Type;
            self.types.push(String::new());
        } else if begins("content-transfer-encoding") {
            self.last = Last::Encoding;
            self.encodings.push(String::new());
        } else if text.len() == line.len() {
            self.last = Last::Other;
        }
        let values = match self.last {
            Last::Other => return,
            Last::Type => &mut self.types,
            Last::Encoding => &mut self.encodings,
        };
        if let Some(value) = values.last_mut() {
            value.push_str(&bare(text));
        }
    }

    fn is_encoded(&self) -> bool {
        self.encodings.iter().any(|it| it.contains("base64") || it.contains("quoted-printable"))
    }
}

/// A line in small letters, without spaces, quotes and comments.
fn bare(line: &[u8]) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for &c in line {
        match c {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ if depth == 0 && c.is_ascii_graphic() && c != b'"' && c != b'\\' => {
                kept.push(char::from(c.to_ascii_lowercase()));
            }
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    const LEVEL: &str = "Content-Type: message/rfc822\r\n\r\n";

    #[test]
    fn messages_within_messages_are_bounded() {
        assert!(is_safe(format!("{}Subject: x\r\n\r\ntext", LEVEL.repeat(5)).as_bytes()));
        for level in [LEVEL, "content-type:\r\n message/(a)GLOBAL\r\n\r\n", "Content-Type: multipart/digest\n\n"] {
            assert!(!is_safe(level.repeat(100_000).as_bytes()), "{level}");
        }
    }

    #[test]
    fn a_message_within_is_not_encoded() {
        for encoding in ["base64", "Quoted-Printable"] {
            let head = format!("Content-Transfer-Encoding: {encoding}\r\n");
            assert!(!is_safe(format!("{head}{LEVEL}abc").as_bytes()));
            assert!(!is_safe(format!("Content-Type: multipart/digest\r\n\r\n--b\r\n{head}\r\nabc").as_bytes()));
            assert!(is_safe(format!("{head}Content-Type: application/pdf\r\n\r\nabc").as_bytes()));
        }
    }
}
