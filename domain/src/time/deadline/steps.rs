//! What may happen to a deadline. Each step takes the deadline and gives the next, or says why not.

use chrono::{DateTime, Utc};

use super::{
    Clock, Deadline, DeadlineReason as Reason, DeadlineStatus as Status, DueCause, DueChange, Extension, Suspension,
    SuspensionGround,
};
use crate::{
    refusal::Refusal,
    time::{Calendar, Period, end_of, local_date},
};

impl Deadline {
    /// Sets a deadline that waits for its start fact.
    pub fn open(rule: impl Into<String>, period: Period, fact: impl Into<String>) -> Self {
        Self { rule: rule.into(), period, fact: fact.into(), status: Status::Open, history: Vec::new() }
    }

    /// The start fact happened. The starting day is not counted (民法典 §201).
    pub fn start(mut self, at: DateTime<Utc>, calendar: &Calendar) -> Result<Self, Refusal> {
        match self.status {
            Status::Open => {}
            Status::Running { .. } | Status::Suspended { .. } => return Err(Reason::AlreadyStarted.into()),
            Status::Met { .. } | Status::Missed { .. } | Status::Cancelled { .. } => return Err(Reason::Closed.into()),
        }
        let last = self.period.last_day(local_date(at), calendar);
        self.history.push(DueChange {
            at,
            cause: DueCause::Started,
            calendar_version: calendar.version(),
            old_due: None,
            new_due: last.date,
            provisional: last.provisional,
        });
        self.status = Status::Running {
            clock: Clock {
                started_at: at,
                calendar_version: calendar.version(),
                due: last.date,
                provisional: last.provisional,
                suspensions: Vec::new(),
                extension: None,
            },
        };
        Ok(self)
    }

    /// The start fact turned out to have happened earlier: everything is counted from then. Where it stands stays; what has
    /// run out by that is for who looks at it next. A later instant changes nothing.
    pub fn antedate(mut self, at: DateTime<Utc>, calendar: &Calendar, now: DateTime<Utc>) -> Result<Self, Refusal> {
        let clock = match &mut self.status {
            Status::Running { clock } | Status::Suspended { clock, .. } | Status::Missed { clock, .. } => clock,
            other => return Err(not_in_course(other).into()),
        };
        if at >= clock.started_at {
            return Ok(self);
        }
        clock.started_at = at;
        self.history.extend(clock.move_due(self.period, calendar, now, DueCause::Antedated));
        if let Status::Missed { clock, at: ended_at, .. } = &mut self.status {
            *ended_at = end_of(clock.due);
        }
        Ok(self)
    }

    /// Stops the clock (行政许可法 §45). What has run out cannot be stopped any more.
    pub fn suspend(mut self, at: DateTime<Utc>, ground: SuspensionGround) -> Result<Self, Refusal> {
        self.require_suspendable(at)?;
        let clock = match self.status {
            Status::Running { clock } => clock,
            other => return Err(not_in_course(&other).into()),
        };
        let latest = clock.suspensions.last().map_or(clock.started_at, |it| it.until);
        if at < latest {
            return Err(Reason::OutOfOrder.into());
        }
        self.status = Status::Suspended { clock, since: at, ground };
        Ok(self)
    }

    /// Whether the clock may be stopped: it runs, and has not run out.
    pub fn require_suspendable(&self, at: DateTime<Utc>) -> Result<(), Reason> {
        match &self.status {
            Status::Running { clock } if at >= end_of(clock.due) => Err(Reason::Passed),
            Status::Running { .. } => Ok(()),
            Status::Suspended { .. } => Err(Reason::AlreadySuspended),
            other => Err(not_in_course(other)),
        }
    }

    /// Lets the clock go on: the days on which it stood still do not count, and the due date moves (行政许可法 §45).
    pub fn resume(mut self, at: DateTime<Utc>, calendar: &Calendar) -> Result<Self, Refusal> {
        let (mut clock, since, ground) = match self.status {
            Status::Suspended { clock, since, ground } => (clock, since, ground),
            Status::Running { .. } => return Err(Reason::NotSuspended.into()),
            other => return Err(not_in_course(&other).into()),
        };
        if at < since {
            return Err(Reason::OutOfOrder.into());
        }
        clock.suspensions.push(Suspension { from: since, until: at, ground: Some(ground) });
        self.history.extend(clock.move_due(self.period, calendar, at, DueCause::Resumed));
        self.status = Status::Running { clock };
        Ok(self)
    }

