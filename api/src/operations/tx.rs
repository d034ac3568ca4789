//! One transaction as operations see it: its connection, its instant, its actor, new ids, what is in force, and the log.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    actor::Actor,
    catalogue::Jurisdiction,
    event::{Event, EventActor, Fact, SubjectKind},
    time::{Calendar, local_date},
};
use kaiye_persistence::{
    Keyring, SealNonce,
    backend::{Connection, attempt},
    repo,
};
use serde::Serialize;
use uuid::Uuid;

use super::{Failure, Outcome};
use crate::{
    config::Config,
    ids::random,
    outgoing::Outgoing,
    render::Templates,
    state::{AppState, SealImages},
};

/// What an operation is handed. Everything that it does stands or falls together.
pub struct Tx<'a> {
    /// The connection, within its transaction.
    pub conn: &'a mut Connection,
    /// The instant of everything in this transaction.
    pub now: DateTime<Utc>,
    /// Who acts.
    pub actor: &'a Actor,
    state: &'a AppState,
    in_force: InForce,
}

/// What was in force when it was first asked for: one operation sees one jurisdiction and one calendar, and asks once.
#[derive(Clone, Default)]
struct InForce {
    jurisdiction: Option<(i32, Arc<Jurisdiction>)>,
    calendar: Option<Arc<Calendar>>,
}

impl<'a> Tx<'a> {
    /// A transaction's context.
    pub(crate) fn new(conn: &'a mut Connection, now: DateTime<Utc>, actor: &'a Actor, state: &'a AppState) -> Self {
        Self { conn, now, actor, state, in_force: InForce::default() }
    }

    /// A new id of any kind.
    pub fn id<T: From<Uuid>>(&self) -> T {
        self.state.ids.mint(self.now)
    }

    /// Today in the jurisdiction's offices.
    pub fn today(&self) -> NaiveDate {
        local_date(self.now)
    }

    /// The keys that personal numbers are kept under.
    pub fn keyring(&self) -> &'a Keyring {
        &self.state.keyring
    }

    /// The configuration.
    pub fn config(&self) -> &'a Config {
        &self.state.config
    }

    /// Calls to whoever is outside.
    pub fn outgoing(&self) -> &'a Outgoing {
        &self.state.outgoing
    }

    /// Fresh random bytes to seal one text with.
    pub fn nonce(&self) -> SealNonce {
        SealNonce(random())
    }

    /// The address that callers use.
    pub fn public_url(&self) -> &'a str {
        &self.state.config.server.public_url
    }

    /// The mailbox that answers e-mails.
    pub fn mail_from(&self) -> &'a str {
        &self.state.config.intake.mail_from
    }

    /// Images of seals that were read before.
    pub fn seal_images(&self) -> &'a SealImages {
        &self.state.seal_images
    }

    /// The jurisdiction's data, newest revision: all versions of items and letters are in it.
    pub fn jurisdiction(&mut self) -> Outcome<Arc<Jurisdiction>> {
        Ok(self.revision()?.1)
    }

    /// The number of that revision.
    pub fn jurisdiction_revision(&mut self) -> Outcome<i32> {
        Ok(self.revision()?.0)
    }

    fn revision(&mut self) -> Outcome<(i32, Arc<Jurisdiction>)> {
        if let Some(seen) = &self.in_force.jurisdiction {
            return Ok(seen.clone());
        }
        let found = self.state.reference.jurisdiction(self.conn)?;
        Ok(self.in_force.jurisdiction.insert(found).clone())
    }

    /// The templates of what people read, of that revision.
    pub fn templates(&mut self) -> Outcome<Arc<Templates>> {
        let (revision, jurisdiction) = self.revision()?;
        Ok(self.state.reference.templates(revision, &jurisdiction)?)
    }

    /// A page of what people read, filled in.
    pub fn page(&mut self, template: &str, context: &impl Serialize) -> Outcome<String> {
        Ok(self.templates()?.render(template, context)?)
    }

    /// The calendar by which periods are reckoned.
    pub fn calendar(&mut self) -> Outcome<Arc<Calendar>> {
        if let Some(seen) = &self.in_force.calendar {
            return Ok(seen.clone());
        }
        let jurisdiction = self.jurisdiction()?;
        let found = self.state.reference.calendar(self.conn, &jurisdiction)?;
        Ok(self.in_force.calendar.insert(found).clone())
    }

    /// Another revision or calendar comes into force with this transaction: what follows in it goes by that.
    pub fn look_anew(&mut self) {
        self.in_force = InForce::default();
    }

    /// Tries a step: what it wrote is forgotten when it fails, and what was written before stands.
    pub fn attempt<T>(&mut self, step: impl FnOnce(&mut Tx<'_>) -> Outcome<T>) -> Outcome<T> {
        let (now, actor, state, before) = (self.now, self.actor, self.state, self.in_force.clone());
        let (result, in_force) = attempt(self.conn, |conn| {
            let mut tx = Tx { conn, now, actor, state, in_force: before };
            let result = step(&mut tx)?;
            Ok::<_, Failure>((result, tx.in_force))
        })?;
        self.in_force = in_force;
        Ok(result)
    }

    /// Appends facts to the chain of a subject, and gives them as the events that they became. `division` is where the
    /// case lies, for what has a place.
    pub fn append(
        &mut self,
        subject: (SubjectKind, impl Into<Uuid>),
        division: Option<&str>,
        facts: Vec<Fact>,
    ) -> Outcome<Vec<Event>> {
        let actor = EventActor { kind: self.actor.kind, id: self.actor.id };
        let subject = (subject.0, subject.1.into());
        let (ids, now) = (&self.state.ids, self.now);
        let mut mint = || ids.mint(now);
        Ok(repo::event::append(self.conn, subject, division, actor, now, facts, &mut mint)?)
    }
}
