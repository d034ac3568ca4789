//! What has to be sent on paper.

use kaiye_domain::outbound::{OutboundKind, OutboundNotice, OutboundStatus};

use super::{aggregate, document, text};
use crate::{error::StoreResult, row::OutboundNoticeRow};

/// An outbound notice's row.
pub fn outbound_row(notice: &OutboundNotice, division: &str, version: i32) -> StoreResult<OutboundNoticeRow> {
    Ok(OutboundNoticeRow {
        id: notice.id.into(),
        application_id: notice.application.into(),
        division: division.to_owned(),
        department: notice.department.clone(),
        kind: text(OutboundKind::from(&notice.content)),
        status: text(OutboundStatus::from(&notice.state)),
        created_at: notice.created_at.into(),
        doc: document(notice)?,
        version,
    })
}

/// An outbound notice from its row.
pub fn outbound_from(row: OutboundNoticeRow) -> StoreResult<OutboundNotice> {
    aggregate(row.doc)
}
