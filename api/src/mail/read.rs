//! A message (RFC 5322, MIME) as far as an intake is concerned with it.

use std::collections::VecDeque;

use kaiye_domain::{application::plain_file_name, intake::MessageReason};
use mail_parser::{
    Address, HeaderName, HeaderValue, Message as Parsed, MessageParser, MessagePart, MimeHeaders, PartType,
};

use super::screen::is_safe;

/// The most files that a message may have.
const FILES: usize = 50;
/// How deep messages within messages are looked into.
const DEPTH: usize = 4;
/// As much of the text as is looked through for a number.
const TEXT: usize = 20_000;
/// As much of a subject as is kept.
const SUBJECT: usize = 200;
/// The longest boundary between parts, in bytes (RFC 2046, 5.1.1).
const BOUNDARY: usize = 70;

/// A message.
#[derive(Debug, PartialEq, Eq)]
pub struct Message {
    /// The mailbox that it is from.
    pub sender: String,
    /// Its Message-ID, without the brackets, where it has one that can be quoted.
    pub id: Option<String>,
    /// Its subject, on one line.
    pub subject: String,
    /// The beginning of its text.
    pub text: String,
    /// The files attached to it and to messages within it.
    pub files: Vec<Attached>,
}

/// A file that is attached.
#[derive(Debug, PartialEq, Eq)]
pub struct Attached {
    /// Its name.
    pub name: String,
    /// Its bytes; nothing for what does not come out as it was put in.
    pub bytes: Option<Vec<u8>>,
}

/// Why a message is declined, with what can be said of it all the same.
#[derive(Debug, PartialEq, Eq)]
pub struct Unread {
    /// Why.
    pub reason: MessageReason,
    /// The mailbox that it is from, if that is clear.
    pub sender: Option<String>,
    /// Its Message-ID.
    pub id: Option<String>,
    /// Its subject.
    pub subject: String,
}

/// Reads a message.
pub fn read(raw: &[u8]) -> Result<Message, Unread> {
    let unreadable = Unread { reason: MessageReason::Unreadable, sender: None, id: None, subject: String::new() };
    if !is_safe(raw) {
        return Err(unreadable);
    }
    // Any bytes make a header of some name; a message has one that messages have.
    let known = |parsed: &Parsed<'_>| parsed.headers().iter().any(|it| !matches!(it.name, HeaderName::Other(_)));
    let Some(parsed) = MessageParser::default().parse(raw).filter(known) else { return Err(unreadable) };
    let (sender, id) = (sender(&parsed), message_id(&parsed));
    let subject = one_line(parsed.subject().unwrap_or_default(), SUBJECT);
    let declined = |reason| Err(Unread { reason, sender: sender.clone(), id: id.clone(), subject: subject.clone() });
    if is_automatic(&parsed) {
        return declined(MessageReason::Automatic);
    }
    let Some(from) = sender.clone() else { return declined(MessageReason::SenderUnclear) };
    if boundary(&parsed).is_some_and(|it| it.len() > BOUNDARY) {
        return declined(MessageReason::Unreadable);
    }
    if breaks_off(&parsed, raw) {
        return declined(MessageReason::Truncated);
    }
    let Some(files) = files(&parsed) else { return declined(MessageReason::TooManyFiles) };
    let text = parsed.body_text(0).unwrap_or_default().chars().take(TEXT).collect();
    Ok(Message { sender: from, id, subject, text, files })
}

/// The one mailbox that the message is from.
fn sender(parsed: &Parsed<'_>) -> Option<String> {
    let mut said = parsed.header_values("From");
    let (Some(HeaderValue::Address(Address::List(list))), None) = (said.next(), said.next()) else { return None };
    match list.as_slice() {
        [one] => one.address().filter(|address| is_mailbox(address)).map(str::to_ascii_lowercase),
        _ => None,
    }
}

/// An address that can be written to, and that can stand in a header as it is.
pub(super) fn is_mailbox(address: &str) -> bool {
    let plain = |c: u8| c.is_ascii_graphic() && !b"<>()[],;:\\\"@".contains(&c);
    let Some((local, domain)) = address.split_once('@') else { return false };
    let whole = address.len() <= 254 && !local.is_empty() && !domain.is_empty();
    let named = |c: u8| c.is_ascii_alphanumeric() || c == b'.' || c == b'-';
    whole && local.bytes().all(plain) && domain.bytes().all(named) && address.parse::<lettre::Address>().is_ok()
}

