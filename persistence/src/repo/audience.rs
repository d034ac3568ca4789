//! Who gets an event: each department's part of the feed (S13).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use kaiye_domain::{
    actor::Departments,
    event::{Event, ExchangeWay, Owed, Parties, SubjectKind, audience},
    id::EventId,
};
use uuid::Uuid;

use super::{
    event::{self, Positioned, positioned},
    log_cursor,
};
use crate::{
    backend::{Connection, Instant, Key, insert_all},
    error::StoreResult,
    row::{EventAudienceRow, EventRow},
    schema::{applications, delegations, event_audience, event_receipts, events, requested_items},
};

/// Places that a reader of the feed has looked at for it at once.
const LOOKED_AT: i64 = 2_000;

/// Whose position in the log says up to where it may have events without an audience.
const FILL: &str = "fill_audience";

/// Gives events that have just got their positions their places in each receiving department's part of the feed.
pub(super) fn place(conn: &mut Connection, placed: &[Positioned]) -> StoreResult<()> {
    let rows = places(conn, placed)?;
    insert_all!(conn, event_audience::table, &rows)
}

/// Fills in the places of up to `limit` events that got their positions before there was an audience, going back from the
/// position that the migration noted; how many were gone through. A place that is there stays.
pub fn fill(conn: &mut Connection, limit: i64) -> StoreResult<usize> {
    let end = log_cursor::hold(conn, FILL)?;
    if end == 0 {
        return Ok(0);
    }
    let from = end.saturating_sub(limit).max(0);
    let rows = of_all(conn, &FeedFilter::default(), (from, end), limit)?;
    let placed = rows.into_iter().map(positioned).collect::<StoreResult<Vec<_>>>()?;
    let mut missing = places(conn, &placed)?;
    let departments: BTreeSet<String> = missing.iter().map(|row| row.department.clone()).collect();
    let there: BTreeSet<(String, i64)> = event_audience::table
        .filter(event_audience::department.eq_any(departments))
        .filter(event_audience::position.gt(from))
        .filter(event_audience::position.le(end))
        .select((event_audience::department, event_audience::position))
        .load(conn)?
        .into_iter()
        .collect();
    missing.retain(|row| !there.contains(&(row.department.clone(), row.position)));
    insert_all!(conn, event_audience::table, &missing)?;
    log_cursor::advance(conn, FILL, from)?;
    Ok(placed.len())
}

/// To whom these events go.
fn places(conn: &mut Connection, placed: &[Positioned]) -> StoreResult<Vec<EventAudienceRow>> {
    let parties = parties(conn, placed)?;
    let nobody = Parties::default();
    let mut rows = Vec::new();
    for Positioned { position, event, .. } in placed {
        let Some(position) = *position else { continue };
        for department in audience(event, parties.get(&event.subject_id).unwrap_or(&nobody)) {
            rows.push(EventAudienceRow { department, position, event_id: event.id.into(), at: event.at.into() });
        }
    }
    Ok(rows)
}

/// Whether an event goes to a department.
pub fn gets(conn: &mut Connection, department: &str, position: i64) -> StoreResult<bool> {
    let found = event_audience::table.find((department, position)).select(event_audience::position).first::<i64>(conn);
    Ok(found.optional()?.is_some())
}

/// Which events a reader of the feed wants; what is empty does not limit it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FeedFilter {
    /// Of these types.
    pub kinds: Vec<String>,
    /// About this subject.
    pub subject: Option<(SubjectKind, Uuid)>,
}

/// What a reader got, and how far that was looked through.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// The events, in order.
    pub events: Vec<Positioned>,
    /// Everything that it wants up to this position is in `events` or came before them.
    pub reached: i64,
    /// Whether the log goes on after that.
    pub more: bool,
}

