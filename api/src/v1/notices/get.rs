//! A one-time notice, read again.

use kaiye_domain::{actor::need, hash::sha256, id::NoticeId};
use kaiye_persistence::{map::one_time_notice_from, repo::one_time_notice as repo};

use super::view::NoticeView;
use crate::{
    http::{Answered, Caller, PathId, Readable, Wanted},
    operations::{Tx, documents::one_time_notice},
    state::State,
};

/// Read a one-time notice
///
/// As it was served, whatever changed since. Whoever has its id may read it; it says nothing about any person. With `Accept:
/// text/html` as a page to be printed.
#[utoipa::path(get, path = "/notices/{id}")]
pub async fn get_notice(
    caller: Caller<need::ServeNotice>,
    state: State,
    id: PathId<NoticeId>,
    wanted: Wanted,
) -> Answered<Readable<NoticeView>> {
    state
        .read(&caller, move |tx: &mut Tx<'_>| {
            let served = one_time_notice_from(repo::find(tx.conn, id.0)?)?;
            match wanted {
                Wanted::Json => Ok(Readable::Json(NoticeView::new(&served))),
                Wanted::Html => {
                    let page = one_time_notice::page(tx, &served)?;
                    Ok(Readable::Html { hash: sha256(&page), page, status: "issued" })
                }
            }
        })
        .await
}
