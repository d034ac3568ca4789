//! The one event log (design §4).

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::{
    dsl::{exists, max, sql},
    prelude::*,
    sql_types::{BigInt, Bool},
};
use kaiye_domain::{
    actor::ActorKind,
    credit::CREDIT_CHANGES,
    event::{ChainHead, Event, EventActor, Fact, SubjectKind},
    id::EventId,
};
use uuid::Uuid;

use super::{audience, lock};
use crate::{
    backend::{Connection, Instant, Json, Key, insert_all, on_either},
    error::{StoreError, StoreResult},
    row::EventRow,
    schema::events,
};

/// The same in every process of a deployment.
const SEQUENCER_LOCK: &str = "sequencer";

/// An event with its place in the feed.
#[derive(Debug, Clone, PartialEq)]
pub struct Positioned {
    /// Its place, from 1; `None` until the sequencer has come by.
    pub position: Option<i64>,
    /// Where its case lies, for what has a place.
    pub division: Option<String>,
    /// The event.
    pub event: Event,
}

/// Appends facts to a subject's chain, one transaction after the other. No event is earlier than the one before it in its chain, though the clocks of two
/// machines may differ by moments.
pub fn append(
    conn: &mut Connection,
    subject: (SubjectKind, Uuid),
    division: Option<&str>,
    actor: EventActor,
    at: DateTime<Utc>,
    facts: Vec<Fact>,
    ids: &mut dyn FnMut() -> Uuid,
) -> StoreResult<Vec<Event>> {
    // Most subjects are locked already by whoever changes them; this is for those that have no row of their own.
    lock::hold(conn, &format!("chain {}", subject.1))?;
    let last = events::table
        .filter(events::subject_id.eq(Key(subject.1)))
        .order(events::sequence.desc())
        .select((events::sequence, events::hash, events::at))
        .first::<(i64, String, Instant)>(conn)
        .optional()?;
    let mut at = Instant::from(at);
    let mut head = ChainHead::start();
    if let Some((sequence, hash, last_at)) = last {
        at = at.max(last_at);
        head = ChainHead { sequence, hash };
    }
    let mut appended = Vec::with_capacity(facts.len());
    for fact in facts {
        let event = Event::append(&head, ids().into(), subject, actor, at.into(), fact);
        head = event.head();
        appended.push(event);
    }
    let rows: Vec<EventRow> = appended.iter().map(|event| row(event, division)).collect();
    insert_all!(conn, events::table, &rows)?;
    Ok(appended)
}

/// A subject's events in order, from after a sequence number.
pub fn of_subject(
    conn: &mut Connection,
    subject: (SubjectKind, Uuid),
    after_sequence: i64,
    limit: i64,
) -> StoreResult<Vec<Positioned>> {
    let kind: &str = subject.0.into();
    events::table
        .filter(events::subject_id.eq(Key(subject.1)))
        .filter(events::subject_kind.eq(kind))
        .filter(events::sequence.gt(after_sequence))
        .order(events::sequence)
        .limit(limit)
        .select(EventRow::as_select())
        .load(conn)?
        .into_iter()
        .map(positioned)
        .collect()
}

/// The whole chains of subjects of one kind, each in order.
pub fn chains(conn: &mut Connection, kind: SubjectKind, subjects: &[Uuid]) -> StoreResult<BTreeMap<Uuid, Vec<Event>>> {
    let keys: Vec<Key> = subjects.iter().map(|id| Key(*id)).collect();
    let kind: &str = kind.into();
    let rows: Vec<EventRow> = events::table
        .filter(events::subject_id.eq_any(keys))
        .filter(events::subject_kind.eq(kind))
        .order((events::subject_id, events::sequence))
        .select(EventRow::as_select())
        .load(conn)?;
    let mut chains: BTreeMap<Uuid, Vec<Event>> = BTreeMap::new();
    for row in rows {
        let event = positioned(row)?.event;
        chains.entry(event.subject_id).or_default().push(event);
    }
    Ok(chains)
}

/// One event.
pub fn find(conn: &mut Connection, id: EventId) -> StoreResult<Positioned> {
    positioned(events::table.find(Key::from(id)).select(EventRow::as_select()).first(conn)?)
}

