//! The unit of work over an application: everything that belongs to it, opened within the caller's reach, changed by
//! the domain's steps, and saved whole, with its notices, deadlines and events, in the caller's transaction.

mod answering;
mod checks;
mod clocks;
mod load;
mod outbound;
mod save;

use chrono::{DateTime, Utc};
use kaiye_domain::{
    actor::Reach,
    application::{Application, ApplicationStatus, Material, Surroundings},
    commitment::Commitment,
    deferred::DeferredMaterial,
    event::Fact,
    id::RequestedItemId,
    issue::held_uscc,
    obligation::Obligation,
    served_notice::{NoticeKind, ServedNotice, ServiceChannel, document_number},
};
use kaiye_persistence::{map::TrackedDeadline, repo::certificate};
use uuid::Uuid;

pub use checks::{barred, holder_key, keyed};
pub use clocks::End;

use super::{Outcome, Tx};

/// An application with all that belongs to it.
#[derive(Debug)]
pub struct Dossier {
    /// The application, with its persons and items.
    pub application: Application,
    /// The materials, the replaced ones among them.
    pub materials: Vec<Material>,
    /// The commitments, those that no longer stand among them.
    pub commitments: Vec<Commitment>,
    /// The deferred materials.
    pub deferred: Vec<DeferredMaterial>,
    /// The deadlines.
    pub deadlines: Vec<TrackedDeadline>,
    /// The number of the licence that it brought, where this transaction knows it.
    pub licence_number: Option<String>,
    notices: Vec<ServedNotice>,
    facts: Vec<Fact>,
    loaded: Option<Loaded>,
}

/// How it was when it was opened; what differs is written.
#[derive(Debug, Clone)]
struct Loaded {
    application: Application,
    materials: Vec<Material>,
    commitments: Vec<Commitment>,
    deferred: Vec<DeferredMaterial>,
    deadlines: Vec<TrackedDeadline>,
}

impl Dossier {
    /// A dossier for an application that is not stored yet.
    pub fn begin(application: Application) -> Self {
        Self {
            application,
            materials: Vec::new(),
            commitments: Vec::new(),
            deferred: Vec::new(),
            deadlines: Vec::new(),
            licence_number: None,
            notices: Vec::new(),
            facts: Vec::new(),
            loaded: None,
        }
    }

    /// The application's status, derived: what is still owed after the decision keeps it from being closed.
    pub fn status(&self) -> ApplicationStatus {
        self.application.status(self.owed())
    }

    /// How much is still owed after the decision: deferred materials, and promises by a day not yet proved (S5, S10). What
    /// was owed for a certificate that was taken is owed no more.
    pub fn owed(&self) -> usize {
        let fell_away = |material: &DeferredMaterial| {
            let latest = self.deadlines.iter().rfind(|it| it.subject.1 == material.id.0);
            latest.is_some_and(|it| it.deadline.is_cancelled())
        };
        let promises = self
            .deadlines
            .iter()
            .filter(|it| it.obligation == Obligation::KeepPromise)
            .filter(|it| it.deadline.is_running());
        self.deferred.iter().filter(|it| it.is_owed() && !fell_away(it)).count() + promises.count()
    }

    /// The holder's unified social credit code: the one it came with, or the number of the licence that it was given since,
    /// which is read at most once a transaction.
    pub fn holder_uscc(&mut self, tx: &mut Tx<'_>) -> Outcome<Option<String>> {
        let held = held_uscc(&self.application);
        if held.is_some() || self.licence_number.is_some() {
            return Ok(held.or_else(|| self.licence_number.clone()));
        }
        if let Some(licence) = self.application.issued_licence() {
            self.licence_number = Some(certificate::find(tx.conn, &Reach::All, licence)?.number);
        }
        Ok(self.licence_number.clone())
    }

    /// The materials that count: not replaced by a newer one.
    pub fn current_materials(&self) -> impl Iterator<Item = &Material> {
        self.materials.iter().filter(|material| material.replaced_at.is_none())
    }

    /// What the next steps of an item depend on at an instant.
    pub fn surroundings(&self, item: RequestedItemId, now: DateTime<Utc>) -> Surroundings<'_> {
        Surroundings {
            commitment: self.commitments.iter().find(|it| it.item == item && it.stands()),
            answer: self.answer_clock(item),
            decision: self.decision_clock(item).map(|tracked| &tracked.deadline),
            now,
        }
    }

    /// Notes an event; it is appended to the application's chain when the dossier is saved. No personal data.
    pub fn fact(&mut self, kind: &'static str, data: serde_json::Value) {
        self.note(Fact::new(kind, data));
    }

    /// The same of a fact that is there.
    pub fn note(&mut self, fact: Fact) {
        self.facts.push(fact);
    }

    /// Serves a notice on the applicant (S6) and gives its number. It is stored when the dossier is saved.
    pub fn serve(
        &mut self,
        tx: &Tx<'_>,
        kind: NoticeKind,
        item: Option<RequestedItemId>,
        channel: ServiceChannel,
        content: serde_json::Value,
    ) -> String {
        let id: Uuid = tx.id();
        let number = document_number(kind.series(), tx.now, id);
        let notice =
            ServedNotice { id: id.into(), item, kind, number: number.clone(), channel, served_at: tx.now, content };
        self.notices.push(notice);
        number
    }

    /// The notices served in this transaction.
    pub fn new_notices(&self) -> &[ServedNotice] {
        &self.notices
    }
}
