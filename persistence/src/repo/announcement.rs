//! Announcements (S25).

use chrono::{DateTime, Utc};
use diesel::{expression::BoxableExpression, prelude::*, sql_types::Bool};
use kaiye_domain::{
    announcement::{AnnouncementStatus, Audience, Readable},
    id::AnnouncementId,
};
use uuid::Uuid;

use super::update::update_versioned;
use crate::{
    backend::{Connection, Instant, Key, MultiBackend, insert_all},
    error::StoreResult,
    row::AnnouncementRow,
    schema::announcements,
};

/// A condition on announcements.
type Condition = Box<dyn BoxableExpression<announcements::table, MultiBackend, SqlType = Bool>>;

/// Where a list goes on: after the announcement of this instant and id.
pub type AnnouncementCursor = (DateTime<Utc>, Uuid);

/// Which announcements a list shows; what is empty does not limit it.
#[derive(Debug, Clone, Copy, Default)]
pub struct AnnouncementFilter {
    /// For this audience.
    pub audience: Option<Audience>,
    /// In this standing at an instant.
    pub status: Option<(AnnouncementStatus, DateTime<Utc>)>,
}

/// Keeps a new announcement.
pub fn insert(conn: &mut Connection, row: &AnnouncementRow) -> StoreResult<()> {
    insert_all!(conn, announcements::table, std::slice::from_ref(row))
}

/// Writes an announcement back whose version was `expected` when it was read.
pub fn update(conn: &mut Connection, row: &AnnouncementRow, expected: i32) -> StoreResult<()> {
    update_versioned!(conn, announcements, row, expected)
}

/// An announcement, if it may be read.
pub fn find(conn: &mut Connection, readable: &Readable, id: AnnouncementId) -> StoreResult<AnnouncementRow> {
    let mut query = announcements::table
        .filter(announcements::id.eq(Key::from(id)))
        .select(AnnouncementRow::as_select())
        .into_boxed();
    if let Some(condition) = within(readable) {
        query = query.filter(condition);
    }
    Ok(query.first(conn)?)
}

/// Those that may be read, the newest first, from after one.
pub fn list(
    conn: &mut Connection,
    readable: &Readable,
    filter: &AnnouncementFilter,
    after: Option<AnnouncementCursor>,
    limit: i64,
) -> StoreResult<Vec<AnnouncementRow>> {
    let mut query = announcements::table
        .select(AnnouncementRow::as_select())
        .order((announcements::listed_at.desc(), announcements::id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some(condition) = within(readable) {
        query = query.filter(condition);
    }
    if let Some(audience) = filter.audience {
        query = query.filter(for_one_of(&[audience]));
    }
    if let Some((status, at)) = filter.status {
        query = query.filter(in_standing(status, at));
    }
    if let Some((at, id)) = after {
        let at = Instant::from(at);
        let behind = announcements::listed_at.lt(at).or(announcements::id.lt(Key(id)));
        query = query.filter(announcements::listed_at.le(at)).filter(behind);
    }
    Ok(query.load(conn)?)
}

/// What may be read; no condition for whoever may read all.
fn within(readable: &Readable) -> Option<Condition> {
    let Readable::InForce { audiences, at } = readable else { return None };
    Some(Box::new(for_one_of(audiences).and(in_standing(AnnouncementStatus::InForce, *at))))
}

fn for_one_of(audiences: &[Audience]) -> Condition {
    match audiences {
        [one] => Box::new(announcements::audience.eq(one.to_string())),
        several => {
            Box::new(announcements::audience.eq_any(several.iter().map(ToString::to_string).collect::<Vec<_>>()))
        }
    }
}

/// `Announcement::status`, as a condition.
fn in_standing(status: AnnouncementStatus, at: DateTime<Utc>) -> Condition {
    let at = Instant::from(at);
    let scheduled = announcements::publish_at.is_not_null();
    let goes_on = announcements::expires_at.is_null().or(announcements::expires_at.assume_not_null().gt(at));
    match status {
        AnnouncementStatus::Draft => Box::new(announcements::publish_at.is_null()),
        AnnouncementStatus::Scheduled => {
            Box::new(scheduled.and(announcements::publish_at.assume_not_null().gt(at)).and(goes_on))
        }
        AnnouncementStatus::InForce => {
            Box::new(scheduled.and(announcements::publish_at.assume_not_null().le(at)).and(goes_on))
        }
        AnnouncementStatus::Expired => Box::new(
            scheduled
                .and(announcements::expires_at.is_not_null())
                .and(announcements::expires_at.assume_not_null().le(at)),
        ),
    }
}
