//! A one-time notice, read again.

use kaiye_domain::{actor::need, id::NoticeId};
use kaiye_persistence::{map::one_time_notice_from, repo::one_time_notice};

use super::view::NoticeView;
use crate::{
    http::{Answered, Caller, PathId, Shown},
    state::State,
};

/// Read a one-time notice
///
/// As it was served, whatever changed since. Whoever has its id may read it; it says nothing about any person.
#[utoipa::path(get, path = "/notices/{id}")]
pub async fn get_notice(
    caller: Caller<need::ServeNotice>,
    state: State,
    id: PathId<NoticeId>,
) -> Answered<Shown<NoticeView>> {
    state
        .read(&caller, move |tx| {
            let row = one_time_notice::find(tx.conn, id.0)?;
            let served_at = row.served_at.into();
            let notice = one_time_notice_from(row)?;
            Ok(Shown::new(NoticeView::new(id.0, served_at, &notice)))
        })
        .await
}
