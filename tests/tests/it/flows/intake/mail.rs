//! E-mails as a mail server hands them over: taken in or declined with a reason, answered, and never twice (S22).

use base64::{Engine, engine::general_purpose::STANDARD};
use kaiye_tests::{Answer, Client, On, TestApp, on_both};
use mail_parser::{HeaderValue, MessageParser};
use reqwest::Method;
use serde_json::json;

use super::{batch::row, paper::asking as paper};

const SCOPES: &[&str] = &["intake_email", "read_intake"];
/// 开办小超市, in GB18030.
const SUBJECT: &str = "=?GB18030?B?v6qw7NChs6zK0A==?=";
/// 经营场所使用证明.pdf, in GB18030.
const PREMISES: &str = "=?GB18030?B?vq3TqrOhy/nKudPD1qTD9y5wZGY=?=";
const WROTE: &str = "From: =?UTF-8?B?546L56S65L6L?= <Wang@Example.cn>\r\n";

/// The mail server of the window's department.
async fn server(app: &TestApp) -> Client {
    app.agency("market_supervision_branch", SCOPES).await
}

async fn hand(by: &Client, message: impl Into<Vec<u8>>) -> Answer {
    let request = by.request(Method::POST, "/api/v1/intakes/emails").header("content-type", "message/rfc822");
    by.send(request.body(message.into())).await
}

