//! One-time notices as served.

use chrono::{DateTime, Utc};
use kaiye_domain::{id::NoticeId, notice::OneTimeNotice};
use uuid::Uuid;

use super::{aggregate, document};
use crate::{error::StoreResult, row::OneTimeNoticeRow};

/// A notice as it was served.
#[derive(Debug, Clone)]
pub struct ServedOneTimeNotice {
    /// Its id.
    pub id: NoticeId,
    /// What it says.
    pub notice: OneTimeNotice,
    /// When.
    pub served_at: DateTime<Utc>,
    /// To which account; nobody's for who asked without one.
    pub account: Option<Uuid>,
    /// Named hash of its page; none for one that was served before pages were kept.
    pub page_hash: Option<String>,
    /// What anybody checks it by; the same.
    pub check_code: Option<String>,
}

/// A notice's row; `revision` is the jurisdiction's data that it was composed from.
pub fn one_time_notice_row(served: &ServedOneTimeNotice, revision: i32) -> StoreResult<OneTimeNoticeRow> {
    let notice = &served.notice;
    Ok(OneTimeNoticeRow {
        id: served.id.into(),
        division: notice.county.clone(),
        bundle: notice.bundle.clone().unwrap_or_default(),
        jurisdiction_revision: revision,
        hash: notice.content_hash(),
        doc: document(notice)?,
        account_id: served.account.map(Into::into),
        served_at: served.served_at.into(),
        page_hash: served.page_hash.clone(),
        check_code: served.check_code.clone(),
    })
}

/// A notice from its row.
pub fn one_time_notice_from(row: OneTimeNoticeRow) -> StoreResult<ServedOneTimeNotice> {
    Ok(ServedOneTimeNotice {
        id: NoticeId(row.id.0),
        notice: aggregate(row.doc)?,
        served_at: row.served_at.into(),
        account: row.account_id.map(|id| id.0),
        page_hash: row.page_hash,
        check_code: row.check_code,
    })
}
