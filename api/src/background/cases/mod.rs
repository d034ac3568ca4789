//! What time brings about in a case. Each of these finds the applications with a clock of its rule that has run out, and
//! takes the step for each under the application's lock, in a transaction of its own: done once however many processes
//! run it, and one case that fails never stops the others.

mod calendar;
mod deferred;
mod enforcement;
mod escalate;
mod lapse;
mod overdue;
mod verification;

use kaiye_domain::{id::ApplicationId, obligation::Obligation, time::local_date};
use kaiye_persistence::{map::TrackedDeadline, repo::deadline};

pub use calendar::reckon_anew;
pub use deferred::{deferred_after_issue, deferred_before_decision};
pub use enforcement::{hearing_waived, rectification_overdue};
pub use escalate::escalate;
pub use lapse::{correction_overdue, deemed_accepted, draft_expired};
pub use overdue::duties_overdue;
pub use verification::deemed_received;

use super::{BATCH, each_found};
use crate::{
    operations::{Failure, Outcome, Tx, calendar::recompute, dossier::Dossier},
    state::AppState,
};

/// Takes a step for each application with a clock of this rule that has run out; under its lock nothing has been looked
/// at yet.
pub(super) fn each_run_out(
    state: &AppState,
    rule: Obligation,
    step: impl Fn(&mut Tx<'_>, &ApplicationId) -> Outcome<()>,
) -> Result<usize, Failure> {
    let today = local_date(state.clock.now());
    each_found(
        state,
        |tx, after| Ok(deadline::due_before(tx.conn, "running", rule.into(), today, after, BATCH)?),
        |row| row.due_on.map(|day| (day, row.id.0)),
        |row| ApplicationId::from(row.application_id),
        step,
    )
}

/// Takes a step in each application with a clock of this rule that has run out.
fn each_overdue(
    state: &AppState,
    rule: Obligation,
    step: impl Fn(&mut Tx<'_>, &mut Dossier) -> Outcome<()>,
) -> Result<usize, Failure> {
    each_run_out(state, rule, |tx, id| {
        let mut dossier = Dossier::open(tx, *id)?;
        // A calendar that came in since is looked at first.
        let reckoned = recompute(tx, &mut dossier)?;
        // Another process may have been here, the date may have moved, or may not be certain yet.
        let due = run_out(&dossier, rule, tx).next().is_some();
        if due {
            step(tx, &mut dossier)?;
        }
        if due || reckoned {
            dossier.save(tx)?;
        }
        Ok(())
    })
}

/// The clocks of a rule that have run out.
fn run_out<'a>(dossier: &'a Dossier, rule: Obligation, tx: &Tx<'_>) -> impl Iterator<Item = &'a TrackedDeadline> {
    let now = tx.now;
    dossier.deadlines.iter().filter(move |it| it.obligation == rule && rule.has_run_out(&it.deadline, now))
}

/// They are missed; gives them as they were.
fn missed(tx: &Tx<'_>, dossier: &mut Dossier, rule: Obligation) -> Outcome<Vec<TrackedDeadline>> {
    let now = tx.now;
    let passed = run_out(dossier, rule, tx).cloned().collect();
    dossier.step_deadlines(
        |it| it.obligation == rule && rule.has_run_out(&it.deadline, now),
        |deadline| deadline.miss(now),
    )?;
    Ok(passed)
}
