//! Supervision notices.

use kaiye_domain::supervision_notice::SupervisionNotice;

use super::{aggregate, document, text};
use crate::{backend::Key, error::StoreResult, row::SupervisionNoticeRow};

/// A supervision notice's row.
pub fn supervision_notice_row(notice: &SupervisionNotice, version: i32) -> StoreResult<SupervisionNoticeRow> {
    let about = notice.about.as_ref();
    Ok(SupervisionNoticeRow {
        id: notice.id.into(),
        number: notice.number.clone(),
        department: notice.department.clone(),
        application_id: about.map(|it| it.application.into()),
        division: about.map(|it| it.division.clone()),
        about_id: about.map(|it| Key(it.id)),
        status: text(notice.status()),
        due_on: notice.due_on(),
        watch_on: notice.watch_on(),
        issued_at: notice.issued_at.into(),
        doc: document(notice)?,
        version,
    })
}

/// A supervision notice from its row.
pub fn supervision_notice_from(row: SupervisionNoticeRow) -> StoreResult<SupervisionNotice> {
    aggregate(row.doc)
}