/// The feed of some departments from after a position. However rare what the filter asks for, no more than `LOOKED_AT`
/// places are looked at: a reader goes on from `reached`.
pub fn feed(
    conn: &mut Connection,
    whose: &Departments,
    filter: &FeedFilter,
    after: i64,
    limit: i64,
) -> StoreResult<Stretch> {
    let head = event::head(conn)?;
    // A subject's chain is short; without a filter whatever is looked at is wanted.
    let walks = filter.subject.is_none() && !filter.kinds.is_empty();
    let (end, rows) = match whose {
        Departments::None => (head, Vec::new()),
        Departments::All => {
            let end = if walks { head.min(after.saturating_add(LOOKED_AT)) } else { head };
            (end, of_all(conn, filter, (after, end), limit)?)
        }
        Departments::One(department) => {
            let window = if walks { window(conn, department, after)? } else { None };
            let end = window.unwrap_or(head);
            (end, of_department(conn, department, filter, (after, end), limit)?)
        }
    };
    let events = rows.into_iter().map(positioned).collect::<StoreResult<Vec<_>>>()?;
    let full = events.len() >= usize::try_from(limit).unwrap_or(usize::MAX);
    let last = events.last().filter(|_| full).and_then(|last| last.position);
    let reached = last.unwrap_or(end).max(after);
    Ok(Stretch { events, reached, more: reached < head })
}

/// A department's part of the log from after a position up to another one, in its order.
pub fn between(
    conn: &mut Connection,
    department: &str,
    places: (i64, i64),
    limit: i64,
) -> StoreResult<Vec<Positioned>> {
    let rows = of_department(conn, department, &FeedFilter::default(), places, limit)?;
    rows.into_iter().map(positioned).collect()
}

/// The place up to which a department's part is looked at, where it goes on after that.
fn window(conn: &mut Connection, department: &str, after: i64) -> StoreResult<Option<i64>> {
    let places = event_audience::table
        .filter(event_audience::department.eq(department))
        .filter(event_audience::position.gt(after))
        .order(event_audience::position)
        .offset(LOOKED_AT - 1)
        .select(event_audience::position);
    Ok(places.first(conn).optional()?)
}

/// What a filter leaves of a query over events, in the order of the feed, which a chain's own is as well.
macro_rules! narrowed {
    ($query:expr, $filter:expr, $limit:expr, $position:expr) => {{
        let mut query = $query.limit($limit).select(EventRow::as_select()).into_boxed();
        if !$filter.kinds.is_empty() {
            query = query.filter(events::kind.eq_any($filter.kinds.clone()));
        }
        match $filter.subject {
            Some((kind, id)) => {
                let kind: &str = kind.into();
                query
                    .filter(events::subject_id.eq(Key(id)))
                    .filter(events::subject_kind.eq(kind))
                    .order(events::sequence)
            }
            None => query.order($position),
        }
    }};
}

fn of_all(
    conn: &mut Connection,
    filter: &FeedFilter,
    (after, end): (i64, i64),
    limit: i64,
) -> StoreResult<Vec<EventRow>> {
    let query = events::table.filter(events::position.gt(after)).filter(events::position.le(end));
    Ok(narrowed!(query, filter, limit, events::position).load(conn)?)
}

fn of_department(
    conn: &mut Connection,
    department: &str,
    filter: &FeedFilter,
    (after, end): (i64, i64),
    limit: i64,
) -> StoreResult<Vec<EventRow>> {
    let query = event_audience::table
        .inner_join(events::table.on(events::position.eq(event_audience::position.nullable())))
        .filter(event_audience::department.eq(department.to_owned()))
        .filter(event_audience::position.gt(after))
        .filter(event_audience::position.le(end));
    Ok(narrowed!(query, filter, limit, event_audience::position).load(conn)?)
}

