//! Opening a dossier: one query a table.

use kaiye_domain::{actor::Reach, application::People, id::ApplicationId};
use kaiye_persistence::{
    map::application_from,
    repo::{application, dossier},
    row::ApplicationRow,
};

use super::{Dossier, Loaded};
use crate::operations::{Outcome, Tx};

impl Dossier {
    /// Opens an application within the caller's reach and locks it until the transaction ends. `NotFound` where the
    /// caller may not learn that it exists.
    pub fn open(tx: &mut Tx<'_>, id: ApplicationId) -> Outcome<Self> {
        let reach = tx.actor.reach();
        let row = application::lock(tx.conn, &reach, id)?;
        Self::load(tx, row)
    }

    /// Opens and locks the application of something that the caller has found within reach: whoever may act on that, as
    /// the body to which an objection or an escalation goes, changes its case, though the application is not its own.
    pub fn open_found(tx: &mut Tx<'_>, id: ApplicationId) -> Outcome<Self> {
        let row = application::lock(tx.conn, &Reach::All, id)?;
        Self::load(tx, row)
    }

    /// Opens an application within the caller's reach to read it.
    pub fn read(tx: &mut Tx<'_>, id: ApplicationId) -> Outcome<Self> {
        let reach = tx.actor.reach();
        let row = application::find(tx.conn, &reach, id)?;
        Self::load(tx, row)
    }

    fn load(tx: &mut Tx<'_>, row: ApplicationRow) -> Outcome<Self> {
        let id: ApplicationId = row.id.into();
        let people: People = tx.keyring().open_json(&place(id), &row.personal)?;
        let items = dossier::items(tx.conn, id)?;
        let application = application_from(row, people, items)?;
        let loaded = Loaded {
            application,
            materials: dossier::materials(tx.conn, id)?,
            commitments: dossier::commitments(tx.conn, id)?,
            deferred: dossier::deferred(tx.conn, id)?,
            deadlines: dossier::deadlines(tx.conn, id)?,
        };
        let was = loaded.clone();
        Ok(Self {
            application: loaded.application,
            materials: loaded.materials,
            commitments: loaded.commitments,
            deferred: loaded.deferred,
            deadlines: loaded.deadlines,
            licence_number: None,
            notices: Vec::new(),
            facts: Vec::new(),
            loaded: Some(was),
        })
    }
}

/// What the persons of an application are sealed for.
pub(super) fn place(id: ApplicationId) -> String {
    format!("applications/{id}")
}