/// The feed: events in their one total order, from after a position.
pub fn feed(conn: &mut Connection, after_position: i64, limit: i64) -> StoreResult<Vec<Positioned>> {
    events::table
        .filter(events::position.gt(after_position))
        .order(events::position)
        .limit(limit)
        .select(EventRow::as_select())
        .load(conn)?
        .into_iter()
        .map(positioned)
        .collect()
}

/// The part of the feed that a credit platform is told of (S19), from after a position. The kinds are written out, as the
/// index over them has them.
pub fn credit_changes(conn: &mut Connection, after_position: i64, limit: i64) -> StoreResult<Vec<Positioned>> {
    let kinds = CREDIT_CHANGES.map(|kind| format!("'{kind}'")).join(", ");
    events::table
        .filter(events::position.gt(after_position))
        .filter(sql::<Bool>(&format!("kind IN ({kinds})")))
        .order(events::position)
        .limit(limit)
        .select(EventRow::as_select())
        .load(conn)?
        .into_iter()
        .map(positioned)
        .collect()
}

/// Whether there is anything for the sequencer to do.
pub fn any_waits(conn: &mut Connection) -> StoreResult<bool> {
    Ok(diesel::select(exists(events::table.filter(events::position.is_null()))).get_result(conn)?)
}

/// The last position that was given; 0 before the first.
pub fn head(conn: &mut Connection) -> StoreResult<i64> {
    Ok(events::table.select(max(events::position)).first::<Option<i64>>(conn)?.unwrap_or(0))
}

/// The sequencer's step: gives up to `limit` committed events the next positions, and each department that an event goes
/// to its place in that department's part of the feed; how many events it were.
///
/// Positions are given after commit, by one at a time (a lock), and in one transaction: whoever has seen position N never
/// later finds a new event before N. Within a subject the order is that of its chain, because a chain's instants never
/// go back.
pub fn sequence_committed(conn: &mut Connection, limit: i64) -> StoreResult<usize> {
    lock::hold(conn, SEQUENCER_LOCK)?;
    let before = head(conn)?;
    let placed = on_either!(conn, c => diesel::sql_query(
            "UPDATE events SET position = placed.position FROM ( \
               SELECT id, $1 + ROW_NUMBER() OVER (ORDER BY at, sequence, id) AS position \
               FROM (SELECT id, at, sequence FROM events WHERE position IS NULL ORDER BY at, sequence, id LIMIT $2) AS waiting \
             ) AS placed WHERE events.id = placed.id",
        )
        .bind::<BigInt, _>(before)
        .bind::<BigInt, _>(limit)
        .execute(c))?;
    if placed > 0 {
        let events = feed(conn, before, limit)?;
        audience::place(conn, &events)?;
    }
    Ok(placed)
}

fn row(event: &Event, division: Option<&str>) -> EventRow {
    let subject_kind: &str = event.subject_kind.into();
    let actor_kind: &str = event.actor.kind.into();
    EventRow {
        id: event.id.into(),
        position: None,
        division: division.map(str::to_owned),
        subject_kind: subject_kind.to_owned(),
        subject_id: event.subject_id.into(),
        sequence: event.sequence,
        kind: event.kind.clone(),
        actor_kind: actor_kind.to_owned(),
        actor_id: event.actor.id.into(),
        at: event.at.into(),
        data: Json(event.data.clone()),
        previous_hash: event.previous_hash.clone(),
        hash: event.hash.clone(),
    }
}

pub(super) fn positioned(row: EventRow) -> StoreResult<Positioned> {
    let unknown = |what: &str| StoreError::corrupt(format!("event {}: {what}", row.id.0));
    let actor_kind: ActorKind = row.actor_kind.parse().map_err(|_| unknown("actor kind"))?;
    let subject_kind: SubjectKind = row.subject_kind.parse().map_err(|_| unknown("subject kind"))?;
    Ok(Positioned {
        position: row.position,
        division: row.division,
        event: Event {
            id: row.id.into(),
            kind: row.kind,
            subject_kind,
            subject_id: row.subject_id.into(),
            sequence: row.sequence,
            actor: EventActor { kind: actor_kind, id: row.actor_id.into() },
            at: row.at.into(),
            data: row.data.0,
            previous_hash: row.previous_hash,
            hash: row.hash,
        },
    })
}
