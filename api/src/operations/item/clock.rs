//! The decision's clock: stopped and let go on (行政许可法 §45), prolonged once (§42). The applicant is told each time.

use chrono::{Months, NaiveDate};
use kaiye_domain::{
    application::RequestedItem,
    id::{AccountId, RequestedItemId},
    obligation::Obligation,
    refusal::{Faults, Refusal},
    served_notice::{NoticeKind, ServiceChannel},
    time::{Deadline, DeadlineReason, Extension, SuspensionGround},
};
use kaiye_persistence::map::TrackedDeadline;
use serde_json::json;

use super::named;
use crate::operations::{Outcome, Tx, dossier::Dossier};

/// How long ahead a suspension's end may be seen.
const FARTHEST: Months = Months::new(24);

/// Stops the clock for a hearing, a test, an inspection or an expert's review; the applicant is told how long that takes.
pub fn suspend(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    code: &str,
    (ground, reason, until): (SuspensionGround, &str, NaiveDate),
    channel: ServiceChannel,
) -> Outcome<()> {
    let item = own(tx, dossier, code)?;
    let (now, today) = (tx.now, tx.today());
    let mut faults = Faults::default();
    if until < today || today.checked_add_months(FARTHEST).is_some_and(|farthest| until > farthest) {
        faults.add("/until", "range");
    }
    faults.into_result("content_invalid")?;
    dossier.application.step(item.id, |it| it.suspend(now, ground))?;
    let due_on = step(dossier, item.id, |deadline| deadline.suspend(now, ground))?;
    let content = json!({
        "item": item.item_code, "ground": ground, "reason": reason, "since": now, "until": until, "due_on_before": due_on,
    });
    let notice = dossier.serve(tx, NoticeKind::Suspension, Some(item.id), channel, content);
    dossier.fact("item.suspended", json!({ "item": item.item_code, "ground": ground, "notice": notice }));
    Ok(())
}

/// Lets the clock go on: the days on which it stood still do not count.
pub fn resume(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    code: &str,
    reason: Option<&str>,
    channel: ServiceChannel,
) -> Outcome<()> {
    let item = own(tx, dossier, code)?;
    let (now, calendar) = (tx.now, tx.calendar()?);
    dossier.application.step(item.id, RequestedItem::resume)?;
    let due_on = step(dossier, item.id, |deadline| deadline.resume(now, &calendar))?;
    let content = json!({ "item": item.item_code, "reason": reason, "at": now, "due_on": due_on });
    let notice = dossier.serve(tx, NoticeKind::Resumption, Some(item.id), channel, content);
    dossier.fact("item.resumed", json!({ "item": item.item_code, "due_on": due_on, "notice": notice }));
    Ok(())
}

/// Prolongs the period by what the law or the item's statute allows, once, with the reason told.
pub fn extend(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    code: &str,
    reason: &str,
    channel: ServiceChannel,
) -> Outcome<()> {
    let item = own(tx, dossier, code)?;
    let (now, calendar, jurisdiction) = (tx.now, tx.calendar()?, tx.jurisdiction()?);
    let joint = clock_of(dossier, item.id)?.obligation == Obligation::DecideJoint;
    let entry = jurisdiction.item(&item.item_code, item.item_version);
    let Some(period) = entry.map(|entry| jurisdiction.policy.decision_period(entry, joint).extension) else {
        return Err(Refusal::from(DeadlineReason::NotStarted).into());
    };
    let extension = Extension { period, reason: reason.to_owned(), by: AccountId(tx.actor.id), at: now };
    let due_on = step(dossier, item.id, |deadline| deadline.extend(extension.clone(), &calendar))?;
    let content = json!({ "item": item.item_code, "reason": reason, "extension": period, "due_on": due_on });
    let notice = dossier.serve(tx, NoticeKind::Extension, Some(item.id), channel, content);
    dossier.fact("item.extended", json!({ "item": item.item_code, "due_on": due_on, "notice": notice }));
    Ok(())
}

/// The item, if this approver's department decides it.
fn own(tx: &Tx<'_>, dossier: &Dossier, code: &str) -> Outcome<RequestedItem> {
    let item = named(dossier, code)?;
    item.require_issuer(tx.actor.department.as_deref())?;
    Ok(item)
}

fn clock_of(dossier: &Dossier, item: RequestedItemId) -> Outcome<&TrackedDeadline> {
    Ok(dossier.decision_clock(item).ok_or_else(|| Refusal::from(DeadlineReason::NotStarted))?)
}

fn step(
    dossier: &mut Dossier,
    item: RequestedItemId,
    step: impl Fn(Deadline) -> Result<Deadline, Refusal>,
) -> Outcome<Option<NaiveDate>> {
    let id = clock_of(dossier, item)?.id;
    dossier.step_deadlines(|it| it.id == id, step)?;
    Ok(dossier.deadlines.iter().find(|it| it.id == id).and_then(|it| it.deadline.due()))
}
