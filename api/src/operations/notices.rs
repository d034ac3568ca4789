//! Serving a one-time notice (S2).

use std::collections::BTreeSet;

use kaiye_domain::{
    actor::ActorKind,
    application::SubjectRole,
    event::{Fact, SubjectKind},
    notice::{NoticeRequest, OneTimeNotice, require_may_ask_for},
    time::local_date,
};
use kaiye_persistence::{
    map::{ServedOneTimeNotice, one_time_notice_row},
    repo::one_time_notice,
};
use serde_json::json;

use super::{
    Outcome, Tx, documents,
    dossier::{barred, keyed},
    exclusions::excluded,
};

/// Composes the notice for today and keeps it as served, its paper with it. It says whether any of the subjects, named by
/// their numbers, is barred (S19); the numbers are not kept.
pub fn serve(
    tx: &mut Tx<'_>,
    request: &NoticeRequest,
    subjects: Vec<(SubjectRole, String)>,
) -> Outcome<ServedOneTimeNotice> {
    require_may_ask_for(tx.actor, subjects.iter().map(|(role, _)| *role))?;
    let subjects = keyed(tx, subjects);
    let roles: BTreeSet<SubjectRole> = barred(tx, &subjects)?.into_iter().map(|hit| hit.role).collect();
    let excluded = excluded(tx, &subjects)?;
    let request = &NoticeRequest { barred: roles.into_iter().collect(), excluded, ..request.clone() };
    let jurisdiction = tx.jurisdiction()?;
    let revision = tx.jurisdiction_revision()?;
    let notice = OneTimeNotice::compose(&jurisdiction, request, local_date(tx.now))?;
    let account = (tx.actor.kind == ActorKind::Account).then_some(tx.actor.id);
    let (id, served_at) = (tx.id(), tx.now);
    let served = ServedOneTimeNotice { id, notice, served_at, account, page_hash: None, check_code: None };
    let served = documents::one_time_notice::freeze(tx, served)?;
    one_time_notice::insert(tx.conn, &one_time_notice_row(&served, revision)?)?;
    let notice = &served.notice;
    let items: Vec<&str> = notice.items.iter().map(|item| item.code.as_str()).collect();
    let data = json!({
        "bundle": notice.bundle, "items": items, "hash": notice.content_hash(), "page_hash": served.page_hash,
    });
    tx.append((SubjectKind::Notice, id), Some(&notice.county), vec![Fact::new("notice.served", data)])?;
    Ok(served)
}
