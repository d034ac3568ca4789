//! Saving a dossier: what changed, one statement a table, and the events, in the caller's transaction.

use kaiye_domain::{application::ItemStatus, commitment::Commitment, id::RequestedItemId};
use kaiye_persistence::{
    map::application_row,
    repo::{application, dossier},
};

use super::{Dossier, Loaded, answering, load::place, outbound};
use crate::operations::{Outcome, Tx, documents, duty::Case, liability, review::release_tasks};

impl Dossier {
    /// Writes what changed and gives the application's new version. Nothing is left to be written afterwards.
    pub fn save(&mut self, tx: &mut Tx<'_>) -> Outcome<i32> {
        self.save_application(tx)?;
        if self.items_left_review() {
            release_tasks(tx, self)?;
        }
        self.owe_the_windows(tx)?;
        outbound::settle(tx, self)?;
        answering::watch(tx, self)?;
        let was = self.loaded.as_ref();
        let this = &self.application;
        // An item is compared with the one in its place: one that only moved is written too.
        let old_items = was.map_or(&[][..], |it| &it.application.items);
        let items: Vec<_> = this
            .items
            .iter()
            .enumerate()
            .filter(|(at, it)| old_items.get(*at) != Some(*it))
            .map(|(_, it)| it)
            .collect();
        dossier::save_items(tx.conn, this, &items)?;
        dossier::save_materials(tx.conn, this, &changed(&self.materials, was.map(|it| &it.materials), |it| it.id.0))?;
        let commitments = changed(&self.commitments, was.map(|it| &it.commitments), |it| it.id.0);
        dossier::save_commitments(tx.conn, this, &commitments)?;
        let deadlines = changed(&self.deadlines, was.map(|it| &it.deadlines), |it| it.id.0);
        dossier::save_deadlines(tx.conn, &deadlines)?;
        let deferred = changed(&self.deferred, was.map(|it| &it.deferred), |it| it.id.0);
        dossier::save_deferred(tx.conn, this, &deferred, &self.deadlines)?;
        dossier::add_notices(tx.conn, this, &self.notices)?;
        let signed = self.letters_in_hand();
        let notices = std::mem::take(&mut self.notices);
        documents::of_dossier(tx, self, &notices, &signed)?;
        let case = Case::Application(&self.application);
        let events = tx.append(case.subject(), case.division(), std::mem::take(&mut self.facts))?;
        liability::draw(tx, case, &events)?;
        self.loaded = Some(Loaded {
            application: self.application.clone(),
            materials: self.materials.clone(),
            commitments: self.commitments.clone(),
            deferred: self.deferred.clone(),
            deadlines: self.deadlines.clone(),
        });
        Ok(self.application.version)
    }

    /// Whether an item that was before a joint review is before it no more.
    fn items_left_review(&self) -> bool {
        let was = self.loaded.iter().flat_map(|it| &it.application.items);
        was.filter(|item| item.status() == ItemStatus::InReview)
            .any(|item| self.application.item_by_id(item.id).is_none_or(|now| now.state != item.state))
    }

    /// Standing commitments that reached an office with this transaction: a draft's are nobody's yet.
    fn letters_in_hand(&self) -> Vec<Commitment> {
        if self.application.is_draft() {
            return Vec::new();
        }
        let was = self.loaded.as_ref().filter(|was| !was.application.is_draft());
        let known = |it: &Commitment| was.is_some_and(|was| was.commitments.iter().any(|old| old.id == it.id));
        self.commitments.iter().filter(|it| it.stands() && !known(it)).cloned().collect()
    }

    fn save_application(&mut self, tx: &mut Tx<'_>) -> Outcome<()> {
        let status = self.status();
        let keyring = tx.keyring();
        let this = &mut self.application;
        let sealed = keyring.seal_json(&place(this.id), &this.people, tx.nonce())?;
        let duplicate_key = this.duplicate_basis().map(|basis| keyring.lookup_key("duplicate", &basis));
        let subjects: Vec<_> = this
            .subjects()
            .iter()
            .map(|(role, number)| ((*role).into(), keyring.lookup_key("subject", number)))
            .collect();
        match &self.loaded {
            None => {
                this.version = 1;
                let row = application_row(this, status, sealed, duplicate_key, tx.now)?;
                application::insert(tx.conn, &row)?;
                dossier::replace_subjects(tx.conn, this.id, subjects)?;
            }
            Some(was) => {
                let expected = this.version;
                this.version += 1;
                let row = application_row(this, status, sealed, duplicate_key, tx.now)?;
                application::update(tx.conn, &row, expected)?;
                if was.application.subjects() != this.subjects() {
                    dossier::replace_subjects(tx.conn, this.id, subjects)?;
                }
                let gone: Vec<RequestedItemId> = was
                    .application
                    .items
                    .iter()
                    .map(|item| item.id)
                    .filter(|id| !this.items.iter().any(|item| item.id == *id))
                    .collect();
                dossier::drop_items(tx.conn, &gone)?;
            }
        }
        Ok(())
    }
}

/// Those that are new or differ from how they were.
fn changed<'a, T: PartialEq, K: PartialEq>(now: &'a [T], was: Option<&Vec<T>>, key: impl Fn(&T) -> K) -> Vec<&'a T> {
    let old = |it: &T| was.and_then(|was| was.iter().find(|old| key(old) == key(it)));
    now.iter().filter(|it| old(it) != Some(*it)).collect()
}
