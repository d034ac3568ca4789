//! The message that answers an e-mail (RFC 5322): what was received, what it became, and what is still missing.

use chrono::{DateTime, Utc};
use kaiye_domain::intake::{AttachmentOutcome, Finding};
use lettre::{
    Message,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue, MimeVersion},
    },
};

use super::read::{is_mailbox, one_line};
use crate::http::{Language, texts};

/// What is answered.
#[derive(Debug)]
pub struct Answer<'a> {
    /// The mailbox that answers.
    pub from: &'a str,
    /// The mailbox that wrote.
    pub to: &'a str,
    /// The Message-ID that is answered.
    pub in_reply_to: Option<&'a str>,
    /// The subject that is answered.
    pub subject: &'a str,
    /// Number of the intake.
    pub number: &'a str,
    /// Number of the application that it belongs to.
    pub application: Option<&'a str>,
    /// Code of why it was declined.
    pub reason: Option<&'a str>,
    /// What became of each file.
    pub attachments: &'a [AttachmentOutcome],
    /// What is wrong, or still missing.
    pub findings: &'a [Finding],
    /// Where each commitment letter to sign is downloaded (S21).
    pub letters: &'a [String],
    /// Now.
    pub at: DateTime<Utc>,
}

/// The whole message; nothing where there is nobody to write to.
pub fn compose(answer: &Answer<'_>) -> Option<String> {
    let (from, to) = (mailbox(answer.from)?, mailbox(answer.to)?);
    let message_id = format!("<{}@{}>", answer.number, from.email.domain());
    let mut message = Message::builder().date(answer.at.into()).from(from).to(to).message_id(Some(message_id));
    if let Some(id) = answer.in_reply_to {
        message = message.in_reply_to(format!("<{id}>")).references(format!("<{id}>"));
    }
    let automatic = HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-replied".to_owned());
    let message = message
        .subject(one_line(&format!("答复：{}", answer.subject), 200))
        .raw_header(automatic)
        .header(MimeVersion::new(1, 0))
        .header(ContentType::TEXT_PLAIN)
        .body(said(answer))
        .ok()?;
    String::from_utf8(message.formatted()).ok()
}

/// An address that may be written to.
fn mailbox(address: &str) -> Option<Mailbox> {
    if is_mailbox(address) { address.parse().ok().map(|email| Mailbox::new(None, email)) } else { None }
}

/// What it says, in both languages.
fn said(answer: &Answer<'_>) -> String {
    [Language::Chinese, Language::English].map(|language| said_in(answer, language)).join("----------\r\n")
}

fn said_in(answer: &Answer<'_>, language: Language) -> String {
    let pick = |zh: &'static str, en: &'static str| if language == Language::Chinese { zh } else { en };
    let told = |code: &str| texts::of(code).map(|text| text.title(language).to_owned()).unwrap_or_default();
    let mut lines = vec![format!("{}{}", pick("收件编号：", "Intake: "), answer.number)];
    lines.push(match (answer.reason, answer.application) {
        (Some(reason), _) => format!("{}{}", pick("未予接收：", "Declined: "), told(reason)),
        (None, Some(number)) => format!("{}{number}", pick("办件编号：", "Application: ")),
        (None, None) => pick("来件已登记，由窗口办理。", "It was recorded; the window will attend to it.").to_owned(),
    });
    let mut list = |title: &str, entries: Vec<String>| {
        if !entries.is_empty() {
            lines.extend([String::new(), title.to_owned()]);
            lines.extend(entries.into_iter().map(|entry| format!("- {entry}")));
        }
    };
    let became = |file: &AttachmentOutcome| {
        let became = match (&file.material, &file.code) {
            (_, Some(code)) => told(code),
            (Some(material), None) => format!("{}{material}", pick("已收为材料 ", "filed as ")),
            (None, None) => pick("已收到", "received").to_owned(),
        };
        format!("{}: {became}", one_line(&file.name, 200))
    };
    list(pick("附件：", "Files:"), answer.attachments.iter().map(became).collect());
    let found = |it: &Finding| format!("{} {}", it.pointer, told(&it.code));
    list(pick("尚缺或者有误：", "Missing or wrong:"), answer.findings.iter().map(found).collect());
    let sign = pick("告知承诺书，请签署后扫描发回：", "Commitment letters to sign and send back as scans:");
    list(sign, answer.letters.to_vec());
    if answer.application.is_some() && answer.reason.is_none() {
        let zh = "补充材料时，请在主题中注明办件编号，附件（PDF、JPEG、PNG）以材料名称命名。";
        let en =
            "Quote the application's number in the subject, and name each file (PDF, JPEG, PNG) after its material.";
        lines.extend([String::new(), pick(zh, en).to_owned()]);
    }
    lines.into_iter().map(|line| line + "\r\n").collect()
}
