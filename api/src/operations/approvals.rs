//! Approvals as agencies exchange them (S13): within the caller's reach, by what the log says since a place in it, or by
//! their names. Fetching them is the department's receipt (S14).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use kaiye_domain::{
    actor::Departments,
    application::RequestedItem,
    approval::{Approval, Fetch, Past, fetches_for},
    id::ApplicationId,
    served_notice::NoticeKind,
    verification::ReceiptWay,
};
use kaiye_persistence::{
    map::{certificate_from, deadline_from, item_from},
    repo::{
        approval::{self, Asked},
        deadline,
    },
    row::{ApplicationRow, RequestedItemRow},
};
use uuid::Uuid;

use super::{Failure, Outcome, Tx, verification};

/// More clocks than a page of approvals has.
const MOST_CLOCKS: i64 = 20_000;

/// What the log says since a place in it.
#[derive(Debug, Clone)]
pub struct Changed {
    /// The approvals that changed, as they are now.
    pub approvals: Vec<Approval>,
    /// From where to go on.
    pub reached: i64,
    /// Whether there may be more at once.
    pub more: bool,
}

/// The approvals of which the log says something after a position, `limit` places of it at most: each once, as it is now.
pub fn changed(tx: &mut Tx<'_>, after: i64, limit: i64) -> Outcome<Changed> {
    let departments = tx.actor.reach().departments();
    let places = approval::changes(tx.conn, &departments, after, limit)?;
    let applications: BTreeSet<Uuid> = places.iter().map(|(_, application)| *application).collect();
    let applications: Vec<Uuid> = applications.into_iter().collect();
    let approvals = read(tx, &departments, Asked::Of(&applications))?;
    let reached = places.last().map_or(after, |(position, _)| *position);
    Ok(Changed { approvals, reached, more: places.len() as i64 == limit })
}

/// One approval.
pub fn find(tx: &mut Tx<'_>, id: Uuid) -> Outcome<Approval> {
    let departments = tx.actor.reach().departments();
    read(tx, &departments, Asked::Items(&[id]))?.pop().ok_or_else(Failure::not_found)
}

/// The approvals that names mean, by name: an approval's id, a certificate's number or its identifier.
pub fn named(tx: &mut Tx<'_>, names: &[String]) -> Outcome<BTreeMap<String, Vec<Approval>>> {
    let departments = tx.actor.reach().departments();
    let mut meant: BTreeMap<String, BTreeSet<Uuid>> = BTreeMap::new();
    for (item, number, identifier) in approval::named(tx.conn, names)? {
        for name in [number, identifier] {
            meant.entry(name).or_default().insert(item);
        }
    }
    for name in names {
        meant.entry(name.clone()).or_default().extend(name.parse::<Uuid>());
    }
    let items: BTreeSet<Uuid> = meant.values().flatten().copied().collect();
    let items: Vec<Uuid> = items.into_iter().collect();
    let found = read(tx, &departments, Asked::Items(&items))?;
    let by_name = |name: &String| {
        let of_name = |it: &&Approval| meant.get(name).is_some_and(|items| items.contains(&it.item.id.0));
        (name.clone(), found.iter().filter(of_name).cloned().collect())
    };
    Ok(names.iter().map(by_name).collect())
}

/// Those of these applications that bring the caller's department something which it has not fetched before.
pub fn unfetched(tx: &mut Tx<'_>, applications: &[ApplicationId], fetch: Fetch) -> Outcome<Vec<ApplicationId>> {
    let Some(department) = fetches_for(tx.actor, fetch) else { return Ok(Vec::new()) };
    let department = department.to_owned();
    Ok(verification::awaiting_receipt(tx, applications, &department, ReceiptWay::Fetched)?.into_iter().collect())
}

/// The caller's department has fetched what an application had brought it at an instant.
pub fn fetch(tx: &mut Tx<'_>, application: ApplicationId, fetch: Fetch, shown_at: DateTime<Utc>) -> Outcome<()> {
    let (now, department) = (tx.now, fetches_for(tx.actor, fetch).map(str::to_owned));
    if let Some(department) = department {
        verification::receive_approval(tx, application, &department, ReceiptWay::Fetched, now, shown_at)?;
    }
    Ok(())
}

/// Items with what hangs on them, in their order: a query a table, however many they are.
fn read(tx: &mut Tx<'_>, departments: &Departments, asked: Asked<'_>) -> Outcome<Vec<Approval>> {
    let rows = approval::items(tx.conn, departments, asked)?;
    let keys: Vec<_> = rows.iter().map(|(item, _)| item.id).collect();
    let mut certificates = BTreeMap::new();
    for row in approval::certificates_of(tx.conn, &keys)? {
        certificates.insert(row.requested_item_id, certificate_from(row)?);
    }
    let decisions = [NoticeKind::Grant, NoticeKind::Refusal, NoticeKind::Filing].map(<&str>::from);
    let mut decisions: BTreeMap<_, _> = approval::served(tx.conn, &keys, &decisions)?.into_iter().collect();
    let pasts = pasts(tx, &rows)?;
    let made = rows.into_iter().map(|(row, application)| {
        let key = row.id;
        let item = item_from(row)?;
        let past = pasts.get(&key.0).copied().unwrap_or_default();
        let (certificate, decision) = (certificates.remove(&key), decisions.remove(&key));
        Ok(Approval { certificate, decision, ..plain(item, application, past) })
    });
    made.collect()
}

fn plain(item: RequestedItem, application: ApplicationRow, past: Past) -> Approval {
    let filed_at = application.submitted_at.map_or_else(|| application.received_at.into(), DateTime::<Utc>::from);
    Approval {
        item,
        application: application.id.into(),
        number: application.number,
        business: application.business_name,
        division: application.division,
        filed_at,
        certificate: None,
        decision: None,
        past,
    }
}

/// What their states do not say any more: from the clocks that were set for them.
fn pasts(tx: &mut Tx<'_>, rows: &[(RequestedItemRow, ApplicationRow)]) -> Outcome<BTreeMap<Uuid, Past>> {
    let keys: Vec<_> = rows.iter().map(|(item, _)| item.id).collect();
    let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
    let mut pasts: BTreeMap<Uuid, Past> = BTreeMap::new();
    for row in deadline::of_subjects(tx.conn, &ids, MOST_CLOCKS)? {
        let clock = deadline_from(row)?;
        let past = pasts.entry(clock.subject.1).or_default();
        past.accepted |= clock.obligation.is_decision() || clock.obligation.is_the_windows();
        past.suspended |= clock.deadline.status().clock().is_some_and(|clock| !clock.suspensions.is_empty());
    }
    for key in approval::deferred(tx.conn, &keys)? {
        pasts.entry(key.0).or_default().deferred = true;
    }
    Ok(pasts)
}
