//! Announcements (S25): drawn up, changed and taken back; read while they are in force.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    announcement::{Announcement, AnnouncementChange, NewAnnouncement, readable},
    event::{Fact, SubjectKind},
    id::AnnouncementId,
};
use kaiye_persistence::{
    map::{announcement_from, announcement_row},
    repo::announcement::{self as repo, AnnouncementCursor, AnnouncementFilter},
    row::AnnouncementRow,
};
use serde_json::{Value, json};

use super::{Outcome, Tx};

/// An announcement with its version.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The announcement.
    pub announcement: Announcement,
    /// Its version.
    pub version: i32,
}

/// Draws one up.
pub fn draw_up(tx: &mut Tx<'_>, new: NewAnnouncement) -> Outcome<Kept> {
    let announcement = Announcement::draw_up(tx.id(), new, tx.now)?;
    repo::insert(tx.conn, &announcement_row(&announcement, 1)?)?;
    append(tx, "announcement.drawn_up", &announcement)?;
    Ok(Kept { announcement, version: 1 })
}

/// Changes one, or takes it back.
pub fn change(tx: &mut Tx<'_>, kept: Kept, change: AnnouncementChange) -> Outcome<Kept> {
    let kind = if change.withdraw { "announcement.withdrawn" } else { "announcement.changed" };
    let announcement = kept.announcement.change(change, tx.now)?;
    let version = kept.version + 1;
    repo::update(tx.conn, &announcement_row(&announcement, version)?, kept.version)?;
    append(tx, kind, &announcement)?;
    Ok(Kept { announcement, version })
}

/// One that the caller may read.
pub fn find(tx: &mut Tx<'_>, id: AnnouncementId) -> Outcome<Kept> {
    kept(repo::find(tx.conn, &readable(tx.actor, tx.now), id)?)
}

/// Those that the caller may read, the newest first.
pub fn list(
    tx: &mut Tx<'_>,
    filter: &AnnouncementFilter,
    after: Option<AnnouncementCursor>,
    limit: i64,
) -> Outcome<Vec<Kept>> {
    let rows = repo::list(tx.conn, &readable(tx.actor, tx.now), filter, after, limit)?;
    rows.into_iter().map(kept).collect()
}

impl Kept {
    /// Its place in a list.
    pub fn cursor(&self) -> AnnouncementCursor {
        (self.announcement.listed_at(), self.announcement.id.into())
    }
}

fn kept(row: AnnouncementRow) -> Outcome<Kept> {
    let version = row.version;
    Ok(Kept { announcement: announcement_from(row)?, version })
}

fn append(tx: &mut Tx<'_>, kind: &'static str, announcement: &Announcement) -> Outcome<()> {
    let fact = Fact::new(kind, facts(announcement, tx.now));
    tx.append((SubjectKind::Announcement, announcement.id), None, vec![fact])?;
    Ok(())
}

/// Without its words: who may read them fetches them.
fn facts(announcement: &Announcement, now: DateTime<Utc>) -> Value {
    json!({
        "audience": announcement.audience, "status": announcement.status(now),
        "publish_at": announcement.publish_at, "expires_at": announcement.expires_at,
    })
}
