//! How far the log was relayed, and who relays on from there. A lease, as no transaction may stay open while the broker
//! is called: on SQLite nobody else could write.

use chrono::TimeDelta;
use kaiye_domain::actor::Actor;
use kaiye_persistence::{
    StoreError,
    repo::{event, lease, log_cursor},
};
use uuid::Uuid;

use crate::{
    cloud_event::CloudEvent,
    operations::{Failure, Outcome, Tx},
    state::AppState,
};

/// The follower's name, and the lease's.
const CURSOR: &str = "nats";

/// How long the place is held; prolonged with each batch. A process that dies holds the others up for so long at most. One
/// that is slower than this loses its place, and what it had published is published again.
const HELD: TimeDelta = TimeDelta::seconds(30);

/// How long it is kept after the broker failed, before anybody tries again.
const BACK_OFF: TimeDelta = TimeDelta::seconds(5);

/// A place in the log that is one process's own for a while.
pub(super) struct Place<'a> {
    state: &'a AppState,
    holder: String,
}

/// Whether there are events that were not relayed: a look, without taking anything.
pub(super) fn is_behind(state: &AppState) -> Result<bool, Failure> {
    state.look_here(&Actor::kaiye(), |tx| -> Outcome<_> {
        Ok(log_cursor::position(tx.conn, CURSOR)? < event::head(tx.conn)?)
    })
}

impl<'a> Place<'a> {
    /// Takes the place; none while another process has it.
    pub(super) fn claim(state: &'a AppState) -> Result<Option<Self>, Failure> {
        let place = Self { state, holder: state.ids.mint::<Uuid>(state.clock.now()).to_string() };
        Ok(place.take(HELD)?.then_some(place))
    }

    /// What comes next, and after which position it does; none when there is nothing or the place was lost.
    pub(super) fn next(&self, limit: i64) -> Result<Option<(i64, Vec<CloudEvent>)>, Failure> {
        if !self.take(HELD)? {
            return Ok(None);
        }
        self.state.look_here(&Actor::kaiye(), |tx| -> Outcome<_> {
            let after = log_cursor::position(tx.conn, CURSOR)?;
            let placed = event::feed(tx.conn, after, limit)?;
            let jurisdiction = &tx.config().jurisdiction.code;
            let events: Vec<_> = placed.iter().filter_map(|placed| CloudEvent::of(jurisdiction, placed)).collect();
            Ok((!events.is_empty()).then_some((after, events)))
        })
    }

    /// Everything up to this event was acknowledged; false when the place was lost meanwhile, and stays where it is.
    pub(super) fn advance(&self, after: i64, last: &CloudEvent) -> Result<bool, Failure> {
        let wrong = |_| StoreError::corrupt(format!("event {} has no position", last.id));
        let position = last.position.parse().map_err(wrong)?;
        self.transact(|tx| {
            let mine = lease::take(tx.conn, CURSOR, &self.holder, tx.now, HELD)?;
            if !mine || log_cursor::hold(tx.conn, CURSOR)? != after {
                return Ok(false);
            }
            log_cursor::advance(tx.conn, CURSOR, position)?;
            Ok(true)
        })
    }

    /// Nobody tries again for a while.
    pub(super) fn keep(&self) -> Result<bool, Failure> {
        self.take(BACK_OFF)
    }

    /// Another process need not wait.
    pub(super) fn release(&self) -> Result<(), Failure> {
        self.transact(|tx| Ok(lease::release(tx.conn, CURSOR, &self.holder)?))
    }

    fn take(&self, time: TimeDelta) -> Result<bool, Failure> {
        self.transact(|tx| Ok(lease::take(tx.conn, CURSOR, &self.holder, tx.now, time)?))
    }

    fn transact<T>(&self, work: impl Fn(&mut Tx<'_>) -> Outcome<T>) -> Result<T, Failure> {
        self.state.transact_here(&Actor::kaiye(), work)
    }
}
