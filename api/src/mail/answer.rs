//! The message that answers an e-mail (RFC 5322): what was received, what it became, and what is still missing.

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use kaiye_domain::intake::{AttachmentOutcome, Finding};

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
    if !is_mailbox(answer.to) || !is_mailbox(answer.from) {
        return None;
    }
    let host = answer.from.rsplit('@').next().unwrap_or_default();
    let mut lines = vec![
        format!("Date: {}", answer.at.to_rfc2822()),
        format!("From: {}", answer.from),
        format!("To: {}", answer.to),
        format!("Message-ID: <{}@{host}>", answer.number),
    ];
    if let Some(id) = answer.in_reply_to {
        lines.extend([format!("In-Reply-To: <{id}>"), format!("References: <{id}>")]);
    }
    lines.push(format!("Subject: {}", encoded(&one_line(&format!("答复：{}", answer.subject), 200))));
    let rest = [
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: base64",
        "",
    ];
    lines.extend(rest.map(str::to_owned));
    let body = STANDARD.encode(said(answer));
    lines.extend(body.as_bytes().chunks(76).map(|line| String::from_utf8_lossy(line).into_owned()));
    Some(lines.into_iter().map(|line| line + "\r\n").collect())
}

/// A header's text in words of at most 75 characters (RFC 2047).
fn encoded(text: &str) -> String {
    const MOST: usize = 42;
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        if word.len() + c.len_utf8() > MOST {
            words.push(std::mem::take(&mut word));
        }
        word.push(c);
    }
    words.push(word);
    let words: Vec<String> = words.iter().map(|word| format!("=?UTF-8?B?{}?=", STANDARD.encode(word))).collect();
    words.join("\r\n ")
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