/// A message with files: name as it stands in the header, media type, bytes.
fn message(headers: &str, text: &str, files: &[(&str, &str, &[u8])]) -> String {
    let mut message = format!(
        "{headers}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b1\"\r\n\r\n--b1\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    );
    for (name, media_type, bytes) in files {
        let lines: Vec<String> = STANDARD
            .encode(bytes)
            .as_bytes()
            .chunks(76)
            .map(|line| String::from_utf8_lossy(line).into_owned())
            .collect();
        message += &format!(
            "--b1\r\nContent-Type: {media_type}; name=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\
             Content-Disposition: attachment; filename=\"{name}\"\r\n\r\n{}\r\n",
            lines.join("\r\n")
        );
    }
    message + "--b1--\r\n"
}

/// What an e-mail that asks for an application has in `application.json`.
fn asked() -> Vec<u8> {
    let mut asked = row(1);
    asked["items"] = json!([{ "code": "business_licence" }, { "code": "shop_hygiene_permit" }]);
    asked.to_string().into_bytes()
}

/// A message that asks for an application, with one of its papers.
fn asking(id: &str) -> String {
    let asked = asked();
    let files: &[(&str, &str, &[u8])] =
        &[("application.json", "application/json", &asked), (PREMISES, "application/pdf", b"%PDF-1.7 premises")];
    message(&format!("{WROTE}Subject: {SUBJECT}\r\nMessage-ID: <{id}>\r\n"), "您好", files)
}

on_both! {
    async fn an_email_becomes_an_application_and_is_answered_with_what_is_missing(app: TestApp) {
        let server = server(&app).await;
        let taken = hand(&server, asking("1@example.cn")).await.expect(200);
        assert_eq!(taken.text("/status"), "filed", "{}", taken.json);
        assert_eq!(taken.text("/message/sender"), "wang@example.cn");
        assert_eq!(taken.text("/message/subject"), "开办小超市");
        let filed = json!([{ "name": "经营场所使用证明.pdf", "material": "premises_use", "code": null }]);
        assert_eq!(taken.json["message"]["attachments"], filed);
        let path = format!("/api/v1/applications/{}", taken.text("/application_id"));
        let clerk = app.clerk().await;
        let drafted = clerk.get(&path).await.expect(200);
        assert_eq!((drafted.text("/channel"), drafted.text("/status")), ("email", "draft"));
        let materials = clerk.get(&format!("{path}/materials")).await.expect(200);
        assert_eq!(materials.text("/items/0/code"), "premises_use");
        let answer = taken.text("/message/answer");
        let read = MessageParser::default().parse(answer).expect("a message");
        assert_eq!(read.to().and_then(|to| to.first()).and_then(|to| to.address()), Some("wang@example.cn"));
        assert_eq!(read.subject(), Some("答复：开办小超市"));
        assert_eq!(read.in_reply_to(), &HeaderValue::Text("1@example.cn".into()));
        let text = read.body_text(0).expect("a text");
        let letter = "/api/v1/letter-templates/shop_hygiene_permit_letter/text?version=1";
        for said in [drafted.text("/number"), "premises_use", "/items/business_licence/materials/identity_document", letter] {
            assert!(text.contains(said), "{said} in {text}");
        }
        let shown = clerk.get(&format!("/api/v1/intakes/{}", taken.text("/id"))).await.expect(200);
        assert_eq!(shown.json["message"], taken.json["message"]);
        let raw = clerk.get(&format!("/api/v1/intakes/{}/content", taken.text("/id"))).await.expect(200);
        assert_eq!(raw.bytes, asking("1@example.cn").into_bytes());
    }

    async fn what_no_channel_takes_leaves_no_draft(app: TestApp) {
        let server = server(&app).await;
        let mut nameless = row(1);
        nameless["business"]["name"] = json!(null);
        let long = format!("{}{}", row(2), " ".repeat(1024 * 1024));
        for (id, body, code) in [("1", nameless.to_string(), "business_complete"), ("2", long, "body_too_large")] {
            let files: &[(&str, &str, &[u8])] = &[("application.json", "application/json", body.as_bytes())];
            let sent = message(&format!("{WROTE}Subject: x\r\nMessage-ID: <{id}@example.cn>\r\n"), "您好", files);
            let taken = hand(&server, sent).await.expect(200);
            assert_eq!(taken.text("/reason"), "message_application_invalid", "{}", taken.json);
            assert_eq!(taken.json["message"]["findings"][0]["code"], code, "{}", taken.json);
        }
        assert_eq!(app.contents()["applications"].len(), 0);
    }

    async fn the_same_message_does_nothing_twice(app: TestApp) {
        let server = server(&app).await;
        let first = hand(&server, asking("1@example.cn")).await.expect(200);
        let before = app.contents();
        let again = hand(&server, asking("1@example.cn")).await.expect(200);
        assert_eq!(first.json, again.json);
        assert_eq!(app.contents(), before);
    }

    async fn what_is_sent_later_belongs_to_the_mailbox_that_asked(app: TestApp) {
        let server = server(&app).await;
        let first = hand(&server, asking("1@example.cn")).await.expect(200);
        let path = format!("/api/v1/applications/{}", first.text("/application_id"));
        let number = app.clerk().await.get(&path).await.expect(200).text("/number").to_owned();
        let files: &[(&str, &str, &[u8])] = &[
            ("identity_document.jpg", "image/jpeg", &[0xFF, 0xD8, 0xFF, 0xE0]),
            ("holiday.png", "image/png", b"\x89PNG\r\n\x1a\n"),
            ("winmail.dat", "application/ms-tnef", &[0x78, 0x9F, 0x3E, 0x22, 0, 1, 2, 3]),
            ("premises_use.pdf", "application/pdf", b"<html>"),
        ];
        let later = |from: &str, id: &str| {
            message(&format!("From: {from}\r\nSubject: Re: {number}\r\nMessage-ID: <{id}>\r\n"), "", files)
        };
        let strangers = hand(&server, later("other@example.cn", "2@example.cn")).await.expect(200);
        assert_eq!(strangers.text("/status"), "declined");
        assert_eq!(strangers.text("/reason"), "message_no_such_application");
        assert!(strangers.json["application_id"].is_null());
        let theirs = hand(&server, later("wang@example.cn", "3@example.cn")).await.expect(200);
        assert_eq!(theirs.json["application_id"], first.json["application_id"]);
        let became: Vec<_> = theirs.json["message"]["attachments"].as_array().into_iter().flatten()
            .map(|it| it["material"].as_str().or(it["code"].as_str()).unwrap_or_default()).collect();
        let unsupported = "upload_type_unsupported";
        assert_eq!(became, ["identity_document", "attachment_name_unknown", unsupported, unsupported]);
    }

    async fn an_email_that_asks_for_nothing_waits_for_the_window(app: TestApp) {
        let (server, clerk) = (server(&app).await, app.clerk().await);
        let letter = hand(&server, format!("{WROTE}Subject: {SUBJECT}\r\nMessage-ID: <1@example.cn>\r\n\r\nhello")).await;
        let letter = letter.expect(200);
        assert_eq!(letter.text("/status"), "recorded");
        let drafted = clerk.post("/api/v1/applications", paper(&letter.json["id"])).await.expect(201);
        assert_eq!(drafted.text("/channel"), "email");
        let headers = format!("{WROTE}Subject: {}\r\nMessage-ID: <2@example.cn>\r\n", drafted.text("/number"));
        let later = message(&headers, "", &[("premises_use.pdf", "application/pdf", b"%PDF-1.7")]);
        let later = hand(&server, later).await.expect(200);
        assert_eq!(later.json["application_id"], drafted.json["id"]);
        assert_eq!(later.text("/message/attachments/0/material"), "premises_use");
    }

    async fn whatever_comes_is_taken_in_or_declined_with_a_reason(app: TestApp) {
        let server = server(&app).await;
        let plain = |headers: &str| format!("{headers}\r\n\r\nhello").into_bytes();
        let mut inner = message("From: a@b.cn\r\n", "", &[("premises_use.pdf", "application/pdf", b"%PDF-1.7")]);
        inner = inner.replace("b1", "b2");
        let asked = asked();
        let nested = message(WROTE, "", &[("application.json", "application/json", &asked)]);
        let nested = nested.replace("--b1--", &format!("--b1\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--b1--"));
        let whole = asking("7@example.cn");
        let wrong = message(WROTE, "", &[("application.json", "application/json", b"{\"business\": 1}")]);
        for (name, sample, status, reason) in [
            ("nothing that is a message", b"\x00\xff\xfe\x80".to_vec(), "declined", "message_unreadable"),
            ("nobody", plain("Subject: a"), "declined", "message_sender_unclear"),
            ("two", plain("From: a@b.cn, c@d.cn"), "declined", "message_sender_unclear"),
            ("twice", plain("From: a@b.cn\r\nFrom: c@d.cn"), "declined", "message_sender_unclear"),
            ("no mailbox", plain("From: \"a b\"@c.cn"), "declined", "message_sender_unclear"),
            ("absence", plain("From: a@b.cn\r\nAuto-Submitted: auto-replied"), "declined", "message_automatic"),
            ("bounce", plain("Return-Path: <>\r\nFrom: a@b.cn"), "declined", "message_automatic"),
            ("broken off", whole.as_bytes()[..whole.len() - 200].to_vec(), "declined", "message_truncated"),
            ("wrong", wrong.into_bytes(), "declined", "message_application_invalid"),
            ("nested", nested.into_bytes(), "filed", ""),
            ("no id", plain("From: a@b.cn\r\nSubject: =?utf-8?B?w7w=?= =?bogus?X?"), "recorded", ""),
        ] {
            let taken = hand(&server, sample).await.expect(200);
            assert_eq!(taken.text("/status"), status, "{name}: {}", taken.json);
            assert_eq!(taken.json["reason"].as_str().unwrap_or_default(), reason, "{name}");
            let answered = taken.json["message"]["answer"].is_string();
            let somebody = !taken.text("/message/sender").is_empty();
            assert_eq!(answered, somebody && reason != "message_automatic", "{name}");
            if name == "nested" {
                assert_eq!(taken.text("/message/attachments/0/material"), "premises_use");
            }
        }
        hand(&server, "").await.expect_problem(422, "upload_empty");
        hand(&app.clerk().await, "a: b").await.expect_problem(403, "not_permitted");
    }

    async fn nothing_that_a_message_says_becomes_a_header_of_the_answer(app: TestApp) {
        let server = server(&app).await;
        // "a\r\nBcc: victim@example.cn", encoded.
        let subject = "=?UTF-8?B?YQ0KQmNjOiB2aWN0aW1AZXhhbXBsZS5jbg==?=";
        let headers = format!("From: a@b.cn\r\nSubject: {subject}\r\nMessage-ID: <x>>\r\n");
        let taken = hand(&server, format!("{headers}\r\nhello")).await.expect(200);
        let answer = taken.text("/message/answer");
        let read = MessageParser::default().parse(answer).expect("a message");
        assert!(read.bcc().is_none() && !answer.to_ascii_lowercase().contains("\nbcc"), "{answer}");
        assert!(read.subject().is_some_and(|subject| subject.contains("Bcc: victim")));
        assert!(answer.lines().all(|line| line.len() <= 78), "{answer}");
    }
}

/// Files as large as offices take them, and larger.
#[actix_web::test]
async fn large_files_are_taken_in_up_to_the_limit() {
    let app = TestApp::start(On::Sqlite).await;
    let server = server(&app).await;
    let file = |size: usize| [b"%PDF-1.7 ".as_slice(), &vec![b'x'; size]].concat();
    let asked = asked();
    let send = async |id: &str, size: usize| {
        let (file, headers) = (file(size), format!("{WROTE}Message-ID: <{id}>\r\n"));
        let files: &[(&str, &str, &[u8])] =
            &[("application.json", "application/json", &asked), ("premises_use.pdf", "application/pdf", &file)];
        hand(&server, message(&headers, "", files)).await
    };
    let large = send("1@b.cn", 20 * 1024 * 1024 - 100).await.expect(200);
    assert_eq!(large.text("/message/attachments/0/material"), "premises_use");
    let larger = send("2@b.cn", 20 * 1024 * 1024).await.expect(200);
    assert_eq!(larger.text("/message/attachments/0/code"), "upload_too_large");
    send("3@b.cn", 35 * 1024 * 1024).await.expect_problem(413, "upload_too_large");
}

mod whatever {
    //! No bytes bring the reader down, and no answer to them has a header that it ought not to have.

    use kaiye_api::mail::{Answer, compose, read};
    use proptest::{collection::vec, prelude::*, sample::Index};

    use super::*;

    /// What may happen to a message on its way.
    #[derive(Debug, Clone)]
    enum Mishap {
        Byte(Index, u8),
        Cut(Index),
        Doubled(Index, Index),
        Said(Index, &'static str),
    }

    fn mishap() -> impl Strategy<Value = Mishap> {
        let said =
            prop::sample::select(vec!["\r\n", "\r\n\r\n", "--b1\r\n", "=?", "<", "\0", "From: a@b.cn\r\n", "%00"]);
        prop_oneof![
            (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Mishap::Byte(at, byte)),
            any::<Index>().prop_map(Mishap::Cut),
            (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Mishap::Doubled(from, to)),
            (any::<Index>(), said).prop_map(|(at, said)| Mishap::Said(at, said)),
        ]
    }

    fn befall(mut message: Vec<u8>, mishaps: Vec<Mishap>) -> Vec<u8> {
        for mishap in mishaps {
            if message.is_empty() {
                break;
            }
            match mishap {
                Mishap::Byte(at, byte) => *at.get_mut(message.as_mut_slice()) = byte,
                Mishap::Cut(at) => message.truncate(at.index(message.len())),
                Mishap::Doubled(from, to) => {
                    let (from, to) = (from.index(message.len()), to.index(message.len()));
                    let part = message[from.min(to)..from.max(to)].to_vec();
                    message.splice(from..from, part.into_iter().take(2_000));
                }
                Mishap::Said(at, said) => {
                    let at = at.index(message.len());
                    message.splice(at..at, said.bytes());
                }
            }
        }
        message
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn is_read_or_declined(mishaps in vec(mishap(), 0..12)) {
            let raw = befall(asking("1@example.cn").into_bytes(), mishaps);
            let (to, id, subject) = match read(&raw) {
                Ok(message) => (message.sender, message.id, message.subject),
                Err(unread) => (unread.sender.unwrap_or_default(), unread.id, unread.subject),
            };
            let answer = compose(&Answer {
                from: "no-reply@example.cn", to: &to, in_reply_to: id.as_deref(), subject: &subject, number: "LJ-1",
                application: None, reason: None, attachments: &[], findings: &[], letters: &[], at: Default::default(),
            });
            prop_assert_eq!(answer.is_none(), to.is_empty());
            if let Some(answer) = answer {
                let (headers, _) = answer.split_once("\r\n\r\n").expect("headers and a body");
                let names: Vec<&str> = headers.split("\r\n").filter(|line| !line.starts_with(' '))
                    .map(|line| line.split_once(": ").expect("a name").0).collect();
                let reply: &[&str] = if id.is_some() { &["In-Reply-To", "References"] } else { &[] };
                let last = ["Subject", "Auto-Submitted", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"];
                let known = [&["Date", "From", "To", "Message-ID"][..], reply, &last].concat();
                prop_assert_eq!(names, known);
            }
        }
    }
}
