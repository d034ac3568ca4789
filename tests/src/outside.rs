//! Who is outside: a mail server and an SMS gateway of the test's own, that say what the test wants them to.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use kaiye_api::config::{Config, SmsGateway, Smtp, SmtpTls};
use serde_json::Value;

/// A mail server: speaks SMTP (RFC 5321) without TLS on a free port, and keeps what it is given.
#[derive(Clone)]
pub struct MailServer {
    /// Its port.
    pub port: u16,
    shared: Arc<Mutex<Post>>,
}

struct Post {
    answer: String,
    mails: Vec<Mail>,
}

/// An e-mail as it was handed over.
#[derive(Debug, Clone)]
pub struct Mail {
    /// To whom the envelope says.
    pub to: String,
    /// The message, headers and body.
    pub raw: String,
}

impl Mail {
    /// A header of the message, unfolded.
    pub fn header(&self, name: &str) -> String {
        let head = self.raw.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ");
        let start = format!("{name}: ");
        head.lines().find_map(|line| line.strip_prefix(&start)).unwrap_or_default().to_owned()
    }

    /// The body, decoded.
    pub fn body(&self) -> String {
        let body = self.raw.split_once("\r\n\r\n").map_or("", |(_, body)| body);
        match self.header("Content-Transfer-Encoding").as_str() {
            "base64" => {
                let bytes = STANDARD.decode(body.split_whitespace().collect::<String>()).expect("base64");
                String::from_utf8(bytes).expect("UTF-8")
            }
            "quoted-printable" => body.replace("=\r\n", ""),
            _ => body.to_owned(),
        }
    }
}

impl MailServer {
    /// Starts one that takes everything.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let server =
            Self { port, shared: Arc::new(Mutex::new(Post { answer: "250 taken".into(), mails: Vec::new() })) };
        let serving = server.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let server = serving.clone();
                thread::spawn(move || server.converse(&stream));
            }
        });
        server
    }

    /// From now on it answers a message so, e.g. `451 later`.
    pub fn answer(&self, line: &str) {
        line.clone_into(&mut self.shared.lock().expect("no panic").answer);
    }

    /// What it was given, taken or not.
    pub fn mails(&self) -> Vec<Mail> {
        self.shared.lock().expect("no panic").mails.clone()
    }

    /// The configuration of somebody who sends by it.
    pub fn configure(&self, config: &mut Config) {
        config.messages.smtp = Some(Smtp {
            host: "127.0.0.1".into(),
            port: self.port,
            tls: SmtpTls::None,
            from: "Kaiye <notice@zhundong.example>".into(),
            user: String::new(),
            password: String::new(),
            ca_file: None,
        });
    }

    fn converse(&self, stream: &TcpStream) {
        let say = |line: &str| (&*stream).write_all(format!("{line}\r\n").as_bytes()).is_ok();
        let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
        let mut to = String::new();
        say("220 sink ESMTP");
        while let Some(line) = lines.next() {
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            match verb.as_str() {
                "EHLO" => say("250-sink\r\n250 8BITMIME"),
                "RCPT" => {
                    to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    say("250 ok")
                }
                "DATA" => {
                    say("354 go on");
                    let data: Vec<String> = lines.by_ref().take_while(|line| line != ".").collect();
                    let raw = data.join("\r\n");
                    let answer = {
                        let mut post = self.shared.lock().expect("no panic");
                        post.mails.push(Mail { to: to.clone(), raw });
                        post.answer.clone()
                    };
                    say(&answer)
                }
                "QUIT" => {
                    say("221 bye");
                    return;
                }
                _ => say("250 ok"),
            };
        }
    }
}

/// An SMS gateway behind the interface of `docs/exchange.md`.
#[derive(Clone)]
pub struct Gateway {
    /// Where messages are posted.
    pub url: String,
    shared: Arc<Mutex<Desk>>,
}

struct Desk {
    status: u16,
    posts: Vec<Posted>,
}

/// What was posted to the gateway.
#[derive(Debug, Clone)]
pub struct Posted {
    /// The request's head, in lower case.
    pub head: String,
    /// Its body.
    pub json: Value,
}

impl Gateway {
    /// The token that it is called with.
    pub const TOKEN: &str = "sms-token";

    /// Starts one that takes everything.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}/messages", listener.local_addr().expect("an address"));
        let gateway = Self { url, shared: Arc::new(Mutex::new(Desk { status: 202, posts: Vec::new() })) };
        let serving = gateway.clone();
        thread::spawn(move || listener.incoming().flatten().for_each(|stream| serving.take(&stream)));
        gateway
    }

    /// From now on it answers with this status.
    pub fn answer(&self, status: u16) {
        self.shared.lock().expect("no panic").status = status;
    }

    /// What it was given, taken or not.
    pub fn posts(&self) -> Vec<Posted> {
        self.shared.lock().expect("no panic").posts.clone()
    }

    /// The configuration of somebody who sends by it.
    pub fn configure(&self, config: &mut Config) {
        config.messages.sms = Some(SmsGateway { url: self.url.clone(), token: Self::TOKEN.into() });
        config.outgoing.allow_private = vec!["127.0.0.0/8".parse().expect("a network")];
    }

    fn take(&self, stream: &TcpStream) {
        let mut reader = BufReader::new(stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if reader.read_line(&mut head).unwrap_or_default() == 0 {
                return;
            }
        }
        let head = head.to_ascii_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse().ok());
        let mut body = vec![0; length.unwrap_or_default()];
        if reader.read_exact(&mut body).is_err() {
            return;
        }
        let json = serde_json::from_slice(&body).unwrap_or_default();
        let (status, number) = {
            let mut desk = self.shared.lock().expect("no panic");
            desk.posts.push(Posted { head, json });
            (desk.status, desk.posts.len())
        };
        let body = format!("{{\"receipt\":\"sms-{number}\"}}");
        let answer = format!(
            "HTTP/1.1 {status} -\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        );
        drop((&*stream).write_all(answer.as_bytes()));
    }
}
