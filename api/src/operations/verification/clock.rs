//! A task's clock, stopped for a test, an expert's review and the like, and let go on (行政许可法 §45). The business is told
//! each time, as it is of the decision's clock.

use kaiye_domain::{
    actor::Reach,
    id::VerificationTaskId,
    refusal::Refusal,
    served_notice::{NoticeKind, ServiceChannel},
    time::{Deadline, DeadlineReason, SuspensionGround},
};
use kaiye_persistence::{map::TrackedDeadline, repo::certificate};
use serde_json::{Value, json};

use super::{Opened, work::about};
use crate::operations::{Outcome, Tx, dossier::Dossier};

/// Stops the clocks of a task. What has run out cannot be stopped any more.
pub fn suspend(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    opened: &mut Opened,
    ground: SuspensionGround,
    reason: &str,
) -> Outcome<()> {
    opened.task.require_officer(tx.actor)?;
    let now = tx.now;
    let task = opened.task.clone().suspend(ground, reason.to_owned(), now)?;
    step(dossier, task.id, Deadline::is_running, |deadline| deadline.suspend(now, ground))?;
    opened.task = task;
    opened.save(tx, dossier)?;
    let content = json!({ "ground": ground, "reason": reason, "since": now });
    let notice = serve(tx, dossier, opened, NoticeKind::Suspension, content)?;
    dossier.fact("verification.suspended", about(opened, json!({ "ground": ground, "notice": notice })));
    Ok(())
}

/// Lets the clocks go on: the days on which they stood still do not count.
pub fn resume(tx: &mut Tx<'_>, dossier: &mut Dossier, opened: &mut Opened, reason: Option<&str>) -> Outcome<()> {
    opened.task.require_officer(tx.actor)?;
    let (now, calendar) = (tx.now, tx.calendar()?);
    let task = opened.task.clone().resume()?;
    let stopped = |deadline: &Deadline| deadline.is_under_way() && !deadline.is_running();
    step(dossier, task.id, stopped, |deadline| deadline.resume(now, &calendar))?;
    opened.task = task;
    opened.save(tx, dossier)?;
    let due_on = opened.row.due_on;
    let notice =
        serve(tx, dossier, opened, NoticeKind::Resumption, json!({ "reason": reason, "at": now, "due_on": due_on }))?;
    dossier.fact("verification.resumed", about(opened, json!({ "due_on": due_on, "notice": notice })));
    Ok(())
}

/// Takes a step with each of a task's clocks that is meant; none is none that has not run out.
fn step(
    dossier: &mut Dossier,
    task: VerificationTaskId,
    meant: impl Fn(&Deadline) -> bool,
    step: impl Fn(Deadline) -> Result<Deadline, Refusal>,
) -> Outcome<()> {
    let of_task = |it: &TrackedDeadline| it.subject.1 == task.0 && it.obligation.is_verification();
    if !dossier.deadlines.iter().any(|it| of_task(it) && meant(&it.deadline)) {
        return Err(Refusal::from(DeadlineReason::Passed).into());
    }
    dossier.step_deadlines(|it| of_task(it) && meant(&it.deadline), step)
}

/// Tells the business, and gives the notice's number.
fn serve(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    opened: &Opened,
    kind: NoticeKind,
    mut content: Value,
) -> Outcome<String> {
    let item = certificate::find(tx.conn, &Reach::All, opened.task.certificate)?.requested_item_id;
    content["item"] = json!(opened.task.item_code);
    content["verification_task"] = json!(opened.task.id);
    let channel = ServiceChannel::usual(dossier.application.intake.channel, false);
    Ok(dossier.serve(tx, kind, Some(item.into()), channel, content))
}
