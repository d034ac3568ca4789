//! The feed as a stream.

use std::time::{Duration, Instant};

use actix_web::web::Bytes;
use futures_util::StreamExt;
use kaiye_tests::{Client, On, TestApp};
use reqwest::Method;

const HEALTH: &str = "jimsar_health";
const PATH: &str = "/api/v1/event-stream";

/// A stream that is read: what came, event by event.
struct Stream {
    body: std::pin::Pin<Box<dyn futures_util::Stream<Item = reqwest::Result<Bytes>>>>,
    text: String,
}

impl Stream {
    async fn open(reader: &Client, query: &str, last: Option<&str>) -> Self {
        let request = reader.request(Method::GET, &format!("{PATH}{query}"));
        let request = last.into_iter().fold(request, |request, id| request.header("last-event-id", id));
        let response = request.send().await.expect("a stream");
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { body: Box::pin(response.bytes_stream()), text: String::new() }
    }

    /// The next event's `id` and `event`; none when the stream ends.
    async fn next(&mut self) -> Option<(String, String)> {
        loop {
            while let Some((block, rest)) = self.text.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.text = rest;
                let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)).map(str::to_owned);
                if let (Some(id), Some(kind), Some(_)) = (field("id: "), field("event: "), field("data: ")) {
                    return Some((id, kind));
                }
            }
            let bytes = self.body.next().await?.expect("the stream goes on");
            self.text.push_str(std::str::from_utf8(&bytes).expect("text"));
        }
    }
}

#[actix_web::test]
async fn a_reader_that_was_cut_off_goes_on_where_it_was() {
    let app = TestApp::start_with(On::Sqlite, |config| config.server.stream_seconds = 60).await;
    app.entrust(20);
    let (draft, _) = app.issued_shop(1).await;
    app.sweep();
    let reader = app.agency(HEALTH, &["read_events"]).await;
    let mut stream = Stream::open(&reader, "", None).await;
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(stream.next().await.expect("an event"));
    }
    drop(stream);
    let feed = reader.get("/api/v1/events?limit=100").await.expect(200).json;
    let kinds: Vec<&str> =
        feed["items"].as_array().expect("events").iter().filter_map(|it| it["type"].as_str()).collect();
    let mut stream = Stream::open(&reader, "?limit=2", Some(&seen[3].0)).await;
    while seen.len() < kinds.len() {
        seen.push(stream.next().await.expect("an event"));
    }
    assert_eq!(seen.iter().map(|(_, kind)| kind.as_str()).collect::<Vec<_>>(), kinds);

    // What happens now comes by itself.
    let material = draft.add_material("floor_plan").await.expect(201);
    assert!(material.json["id"].is_string());
    app.sweep();
    let began = Instant::now();
    while stream.next().await.expect("news").1 != "material.added" {}
    assert!(began.elapsed() < Duration::from_secs(5));
    let bad = reader.with_header("last-event-id", "bm9uc2Vuc2U");
    bad.get(PATH).await.expect_problem(400, "cursor_invalid");
}

#[actix_web::test]
async fn a_stream_ends_with_its_token() {
    let app = TestApp::start_with(On::Sqlite, |config| {
        config.server.stream_seconds = 60;
        config.tokens.access_seconds = 900;
    })
    .await;
    let inspector = app.inspector().await;
    app.sweep();
    let mut stream = Stream::open(&inspector, "?type=account.signed_in", None).await;
    assert_eq!(stream.next().await.expect("an event").1, "account.signed_in");
    app.advance(chrono::TimeDelta::seconds(901));
    // Whatever wakes the stream finds that the token is over.
    app.inspector().await;
    app.sweep();
    assert_eq!(stream.next().await, None);
    inspector.get(PATH).await.expect_problem(401, "token_invalid");
}

#[actix_web::test]
async fn a_stream_lasts_no_longer_than_the_service_lets_it() {
    let app = TestApp::start(On::Sqlite).await;
    let began = Instant::now();
    let mut stream = Stream::open(&app.inspector().await, "?type=item.filed", None).await;
    assert_eq!(stream.next().await, None);
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
}
