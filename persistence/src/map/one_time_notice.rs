//! One-time notices as served.

use chrono::{DateTime, Utc};
use kaiye_domain::{id::NoticeId, notice::OneTimeNotice};
use uuid::Uuid;

use super::{aggregate, document};
use crate::{error::StoreResult, row::OneTimeNoticeRow};

/// A notice's row; `revision` is the jurisdiction's data that it was composed from.
pub fn one_time_notice_row(
    notice: &OneTimeNotice,
    id: NoticeId,
    revision: i32,
    account: Option<Uuid>,
    served_at: DateTime<Utc>,
) -> StoreResult<OneTimeNoticeRow> {
    Ok(OneTimeNoticeRow {
        id: id.into(),
        division: notice.county.clone(),
        bundle: notice.bundle.clone().unwrap_or_default(),
        jurisdiction_revision: revision,
        hash: notice.content_hash(),
        doc: document(notice)?,
        account_id: account.map(Into::into),
        served_at: served_at.into(),
    })
}

/// A notice from its row.
pub fn one_time_notice_from(row: OneTimeNoticeRow) -> StoreResult<OneTimeNotice> {
    aggregate(row.doc)
}
