//! A one-time notice, read again.

use kaiye_domain::{actor::need, hash::sha256, id::NoticeId, time::local_date};
use kaiye_persistence::{map::one_time_notice_from, repo::one_time_notice};

use serde_json::json;

use super::view::NoticeView;
use crate::{
    http::{Answered, Caller, PathId, Problem, Readable, Wanted},
    operations::Tx,
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
            let row = one_time_notice::find(tx.conn, id.0)?;
            let served_at = row.served_at.into();
            let notice = one_time_notice_from(row)?;
            let view = NoticeView::new(id.0, served_at, &notice);
            match wanted {
                Wanted::Json => Ok(Readable::Json(view)),
                Wanted::Html => page(tx, &view),
            }
        })
        .await
}

/// The notice on paper.
fn page(tx: &mut Tx<'_>, view: &NoticeView) -> Result<Readable<NoticeView>, Problem> {
    let jurisdiction = tx.jurisdiction()?;
    let registrar = &jurisdiction.registrar.department;
    let authority = jurisdiction.department(registrar).map_or(registrar.as_str(), |department| &department.name.zh);
    let context = json!({
        "paper": {
            "title": "一次性告知书", "number": view.id, "issued_on": local_date(view.served_at), "authority": authority,
            "seal": null, "check_url": null,
        },
        "notice": view,
    });
    let page = tx.page("one_time_notice.html", &context)?;
    Ok(Readable::Html { hash: sha256(&page), page, status: "issued" })
}