/// A Message-ID that can be quoted as it is.
fn message_id(parsed: &Parsed<'_>) -> Option<String> {
    let plain = |c: u8| c.is_ascii_graphic() && c != b'<' && c != b'>';
    let id = parsed.message_id()?;
    ((1..=250).contains(&id.len()) && id.bytes().all(plain)).then(|| id.to_owned())
}

/// Whether a machine sent it by itself (RFC 3834): a bounce, a notice of absence, a list.
fn is_automatic(parsed: &Parsed<'_>) -> bool {
    let said = |name: &'static str| parsed.header_raw(name).map(|value| value.trim().to_ascii_lowercase());
    let submitted = said("Auto-Submitted").is_some_and(|value| !value.starts_with("no"));
    let bulk = said("Precedence").is_some_and(|value| ["bulk", "list", "junk"].contains(&value.as_str()));
    let list = parsed.header_raw("List-Id").is_some();
    submitted || bulk || list || said("Return-Path").is_some_and(|path| path == "<>")
}

/// What stands between its parts, if it has parts.
fn boundary<'a>(parsed: &'a Parsed<'_>) -> Option<&'a str> {
    parsed.content_type().filter(|it| it.ctype().eq_ignore_ascii_case("multipart"))?.attribute("boundary")
}

/// Whether it has parts and the last of them never ends.
fn breaks_off(parsed: &Parsed<'_>, raw: &[u8]) -> bool {
    let Some(boundary) = boundary(parsed) else { return false };
    let end = format!("--{boundary}--");
    !raw.windows(end.len()).any(|window| window == end.as_bytes())
}

/// The files attached, those of messages within it among them; nothing if there are too many.
fn files(parsed: &Parsed<'_>) -> Option<Vec<Attached>> {
    let mut found = Vec::new();
    let mut within = VecDeque::from([(parsed, 0)]);
    while let Some((message, depth)) = within.pop_front() {
        for part in message.attachments() {
            match &part.body {
                PartType::Message(inner) if depth < DEPTH => within.push_back((inner, depth + 1)),
                PartType::Multipart(_) => {}
                _ if found.len() == FILES => return None,
                // What lies deeper is not copied whole.
                PartType::Message(_) => found.push(Attached { name: name(part), bytes: None }),
                _ => found.push(attached(part)),
            }
        }
    }
    Some(found)
}

fn name(part: &MessagePart<'_>) -> String {
    plain_file_name(part.attachment_name().unwrap_or_default())
}

fn attached(part: &MessagePart<'_>) -> Attached {
    Attached { name: name(part), bytes: (!part.is_encoding_problem).then(|| part.contents().to_vec()) }
}

/// A text on one line, without what would begin another.
pub(super) fn one_line(text: &str, most: usize) -> String {
    let spaced = text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c });
    spaced.take(most).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use kaiye_domain::intake::MessageReason;

    use super::read;

    const FROM: &str = "From: a@example.com\r\nSubject: x\r\n";

    fn refused(raw: &str) -> Option<MessageReason> {
        read(raw.as_bytes()).err().map(|it| it.reason)
    }

    #[test]
    fn a_hundred_thousand_messages_within_each_other_are_not_taken_apart() {
        let level = "Content-Type: message/rfc822\r\n\r\n";
        assert_eq!(refused(&format!("{FROM}{}", level.repeat(100_000))), Some(MessageReason::Unreadable));
        // Each stands for such a level.
        let coded = "Q29udGVudC1UeXBlOiBtZXNzYWdlL3JmYzgyMg0KDQog".repeat(100_000);
        let encoded = format!("{FROM}Content-Transfer-Encoding: base64\r\n{level}{coded}");
        assert_eq!(refused(&encoded), Some(MessageReason::Unreadable));
    }

    #[test]
    fn what_lies_too_deep_is_not_copied() {
        let level = "Content-Type: message/rfc822\r\n\r\n";
        let message = read(format!("{FROM}{}Subject: y\r\n\r\ntext", level.repeat(8)).as_bytes()).expect("it is read");
        assert_eq!(message.files.iter().map(|it| it.bytes.is_none()).collect::<Vec<_>>(), [true]);
    }

    #[test]
    fn a_boundary_is_as_long_as_it_may_be() {
        let with = |length: usize| {
            let boundary = "b".repeat(length);
            let head = format!("{FROM}Content-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\r\n");
            refused(&format!("{head}--{boundary}\r\n\r\ntext\r\n--{boundary}--\r\n"))
        };
        assert_eq!((with(70), with(71)), (None, Some(MessageReason::Unreadable)));
    }
}
