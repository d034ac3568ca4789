//! Serving a one-time notice (S2).

use kaiye_domain::{
    actor::ActorKind,
    event::{Fact, SubjectKind},
    id::NoticeId,
    notice::{NoticeRequest, OneTimeNotice},
    time::local_date,
};
use kaiye_persistence::{map::one_time_notice_row, repo::one_time_notice};
use serde_json::json;

use super::{Outcome, Tx};

/// Composes the notice for today and keeps it as served.
pub fn serve(tx: &mut Tx<'_>, request: &NoticeRequest) -> Outcome<(NoticeId, OneTimeNotice)> {
    let jurisdiction = tx.jurisdiction()?;
    let revision = tx.jurisdiction_revision()?;
    let notice = OneTimeNotice::compose(&jurisdiction, request, local_date(tx.now))?;
    let id: NoticeId = tx.id();
    let account = (tx.actor.kind == ActorKind::Account).then_some(tx.actor.id);
    one_time_notice::insert(tx.conn, &one_time_notice_row(&notice, id, revision, account, tx.now)?)?;
    let items: Vec<&str> = notice.items.iter().map(|item| item.code.as_str()).collect();
    let data = json!({ "bundle": notice.bundle, "items": items, "hash": notice.content_hash() });
    tx.append((SubjectKind::Notice, id), Some(&notice.county), vec![Fact::new("notice.served", data)])?;
    Ok((id, notice))
}
