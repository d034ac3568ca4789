//! Reads the feed by cursor.

use kaiye_domain::actor::need;
use kaiye_persistence::repo::audience::Stretch;
use serde::Serialize;
use tokio::time::Instant;
use utoipa::ToSchema;

use super::{query::EventsOf, wait::Wait};
use crate::{
    cloud_event::CloudEvent,
    http::{Answer, Answered, Caller, Cursor, PageQuery, Problem, QueryOf, Reply, Sent},
    openapi::OperationDoc,
    operations::{Tx, exchange},
    state::State,
};

/// A part of the feed.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventFeed {
    /// The events, in the one order of the log.
    pub items: Vec<CloudEvent>,
    /// Where to go on: always there, since the feed has no last page. Keep it when `items` has been dealt with.
    pub next_cursor: String,
    /// Whether there is more at once; else ask with `wait`.
    pub more: bool,
}

/// 200 with a part of the feed.
#[derive(Debug)]
pub struct FeedPage {
    feed: EventFeed,
    link: String,
}

impl FeedPage {
    fn of(stretch: Stretch, jurisdiction: &str, page: &PageQuery<i64>) -> Result<Self, Problem> {
        let next_cursor = Cursor::write(&stretch.reached)?;
        let link = page.next_link(&next_cursor);
        let items = stretch.events.iter().filter_map(|placed| CloudEvent::of(jurisdiction, placed)).collect();
        Ok(Self { feed: EventFeed { items, next_cursor, more: stretch.more }, link })
    }
}

impl Answer for FeedPage {
    fn sent(self) -> Result<Sent, Problem> {
        let body = serde_json::to_string(&self.feed)
            .map_err(|error| Problem::internal(format!("a feed cannot be written: {error}")))?;
        Ok(Sent { status: 200, headers: vec![("link".to_owned(), self.link)], body })
    }

    fn describe(doc: &mut OperationDoc) {
        let schema = doc.schema::<EventFeed>();
        doc.answer("200", "A part of the feed.", Some(schema));
        doc.answer_header("200", "Link", "Where to go on, `rel=\"next\"`.");
    }
}

/// Read the feed
///
/// Everything that happened and concerns your department, in one order without holes: a reader that has seen a position
/// never finds a new event before it, however many processes write (S13). Each event as CloudEvents 1.0 says, thin and
/// without personal data: fetch the details with your own rights. Inspection, appraisal and administration read all
/// departments' events.
///
/// Begin without a cursor, and go on from `next_cursor`; with `wait` the answer comes as soon as there is something. A
/// filter may give empty `items` with `more` true: go on. What was read is acknowledged by `acknowledge_events`.
#[utoipa::path(get, path = "/events")]
pub async fn list_events(
    caller: Caller<need::ReadEvents>,
    state: State,
    filter: QueryOf<EventsOf>,
    page: PageQuery<i64>,
    wait: Wait,
) -> Answered<FeedPage> {
    let asked = filter.0.asked(caller.actor())?;
    let (until, limit) = (Instant::now() + wait.0, page.limit);
    let mut after = page.after.unwrap_or(0);
    loop {
        let asked = asked.clone();
        let read = move |tx: &mut Tx<'_>| Ok(exchange::read(tx, &asked, after, limit)?);
        let stretch = state.look(caller.actor().clone(), read).await?;
        after = stretch.reached;
        let over = match (stretch.events.is_empty(), stretch.more) {
            (false, _) => true,
            (true, true) => Instant::now() >= until,
            (true, false) => !state.wait_for_news(after, until).await?,
        };
        if over {
            return Reply::fresh(FeedPage::of(stretch, &state.config.jurisdiction.code, &page)?);
        }
    }
}
