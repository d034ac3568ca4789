//! Served notices.

use kaiye_domain::{id::ApplicationId, served_notice::ServedNotice};

use super::{text, word};
use crate::{backend::Json, error::StoreResult, row::ServedNoticeRow};

/// A notice's row.
pub fn notice_row(notice: &ServedNotice, application: ApplicationId, division: &str) -> ServedNoticeRow {
    ServedNoticeRow {
        id: notice.id.into(),
        application_id: application.into(),
        requested_item_id: notice.item.map(Into::into),
        division: division.to_owned(),
        kind: text(notice.kind),
        number: notice.number.clone(),
        channel: text(notice.channel),
        doc: Json(notice.content.clone()),
        served_at: notice.served_at.into(),
    }
}

/// A notice from its row.
pub fn notice_from(row: ServedNoticeRow) -> StoreResult<ServedNotice> {
    Ok(ServedNotice {
        id: row.id.into(),
        item: row.requested_item_id.map(Into::into),
        kind: word(&row.kind)?,
        number: row.number,
        channel: word(&row.channel)?,
        served_at: row.served_at.into(),
        content: row.doc.0,
    })
}
