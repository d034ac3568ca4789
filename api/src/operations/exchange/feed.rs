//! The feed, as far as the caller reads it.

use kaiye_domain::{
    actor::{Actor, Departments},
    event::{Event, ExchangeWay},
    id::EventId,
};
use kaiye_persistence::repo::{
    audience::{self, FeedFilter, Stretch},
    event::{self, Positioned},
};

use super::received;
use crate::operations::{Failure, Outcome, Tx};

/// What a reader asks of the feed.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Whose part.
    pub whose: Departments,
    /// Which events of it.
    pub filter: FeedFilter,
}

/// The part of the feed that an actor reads, limited to a department where it asks for one.
pub fn feed_of(actor: &Actor, department: Option<&str>) -> Departments {
    let own = actor.feed();
    match (own, department) {
        (own, None) => own,
        (Departments::All, Some(one)) => Departments::One(one.to_owned()),
        (Departments::One(own), Some(one)) if own == one => Departments::One(own),
        _ => Departments::None,
    }
}

/// A stretch of the feed from after a position.
pub fn read(tx: &mut Tx<'_>, asked: &Asked, after: i64, limit: i64) -> Outcome<Stretch> {
    Ok(audience::feed(tx.conn, &asked.whose, &asked.filter, after, limit)?)
}

/// One event of the caller's feed.
pub fn find(tx: &mut Tx<'_>, id: EventId) -> Outcome<Positioned> {
    let placed = event::find(tx.conn, id)?;
    let position = placed.position.ok_or_else(Failure::not_found)?;
    let goes = match tx.actor.feed() {
        Departments::All => true,
        Departments::One(department) => audience::gets(tx.conn, &department, position)?,
        Departments::None => false,
    };
    if goes { Ok(placed) } else { Err(Failure::not_found()) }
}

/// The caller's department has read these and says so; gives those of them that were for it.
pub fn acknowledge(tx: &mut Tx<'_>, ids: &[EventId]) -> Outcome<Vec<EventId>> {
    let Departments::One(department) = tx.actor.feed() else { return Ok(Vec::new()) };
    let events: Vec<Event> = audience::among(tx.conn, &department, ids)?.into_iter().map(|it| it.event).collect();
    let now = tx.now;
    received(tx, &department, &events, ExchangeWay::Pulled, now)?;
    Ok(events.into_iter().map(|event| event.id).collect())
}
