//! Announcements.

use kaiye_domain::announcement::Announcement;

use super::{aggregate, document, text};
use crate::{error::StoreResult, row::AnnouncementRow};

/// An announcement's row.
pub fn announcement_row(announcement: &Announcement, version: i32) -> StoreResult<AnnouncementRow> {
    Ok(AnnouncementRow {
        id: announcement.id.into(),
        audience: text(announcement.audience),
        publish_at: announcement.publish_at.map(Into::into),
        expires_at: announcement.expires_at.map(Into::into),
        listed_at: announcement.listed_at().into(),
        doc: document(announcement)?,
        version,
    })
}

/// An announcement from its row.
pub fn announcement_from(row: AnnouncementRow) -> StoreResult<Announcement> {
    aggregate(row.doc)
}
