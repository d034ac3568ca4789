//! A dossier's deadlines: started, and ended by what they were for or by its falling away.

use kaiye_domain::{
    id::{DeadlineId, VerificationTaskId},
    obligation::{Begins, Duty, Obligation},
    refusal::Refusal,
    time::Deadline,
};
use kaiye_persistence::map::TrackedDeadline;

use super::Dossier;
use crate::operations::{Outcome, Tx};

/// How a deadline ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// What it was for was done.
    Met,
    /// What it was for fell away.
    Cancelled,
}

impl Dossier {
    /// Sets the deadline of a duty, as its clock begins: now, at an instant that the rule names, or with a fact that has
    /// not happened yet.
    pub fn owe(&mut self, tx: &mut Tx<'_>, duty: Duty) -> Outcome<DeadlineId> {
        let open = Deadline::open(duty.obligation.to_string(), duty.period, fact_of(duty.obligation));
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

    /// Ends each deadline that is meant and has not ended.
    pub fn end_deadlines(&mut self, tx: &Tx<'_>, meant: impl Fn(&TrackedDeadline) -> bool, end: End) -> Outcome<()> {
        let unended = |tracked: &TrackedDeadline| !tracked.deadline.has_ended() && meant(tracked);
        self.step_deadlines(unended, |deadline| match end {
            End::Met => deadline.meet(tx.now),
            End::Cancelled => deadline.cancel(tx.now),
        })
    }
}

/// The fact from which an obligation's time runs.
fn fact_of(obligation: Obligation) -> &'static str {
    match obligation {
        Obligation::SubmitDraft => "drafted",
        Obligation::RequestCorrection => "submitted",
        Obligation::MakeCorrection => "correction_served",
        Obligation::DecideLicence
        | Obligation::DecideOrdinary
        | Obligation::DecideJoint
        | Obligation::DeliverBeforeDecision => "accepted",
        Obligation::DeliverAfterIssue | Obligation::KeepPromise | Obligation::CheckSite => "granted",
        Obligation::Push | Obligation::Publish => "decided",
        Obligation::Acknowledge => "available",
        Obligation::Verify => "received",
        Obligation::DecideCreditRepair => "repair_filed",
    }
}
