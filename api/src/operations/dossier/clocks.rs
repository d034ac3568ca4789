//! A dossier's deadlines: started, and ended by what they were for or by its falling away.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    id::DeadlineId,
    obligation::{Begins, Duty, Obligation, ObligationSubject},
    refusal::Refusal,
    time::{Deadline, Period},
};
use kaiye_persistence::map::TrackedDeadline;
use uuid::Uuid;

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
    /// Starts a deadline that runs from `at`.
    pub fn start(
        &mut self,
        tx: &mut Tx<'_>,
        obligation: Obligation,
        subject: (ObligationSubject, Uuid),
        period: Period,
        at: DateTime<Utc>,
    ) -> Outcome<DeadlineId> {
        let calendar = tx.calendar()?;
        let deadline = Deadline::open(obligation.to_string(), period, fact_of(obligation)).start(at, &calendar)?;
        Ok(self.track(tx, obligation, subject, deadline))
    }

    /// Sets a deadline whose start fact has not happened yet.
    pub fn await_fact(
        &mut self,
        tx: &Tx<'_>,
        obligation: Obligation,
        subject: (ObligationSubject, Uuid),
        period: Period,
    ) -> DeadlineId {
        let deadline = Deadline::open(obligation.to_string(), period, fact_of(obligation));
        self.track(tx, obligation, subject, deadline)
    }

    /// Sets the deadline of a duty, as its clock begins.
    pub fn owe(&mut self, tx: &mut Tx<'_>, duty: &Duty) -> Outcome<()> {
        let Duty { obligation, subject, period, begins } = *duty;
        match begins {
            Begins::OnReceipt => drop(self.await_fact(tx, obligation, subject, period)),
            Begins::Now => drop(self.start(tx, obligation, subject, period, tx.now)?),
            Begins::DoneAtOnce => {
                let id = self.start(tx, obligation, subject, period, tx.now)?;
                let now = tx.now;
                self.step_deadlines(|tracked| tracked.id == id, |deadline| deadline.meet(now))?;
            }
        }
        Ok(())
    }

    fn track(
        &mut self,
        tx: &Tx<'_>,
        obligation: Obligation,
        subject: (ObligationSubject, Uuid),
        deadline: Deadline,
    ) -> DeadlineId {
        let id: DeadlineId = tx.id();
        self.deadlines.push(TrackedDeadline {
            id,
            application: self.application.id,
            division: self.application.division().to_owned(),
            subject,
            obligation,
            deadline,
            version: 1,
        });
        id
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
        Obligation::Verify => "received",
    }
}
