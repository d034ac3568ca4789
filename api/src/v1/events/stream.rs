//! Reads the feed as a stream (Server-Sent Events): the same events, filters and cursor as by pages.

use std::{io, time::Duration};

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    body::BoxBody,
    http::header::{self, AUTHORIZATION, ContentEncoding},
    web::Bytes,
};
use futures_util::stream::{self, LocalBoxStream, StreamExt};
use kaiye_domain::actor::need;
use kaiye_persistence::repo::audience::Stretch;
use tokio::time::Instant;
use utoipa::openapi::{ObjectBuilder, Schema, schema::Type};

use super::query::EventsOf;
use crate::{
    auth::{Credential, identify},
    cloud_event::CloudEvent,
    http::{Caller, Cursor, Described, PageQuery, Problem, QueryOf},
    openapi::OperationDoc,
    operations::{
        Tx,
        exchange::{self, Asked},
    },
    state::State,
};

/// How often a stream on which nothing happens says that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// Lines of `text/event-stream` that come before everything: how many milliseconds to wait before connecting again.
const HEAD: &str = "retry: 2000\n\n";

/// Where a reader that was cut off goes on.
#[derive(Debug, Clone)]
pub struct LastEventId(Option<i64>);

impl actix_web::FromRequest for LastEventId {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut actix_web::dev::Payload) -> Self::Future {
        let sent = request.headers().get("last-event-id").and_then(|value| value.to_str().ok());
        std::future::ready(sent.filter(|text| !text.is_empty()).map(Cursor::read).transpose().map(Self))
    }
}

impl Described for LastEventId {
    fn describe(doc: &mut OperationDoc) {
        let says = "`id` of the last event that came: the stream goes on after it.";
        doc.header("Last-Event-ID", false, says, "TgdACNpLNw");
        doc.problem("400", "cursor_invalid");
    }
}

/// A stream that is about to begin.
pub struct EventStream(LocalBoxStream<'static, Result<Bytes, Problem>>);

impl Responder for EventStream {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, "text/event-stream"))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            // Nothing is held back to be compressed, here or by a proxy.
            .insert_header(ContentEncoding::Identity)
            .insert_header(("x-accel-buffering", "no"))
            .streaming(self.0.map(|bytes| bytes.map_err(|problem| io::Error::other(problem.code))))
    }
}

impl Described for Result<EventStream, Problem> {
    fn describe(doc: &mut OperationDoc) {
        let says = "Events as `text/event-stream`: `id` is a cursor, `event` the type, `data` the event as CloudEvents 1.0 says.";
        let schema = ObjectBuilder::new().schema_type(Type::String).description(Some(says));
        doc.answer_as("200", "The feed, from where you were.", "text/event-stream", Schema::from(schema).into());
    }
}

/// Stream the feed
///
/// The feed as Server-Sent Events. It begins at the beginning, after `cursor`, or after `Last-Event-ID`, which counts
/// first; a comment with the place reached comes at least every 15 seconds. The stream ends when the token does, when the
/// account or system is closed, or after a time that the service sets: connect again.
#[utoipa::path(get, path = "/event-stream")]
pub async fn stream_events(
    caller: Caller<need::ReadEvents>,
    state: State,
    filter: QueryOf<EventsOf>,
    page: PageQuery<i64>,
    last: LastEventId,
    credential: Credential,
    request: HttpRequest,
) -> Result<EventStream, Problem> {
    let asked = filter.0.asked(caller.actor())?;
    let bearer = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = bearer.and_then(|text| text.split_once(' ')).map(|(_, token)| token.trim().to_owned());
    let lasts = Duration::from_secs(state.config.server.stream_seconds);
    let follower = Follower {
        caller,
        state,
        asked,
        after: last.0.or(page.after).unwrap_or(0),
        limit: page.limit,
        expires_at: credential.expires_at,
        token: token.unwrap_or_default(),
        ends: Instant::now() + lasts,
        identified: Instant::now(),
    };
    let events = stream::unfold(follower, |mut follower| async move { follower.next().await.map(|it| (it, follower)) });
    let head = stream::iter([Ok(Bytes::from_static(HEAD.as_bytes()))]);
    Ok(EventStream(head.chain(events).boxed_local()))
}

/// Who follows, and where it is.
struct Follower {
    caller: Caller<need::ReadEvents>,
    state: State,
    asked: Asked,
    after: i64,
    limit: i64,
    expires_at: i64,
    token: String,
    ends: Instant,
    /// When it was last made sure who follows.
    identified: Instant,
}

impl Follower {
    /// What is sent next; nothing once the stream ends.
    async fn next(&mut self) -> Option<Result<Bytes, Problem>> {
        loop {
            let expired = self.state.clock.now().timestamp() >= self.expires_at;
            if expired || !self.state.is_started() || Instant::now() >= self.ends {
                return None;
            }
            // Whoever was closed meanwhile is told no more, however much there is to tell.
            if self.identified.elapsed() >= HEARTBEAT {
                if identify(&self.state, &self.token).await.is_err() {
                    return None;
                }
                self.identified = Instant::now();
            }
            let stretch = match self.read().await {
                Ok(stretch) => stretch,
                Err(problem) => return Some(Err(problem)),
            };
            self.after = stretch.reached;
            if !stretch.events.is_empty() {
                return Some(self.written(&stretch));
            }
            if stretch.more {
                continue;
            }
            let until = self.ends.min(Instant::now() + HEARTBEAT);
            match self.state.wait_for_news(self.after, until).await {
                Ok(true) => {}
                Ok(false) if Instant::now() >= self.ends => return None,
                Ok(false) if identify(&self.state, &self.token).await.is_err() => return None,
                Ok(false) => return Some(Cursor::write(&self.after).map(|at| format!(": here\nid: {at}\n\n").into())),
                Err(problem) => return Some(Err(problem)),
            }
        }
    }

    async fn read(&self) -> Result<Stretch, Problem> {
        let (asked, after, limit) = (self.asked.clone(), self.after, self.limit);
        let read = move |tx: &mut Tx<'_>| Ok(exchange::read(tx, &asked, after, limit)?);
        self.state.look(self.caller.actor().clone(), read).await
    }

    fn written(&self, stretch: &Stretch) -> Result<Bytes, Problem> {
        let mut text = String::new();
        for placed in &stretch.events {
            let Some(event) = CloudEvent::of(&self.state.config.jurisdiction.code, placed) else { continue };
            let id = Cursor::write(&placed.position.unwrap_or_default())?;
            let data = serde_json::to_string(&event)
                .map_err(|error| Problem::internal(format!("an event cannot be written: {error}")))?;
            text.push_str(&format!("id: {id}\nevent: {}\ndata: {data}\n\n", event.kind));
        }
        Ok(text.into())
    }
}
