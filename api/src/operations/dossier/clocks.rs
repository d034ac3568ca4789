//! A dossier's deadlines: started, and ended by what they were for or by its falling away.

use kaiye_domain::{
    id::{DeadlineId, RequestedItemId, VerificationTaskId},
    obligation::{Begins, Duty, Obligation, ObligationSubject, window_duty},
    refusal::Refusal,
    time::Deadline,
};
use kaiye_persistence::map::TrackedDeadline;

use super::Dossier;
use crate::operations::{Outcome, Tx};

/// How a deadline ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// What it was for was done, if late.
    Met,
    /// What it was for fell away.
    Cancelled,
}

impl Dossier {
    /// Sets the deadline of a duty, as its clock begins: now, at an instant that the rule names, or with a fact that has
    /// not happened yet.
    pub fn owe(&mut self, tx: &mut Tx<'_>, duty: Duty) -> Outcome<DeadlineId> {
        let open = Deadline::open(duty.obligation.to_string(), duty.period, duty.obligation.starts_with());
        let deadline = match duty.begins {
            Begins::OnReceipt => open,
            Begins::Now => open.start(tx.now, tx.calendar()?.as_ref())?,
            Begins::At(at) => open.start(at, tx.calendar()?.as_ref())?,
            Begins::DoneAtOnce => open.start(tx.now, tx.calendar()?.as_ref())?.meet(tx.now)?,
        };
        let id: DeadlineId = tx.id();
        self.deadlines.push(TrackedDeadline {
            id,
            application: self.application.id,
            division: self.application.division().to_owned(),
            owed_by: duty.owed_by,
            subject: duty.subject,
            obligation: duty.obligation,
            deadline,
            escalated: None,
            escalate_on: None,
            version: 1,
        });
        Ok(id)
    }

    /// The clock that binds a verification task's work: of several lengths the one that ends first (S15); none until time
    /// runs.
    pub fn binding_clock(&self, task: VerificationTaskId) -> Option<&TrackedDeadline> {
        let of_task = self.deadlines.iter().filter(|it| it.subject.1 == task.0 && it.obligation.is_verification());
        of_task.filter(|it| it.deadline.due().is_some()).min_by_key(|it| it.deadline.due())
    }

    /// The clock of an item's decision: the one that has not ended, or else the last (行政许可法 §42).
    pub fn decision_clock(&self, item: RequestedItemId) -> Option<&TrackedDeadline> {
        let of_item = || self.deadlines.iter().filter(|it| it.obligation.is_decision() && it.subject.1 == item.0);
        of_item().find(|it| it.deadline.is_under_way()).or(of_item().next_back())
    }

    /// The running clock of the window's answer to a filed item (行政许可法 §32(4)).
    pub fn answer_clock(&self, item: RequestedItemId) -> Option<&Deadline> {
        let of_item = |it: &&TrackedDeadline| it.obligation == Obligation::RequestCorrection && it.subject.1 == item.0;
        self.deadlines.iter().filter(of_item).map(|it| &it.deadline).find(|deadline| deadline.is_running())
    }

    /// Sets the clock of what the window owes once for an item only the window is still to act (S9; 行政许可法 §44).
    pub(super) fn owe_the_windows(&mut self, tx: &mut Tx<'_>) -> Outcome<()> {
        let jurisdiction = tx.jurisdiction()?;
        let window = &jurisdiction.registrar.department;
        let owed = |obligation: Obligation, item: RequestedItemId| {
            let same = |it: &&TrackedDeadline| it.obligation == obligation && it.subject.1 == item.0;
            self.deadlines.iter().filter(same).any(|it| !it.deadline.is_cancelled())
        };
        let waiting = self.application.waiting_for_the_window(&jurisdiction, &self.deferred);
        let new: Vec<_> = waiting
            .filter_map(|item| window_duty(item, &jurisdiction.policy).map(|duty| (item.id, duty)))
            .filter(|(item, (obligation, _))| !owed(*obligation, *item))
            .collect();
        for (item, (obligation, period)) in new {
            let subject = (ObligationSubject::RequestedItem, item.0);
            self.owe(tx, Duty::of_department(window, obligation, subject, period, Begins::Now))?;
        }
        Ok(())
    }

    /// Takes one step with each deadline that is meant.
    pub fn step_deadlines(
        &mut self,
        meant: impl Fn(&TrackedDeadline) -> bool,
        step: impl Fn(Deadline) -> Result<Deadline, Refusal>,
    ) -> Outcome<()> {
        for tracked in self.deadlines.iter_mut().filter(|tracked| meant(tracked)) {
            tracked.deadline = step(tracked.deadline.clone())?;
            tracked.version += 1;
        }
        Ok(())
    }

    /// Ends each deadline that is meant and is not done yet: it is met, in time or late, or falls away.
    pub fn end_deadlines(&mut self, tx: &Tx<'_>, meant: impl Fn(&TrackedDeadline) -> bool, end: End) -> Outcome<()> {
        let step = |deadline: Deadline| match end {
            End::Met => deadline.meet(tx.now),
            End::Cancelled => deadline.cancel(tx.now),
        };
        self.step_deadlines(|it| it.deadline.is_undone() && meant(it), step)
    }

    /// Restores each deadline that is meant and had fallen away: the days between do not count.
    pub fn restore_deadlines(&mut self, tx: &mut Tx<'_>, meant: impl Fn(&TrackedDeadline) -> bool) -> Outcome<()> {
        let (now, calendar) = (tx.now, tx.calendar()?);
        self.step_deadlines(|it| it.deadline.is_cancelled() && meant(it), |it| it.restore(now, &calendar))
    }
}