    /// Prolongs the period, once, before it has run out (行政许可法 §42).
    pub fn extend(mut self, extension: Extension, calendar: &Calendar) -> Result<Self, Refusal> {
        self.require_extendable(extension.at)?;
        let (Status::Running { clock } | Status::Suspended { clock, .. }) = &mut self.status else {
            return Err(Reason::Closed.into());
        };
        if extension.at < clock.started_at {
            return Err(Reason::OutOfOrder.into());
        }
        if self.period.plus(extension.period).is_none() {
            return Err(Reason::OtherUnit.into());
        }
        let at = extension.at;
        clock.extension = Some(extension);
        self.history.extend(clock.move_due(self.period, calendar, at, DueCause::Extended));
        Ok(self)
    }

    /// Whether the period may still be prolonged (行政许可法 §42): under way, not run out, not prolonged before.
    pub fn require_extendable(&self, at: DateTime<Utc>) -> Result<(), Reason> {
        match &self.status {
            Status::Running { clock } if at >= end_of(clock.due) => Err(Reason::Passed),
            Status::Running { clock } | Status::Suspended { clock, .. } if clock.extension.is_some() => {
                Err(Reason::AlreadyExtended)
            }
            Status::Running { .. } | Status::Suspended { .. } => Ok(()),
            other => Err(not_in_course(other)),
        }
    }

    /// Reckons the due date anew with a calendar that was loaded or corrected. What has not begun or is over stays as it
    /// is.
    pub fn recompute(mut self, calendar: &Calendar, at: DateTime<Utc>) -> Self {
        if let Status::Running { clock } | Status::Suspended { clock, .. } = &mut self.status {
            self.history.extend(clock.move_due(self.period, calendar, at, DueCause::Calendar));
        }
        self
    }

    /// It was done. Done after it had run out, it is missed all the same, and says when it was done; done in time though
    /// that became known later, it is met after all: what comes out does not depend on when anybody noticed.
    pub fn meet(mut self, at: DateTime<Utc>) -> Result<Self, Refusal> {
        self.status = match self.status {
            Status::Open => Status::Met { clock: None, at },
            Status::Running { clock } if at >= end_of(clock.due) => {
                Status::Missed { at: end_of(clock.due), clock, done_at: Some(at) }
            }
            Status::Running { clock } | Status::Suspended { clock, .. } => Status::Met { clock: Some(clock), at },
            Status::Missed { clock, at: ended_at, done_at: None } if at < ended_at => {
                Status::Met { clock: Some(clock), at }
            }
            Status::Missed { clock, at: ended_at, done_at: None } => {
                Status::Missed { clock, at: ended_at, done_at: Some(at) }
            }
            Status::Met { .. } | Status::Missed { .. } | Status::Cancelled { .. } => return Err(Reason::Closed.into()),
        };
        Ok(self)
    }

    /// It has run out by `now`.
    pub fn miss(mut self, now: DateTime<Utc>) -> Result<Self, Refusal> {
        self.status = match self.status {
            Status::Running { clock } if now >= end_of(clock.due) => {
                Status::Missed { at: end_of(clock.due), clock, done_at: None }
            }
            Status::Running { .. } | Status::Suspended { .. } => return Err(Reason::NotPassed.into()),
            other => return Err(not_in_course(&other).into()),
        };
        Ok(self)
    }

    /// What it was for fell away: what is not done need not be done any more. What had run out by then had run out,
    /// whether or not anybody noticed.
    pub fn cancel(mut self, at: DateTime<Utc>) -> Result<Self, Refusal> {
        let before = match self.status {
            Status::Running { clock } if at >= end_of(clock.due) => {
                Status::Missed { at: end_of(clock.due), clock, done_at: None }
            }
            Status::Met { .. } | Status::Missed { done_at: Some(_), .. } | Status::Cancelled { .. } => {
                return Err(Reason::Closed.into());
            }
            undone => undone,
        };
        self.status = Status::Cancelled { before: Box::new(before), at };
        Ok(self)
    }

    /// What it is for is there again: it stands as it stood, and the days between do not count.
    pub fn restore(mut self, at: DateTime<Utc>, calendar: &Calendar) -> Result<Self, Refusal> {
        let Status::Cancelled { before, at: from } = self.status else { return Err(Reason::NotCancelled.into()) };
        if at < from {
            return Err(Reason::OutOfOrder.into());
        }
        self.status = match *before {
            Status::Running { mut clock } => {
                clock.suspensions.push(Suspension { from, until: at, ground: None });
                self.history.extend(clock.move_due(self.period, calendar, at, DueCause::Restored));
                Status::Running { clock }
            }
            stood => stood,
        };
        Ok(self)
    }
}

/// Why a step that needs a begun and unfinished deadline is refused in any other state.
fn not_in_course(status: &Status) -> Reason {
    if matches!(status, Status::Open) { Reason::NotStarted } else { Reason::Closed }
}
