//! One transaction as operations see it: its connection, its instant, its actor, new ids, and the log.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    actor::Actor,
    event::{EventActor, Fact, SubjectKind},
};
use kaiye_persistence::{backend::Connection, repo};
use uuid::Uuid;

use super::Outcome;
use crate::ids::Ids;

/// What an operation is handed. Everything that it does stands or falls together.
pub struct Tx<'a> {
    /// The connection, within its transaction.
    pub conn: &'a mut Connection,
    /// The instant of everything in this transaction.
    pub now: DateTime<Utc>,
    /// Who acts.
    pub actor: &'a Actor,
    ids: &'a Ids,
}

impl<'a> Tx<'a> {
    /// A transaction's context.
    pub fn new(conn: &'a mut Connection, now: DateTime<Utc>, actor: &'a Actor, ids: &'a Ids) -> Self {
        Self { conn, now, actor, ids }
    }

    /// A new id of any kind.
    pub fn id<T: From<Uuid>>(&self) -> T {
        self.ids.mint(self.now)
    }

    /// Appends facts to the chain of a subject. `division` is where the case lies, for what has a place.
    pub fn append(
        &mut self,
        subject: (SubjectKind, impl Into<Uuid>),
        division: Option<&str>,
        facts: Vec<Fact>,
    ) -> Outcome<()> {
        let actor = EventActor { kind: self.actor.kind, id: self.actor.id };
        let subject = (subject.0, subject.1.into());
        let mut ids = || self.ids.mint(self.now);
        repo::event::append(self.conn, subject, division, actor, self.now, facts, &mut ids)?;
        Ok(())
    }
}
