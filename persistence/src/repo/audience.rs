//! Who gets an event: each department's part of the feed (S13).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use kaiye_domain::event::{Event, Parties, SubjectKind, audience};
use uuid::Uuid;

use super::event::Positioned;
use crate::{
    backend::{Connection, Instant, Key, insert_all},
    error::StoreResult,
    row::EventAudienceRow,
    schema::{applications, delegations, event_audience, requested_items},
};

/// Gives events that have just got their positions their places in each receiving department's part of the feed.
pub(super) fn place(conn: &mut Connection, placed: &[Positioned]) -> StoreResult<()> {
    let parties = parties(conn, placed)?;
    let nobody = Parties::default();
    let mut rows = Vec::new();
    for Positioned { position, event, .. } in placed {
        let Some(position) = *position else { continue };
        for department in audience(event, parties.get(&event.subject_id).unwrap_or(&nobody)) {
            rows.push(EventAudienceRow { department, position, event_id: event.id.into(), at: event.at.into() });
        }
    }
    insert_all!(conn, event_audience::table, &rows)
}

/// Whether an event goes to a department.
pub fn gets(conn: &mut Connection, department: &str, position: i64) -> StoreResult<bool> {
    let found = event_audience::table.find((department, position)).select(event_audience::position).first::<i64>(conn);
    Ok(found.optional()?.is_some())
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
