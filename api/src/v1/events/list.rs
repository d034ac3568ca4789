//! Reads the feed by cursor.

use kaiye_domain::actor::need;
use tokio::time::Instant;

use super::{query::EventsOf, wait::Wait};
use crate::{
    cloud_event::CloudEvent,
    http::{Answered, Caller, Feed, PageQuery, QueryOf, Reply},
    operations::{Tx, exchange},
    state::State,
};

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
) -> Answered<Feed<CloudEvent>> {
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
            let jurisdiction = &state.config.jurisdiction.code;
            let items = stretch.events.iter().filter_map(|placed| CloudEvent::of(jurisdiction, placed)).collect();
            return Reply::fresh(page.feed(items, stretch.reached, stretch.more)?);
        }
    }
}
