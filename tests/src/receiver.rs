//! A department's receiver of webhooks that behaves as the test wants: well, or badly in one of the ways there are.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use serde_json::Value;

/// How it treats whoever calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Behaviour {
    /// Answers with this status at once.
    Answers(u16),
    /// Answers 500 to what contains this text, 200 to everything else.
    Chokes(String),
    /// Answers with this status, and asks to be left alone for this long (`Retry-After`).
    Asks(u16, String),
    /// Answers 200 after a while.
    Slow(Duration),
    /// Reads and never answers.
    Hangs,
    /// Says that it has moved there.
    Redirects(String),
    /// Breaks the connection off.
    Resets,
    /// Says 200 and never ends its body.
    Endless,
    /// Answers what is no HTTP.
    Babbles,
}

/// What came.
#[derive(Debug, Clone)]
pub struct Received {
    /// `webhook-id`.
    pub id: String,
    /// `webhook-timestamp`.
    pub timestamp: String,
    /// `webhook-signature`.
    pub signature: String,
    /// The body as it came.
    pub body: String,
    /// The body as JSON.
    pub json: Value,
    /// When, by the machine's clock.
    pub at: Instant,
}

#[derive(Debug)]
struct Inner {
    behaviour: Mutex<Behaviour>,
    received: Mutex<Vec<Received>>,
}

/// It listens on a free port of 127.0.0.1 for as long as the test runs.
#[derive(Debug, Clone)]
pub struct Receiver {
    /// Its address.
    pub url: String,
    inner: Arc<Inner>,
}

impl Receiver {
    /// One that behaves so until it is told otherwise.
    pub fn start(behaviour: Behaviour) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}/kaiye", listener.local_addr().expect("an address"));
        let inner = Arc::new(Inner { behaviour: Mutex::new(behaviour), received: Mutex::default() });
        let shared = inner.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let inner = shared.clone();
                std::thread::spawn(move || serve(&inner, stream));
            }
        });
        Self { url, inner }
    }

    /// From now on it behaves so.
    pub fn behave(&self, behaviour: Behaviour) {
        *lock(&self.inner.behaviour) = behaviour;
    }

    /// All that came, in the order it came; what it broke off is not among it.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.inner.received).clone()
    }

    /// The types of what came.
    pub fn kinds(&self) -> Vec<String> {
        self.received().iter().map(|it| it.json["type"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Forgets what came.
    pub fn forget(&self) {
        lock(&self.inner.received).clear();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whoever calls may be gone at any moment: what cannot be written any more is nobody's concern.
fn serve(inner: &Inner, mut stream: TcpStream) {
    let behaviour = lock(&inner.behaviour).clone();
    if behaviour == Behaviour::Resets {
        // What was sent and is not read makes the system reset the connection.
        std::thread::sleep(Duration::from_millis(20));
        return;
    }
    let Some(received) = read(&stream) else { return };
    let behaviour = match behaviour {
        Behaviour::Chokes(text) => Behaviour::Answers(if received.body.contains(&text) { 500 } else { 200 }),
        other => other,
    };
    lock(&inner.received).push(received);
    let ok = "HTTP/1.1 200 OK\r\nconnection: close\r\n";
    let answer = match behaviour {
        Behaviour::Answers(status) => format!("HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"),
        Behaviour::Asks(status, time) => {
            format!("HTTP/1.1 {status} X\r\nconnection: close\r\nretry-after: {time}\r\ncontent-length: 0\r\n\r\n")
        }
        Behaviour::Slow(time) => {
            std::thread::sleep(time);
            format!("{ok}content-length: 0\r\n\r\n")
        }
        Behaviour::Redirects(to) => {
            format!("HTTP/1.1 307 X\r\nconnection: close\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n")
        }
        Behaviour::Babbles => "what?\r\n\r\n".to_owned(),
        Behaviour::Endless => {
            let _ = stream.write_all(format!("{ok}transfer-encoding: chunked\r\n\r\n").as_bytes());
            while stream.write_all(b"400\r\n").is_ok()
                && stream.write_all(&[b'x'; 1024]).is_ok()
                && stream.write_all(b"\r\n").is_ok()
            {}
            return;
        }
        Behaviour::Hangs | Behaviour::Resets | Behaviour::Chokes(_) => {
            // Until the caller gives up.
            let _ = stream.read(&mut [0]);
            return;
        }
    };
    let _ = stream.write_all(answer.as_bytes());
}

fn read(stream: &TcpStream) -> Option<Received> {
    let mut reader = BufReader::new(stream);
    let (mut id, mut timestamp, mut signature, mut length) = (String::new(), String::new(), String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            if line.trim_end().is_empty() {
                break;
            }
            continue;
        };
        match name.to_ascii_lowercase().as_str() {
            "webhook-id" => value.clone_into(&mut id),
            "webhook-timestamp" => value.clone_into(&mut timestamp),
            "webhook-signature" => value.clone_into(&mut signature),
            "content-length" => length = value.parse().ok()?,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let body = String::from_utf8(body).ok()?;
    let json = serde_json::from_str(&body).ok()?;
    Some(Received { id, timestamp, signature, body, json, at: Instant::now() })
}