/// Of these events, those that go to a department.
pub fn among(conn: &mut Connection, department: &str, ids: &[EventId]) -> StoreResult<Vec<Positioned>> {
    let ids: Vec<Key> = ids.iter().copied().map(Key::from).collect();
    let rows: Vec<EventRow> = events::table.filter(events::id.eq_any(ids)).select(EventRow::as_select()).load(conn)?;
    let positions: Vec<i64> = rows.iter().filter_map(|row| row.position).collect();
    let own: BTreeSet<i64> = event_audience::table
        .filter(event_audience::department.eq(department))
        .filter(event_audience::position.eq_any(positions))
        .select(event_audience::position)
        .load(conn)?
        .into_iter()
        .collect();
    rows.into_iter().filter(|row| row.position.is_some_and(|it| own.contains(&it))).map(positioned).collect()
}

/// What a department was to get between two instants, and whether it came: a page, from after an instant and a position.
pub fn owed(
    conn: &mut Connection,
    department: &str,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    after: Option<(DateTime<Utc>, i64)>,
    limit: i64,
) -> StoreResult<Vec<(DateTime<Utc>, i64, Owed)>> {
    let mut query = event_audience::table
        .filter(event_audience::department.eq(department.to_owned()))
        .filter(event_audience::at.ge(Instant::from(after.map_or(from, |(at, _)| at))))
        .filter(event_audience::at.lt(Instant::from(to)))
        .order((event_audience::at, event_audience::position))
        .limit(limit)
        .select((event_audience::at, event_audience::position, event_audience::event_id))
        .into_boxed();
    if let Some((at, position)) = after {
        let behind = event_audience::at.gt(Instant::from(at)).or(event_audience::position.gt(position));
        query = query.filter(behind);
    }
    let places: Vec<(Instant, i64, Key)> = query.load(conn)?;
    let ids: Vec<Key> = places.iter().map(|(_, _, id)| *id).collect();
    let receipts: BTreeSet<(Uuid, String)> = event_receipts::table
        .filter(event_receipts::department.eq(department))
        .filter(event_receipts::event_id.eq_any(ids))
        .select((event_receipts::event_id, event_receipts::way))
        .load::<(Key, String)>(conn)?
        .into_iter()
        .map(|(id, way)| (id.0, way))
        .collect();
    let came = |id: Key, way: ExchangeWay| receipts.contains(&(id.0, way.to_string()));
    let row = |(at, position, id): (Instant, i64, Key)| {
        let owed = Owed { id: id.into(), pulled: came(id, ExchangeWay::Pulled), pushed: came(id, ExchangeWay::Pushed) };
        (at.into(), position, owed)
    };
    Ok(places.into_iter().map(row).collect())
}

/// The bodies that have to do with the subjects of these events, by subject.
fn parties(conn: &mut Connection, placed: &[Positioned]) -> StoreResult<BTreeMap<Uuid, Parties>> {
    let applications = subjects(placed, SubjectKind::Application);
    let filed: Vec<(Key, Option<Instant>)> = applications::table
        .filter(applications::id.eq_any(&applications))
        .select((applications::id, applications::submitted_at))
        .load(conn)?;
    let items: Vec<(Key, String, String)> = requested_items::table
        .filter(requested_items::application_id.eq_any(&applications))
        .select((requested_items::application_id, requested_items::issuer, requested_items::supervisor))
        .load(conn)?;
    let delegations: Vec<(Key, String, String)> = delegations::table
        .filter(delegations::id.eq_any(subjects(placed, SubjectKind::Delegation)))
        .select((delegations::id, delegations::entruster, delegations::entrusted))
        .load(conn)?;
    let mut parties: BTreeMap<Uuid, Parties> = BTreeMap::new();
    for (id, filed_at) in filed {
        parties.entry(id.0).or_default().filed_at = filed_at.map(DateTime::<Utc>::from);
    }
    for (id, one, other) in items.into_iter().chain(delegations) {
        parties.entry(id.0).or_default().departments.extend([one, other]);
    }
    Ok(parties)
}

fn subjects(placed: &[Positioned], kind: SubjectKind) -> Vec<Key> {
    let of_kind = |event: &&Event| event.subject_kind == kind;
    let ids: BTreeSet<Uuid> = placed.iter().map(|it| &it.event).filter(of_kind).map(|it| it.subject_id).collect();
    ids.into_iter().map(Key).collect()
}
