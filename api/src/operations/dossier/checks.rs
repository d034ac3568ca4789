//! The facts that the checks of an application go by, gathered with a bounded number of queries, and the checks made
//! with them: the same for `check_application`, submission and issue.

use std::collections::{BTreeMap, BTreeSet};

use kaiye_domain::{
    application::{
        ApplicationStatus, LicenceBasis, SubjectRole,
        check::{Check, Facts, Held, check},
        normalised_address,
    },
    bar::BarHit,
    catalogue::{Item, Jurisdiction},
    certificate::Certificate,
    commitment::Blanks,
    delegation::issuing_body,
    id::DelegationId,
};
use kaiye_persistence::{
    map::{certificate_from, delegation_from, word},
    repo::{application, bar, certificate, delegation, lock},
};
use strum::IntoEnumIterator;

use super::Dossier;
use crate::operations::{Outcome, Tx, exclusions::excluded};

/// More rows than any of these queries finds in earnest; a bound, not a page.
const MOST: i64 = 100;

impl Dossier {
    /// The facts of this instant.
    pub fn facts<'a>(&'a self, tx: &mut Tx<'_>, jurisdiction: &'a Jurisdiction) -> Outcome<Facts<'a>> {
        let today = tx.today();
        let known = self.known(tx, jurisdiction)?;
        Ok(Facts {
            jurisdiction,
            today,
            materials: self.current_materials().map(|material| material.code.clone()).collect(),
            commitments: &self.commitments,
            subjects: self.subjects(tx),
            blanks: self.blanks(tx),
            bars: barred(tx, &self.subjects(tx))?,
            exclusions: excluded(tx, &self.subjects(tx))?,
            duplicates: self.duplicates(tx)?,
            held: known.iter().filter(|it| it.in_force(today)).map(held).collect(),
            contested: known.iter().filter(|it| it.is_contested()).map(|it| it.number.clone()).collect(),
            at_place: self.at_place(tx, jurisdiction)?.iter().map(held).collect(),
            deferred: &self.deferred,
            delegations: self.delegations(tx, jurisdiction)?,
        })
    }

    /// What stands in the blanks of letters, by who signs, as keyed hashes.
    pub fn blanks(&self, tx: &Tx<'_>) -> Vec<(SubjectRole, String)> {
        let signers = [SubjectRole::Operator, SubjectRole::Agent];
        let key = |role| tx.keyring().lookup_key("blanks", &Blanks::of(&self.application, role).text());
        signers.map(|role| (role, key(role))).into()
    }

    /// Holds until the transaction ends what two applications might build on at once: what the holder has, and the place,
    /// of which some items can be had but once. Whoever issues or confirms holds them in this order.
    pub fn hold_what_is_shared(&self, tx: &mut Tx<'_>) -> Outcome<()> {
        if let LicenceBasis::Existing { uscc } = &self.application.licence {
            lock::hold(tx.conn, &holder_key(tx, uscc.as_str()))?;
        }
        if let Some(place) = self.place_key(tx) {
            lock::hold(tx.conn, &place)?;
        }
        Ok(())
    }

    /// Every check, made now.
    pub fn checks(&self, tx: &mut Tx<'_>) -> Outcome<Vec<Check>> {
        let jurisdiction = tx.jurisdiction()?;
        let facts = self.facts(tx, &jurisdiction)?;
        Ok(check(&self.application, &facts))
    }

    /// The delegations under which each of the application's items may be issued today (S8), the latest to begin first: one
    /// that entrusts another body, does not cover the signed letter, or has no number left stands in no other's way.
    fn delegations(
        &self,
        tx: &mut Tx<'_>,
        jurisdiction: &Jurisdiction,
    ) -> Outcome<BTreeMap<String, Vec<DelegationId>>> {
        let (today, division) = (tx.today(), self.application.division());
        let body = issuing_body(tx.actor, jurisdiction);
        let codes: Vec<String> = self.application.items.iter().map(|item| item.item_code.clone()).collect();
        let found = delegation::in_force(tx.conn, &codes, division, today)?
            .into_iter()
            .map(delegation_from)
            .collect::<Result<Vec<_>, _>>()?;
        let mut by_item = BTreeMap::new();
        for item in &self.application.items {
            let letter = self.commitments.iter().find(|it| it.item == item.id && it.stands()).map(|it| &it.letter);
            let place = (item.item_code.as_str(), division);
            let under = found.iter().filter(|it| it.authorises(body, place, letter, today)).map(|it| it.id).collect();
            by_item.insert(item.item_code.clone(), under);
        }
        Ok(by_item)
    }

    /// Whom the application is about, by the keyed hashes that they are known by.
    pub fn subjects(&self, tx: &Tx<'_>) -> Vec<(SubjectRole, String)> {
        keyed(tx, self.application.subjects())
    }

    /// Other open applications by the same person for the same premises (S1).
    fn duplicates(&self, tx: &mut Tx<'_>) -> Outcome<Vec<String>> {
        let Some(basis) = self.application.duplicate_basis() else { return Ok(Vec::new()) };
        let key = tx.keyring().lookup_key("duplicate", &basis);
        let open: Vec<&str> = ApplicationStatus::iter()
            .filter(|status| !status.is_final() && *status != ApplicationStatus::Draft)
            .map(Into::into)
            .collect();
        let rows = application::duplicates(tx.conn, &key, self.application.id, &open, MOST)?;
        Ok(rows.into_iter().map(|row| row.number).collect())
    }

    /// Certificates in force of the same business, of the items that its own build on, change or renew.
    pub fn held(&self, tx: &mut Tx<'_>, jurisdiction: &Jurisdiction) -> Outcome<Vec<Certificate>> {
        let today = tx.today();
        Ok(self.known(tx, jurisdiction)?.into_iter().filter(|it| it.in_force(today)).collect())
    }

    /// The same, with those that are no longer in force.
    fn known(&self, tx: &mut Tx<'_>, jurisdiction: &Jurisdiction) -> Outcome<Vec<Certificate>> {
        let LicenceBasis::Existing { uscc } = &self.application.licence else { return Ok(Vec::new()) };
        let mut codes = BTreeSet::new();
        for item in self.catalogue_items(jurisdiction) {
            codes.extend(item.prerequisites.iter().cloned());
            codes.extend(item.requires_existing.iter().flat_map(|base| jurisdiction.permit_family(base)));
        }
        let codes: Vec<String> = codes.into_iter().collect();
        let rows = certificate::held(tx.conn, &holder_key(tx, uscc.as_str()), &codes, MOST)?;
        Ok(rows.into_iter().map(certificate_from).collect::<Result<Vec<_>, _>>()?)
    }

    /// Certificates in force at the same place, of whomever else, for items of which a place can have one.
    fn at_place(&self, tx: &mut Tx<'_>, jurisdiction: &Jurisdiction) -> Outcome<Vec<Certificate>> {
        let codes: Vec<String> = self
            .catalogue_items(jurisdiction)
            .filter(|item| item.one_place_one_certificate)
            .map(|item| item.code.clone())
            .collect();
        let Some(key) = self.place_key(tx).filter(|_| !codes.is_empty()) else { return Ok(Vec::new()) };
        let rows = certificate::at_place(tx.conn, &key, &codes, MOST)?;
        let there = rows.into_iter().map(certificate_from).collect::<Result<Vec<_>, _>>()?;
        let today = tx.today();
        Ok(there.into_iter().filter(|it| it.in_force(today) && it.application != self.application.id).collect())
    }

    /// The catalogue's entries for the application's items, in the versions it was filed under (S28).
    fn catalogue_items<'a>(&'a self, jurisdiction: &'a Jurisdiction) -> impl Iterator<Item = &'a Item> {
        self.application.items.iter().filter_map(|item| jurisdiction.item(&item.item_code, item.item_version))
    }

    /// The keyed hash that certificates at the premises are found by.
    pub fn place_key(&self, tx: &Tx<'_>) -> Option<String> {
        let address = normalised_address(self.application.business.address.as_deref()?);
        Some(tx.keyring().lookup_key("place", &format!("{}|{address}", self.application.division())))
    }
}

/// Numbers as the keyed hashes that whoever bears them is known by.
pub fn keyed(tx: &Tx<'_>, numbers: Vec<(SubjectRole, String)>) -> Vec<(SubjectRole, String)> {
    numbers.into_iter().map(|(role, number)| (role, tx.keyring().lookup_key("subject", &number))).collect()
}

/// The bars that hold today on any of these, who are known by keyed hashes (S19).
pub fn barred(tx: &mut Tx<'_>, subjects: &[(SubjectRole, String)]) -> Outcome<Vec<BarHit>> {
    let today = tx.today();
    let keys: Vec<String> = subjects.iter().map(|(_, key)| key.clone()).collect();
    let mut hits = Vec::new();
    for row in bar::in_force(tx.conn, &keys, today, MOST)? {
        if let Some((role, _)) = subjects.iter().find(|(_, key)| *key == row.subject_key) {
            hits.push(BarHit { role: *role, bar: row.id.into(), cause: word(&row.cause)? });
        }
    }
    Ok(hits)
}

/// The keyed hash that a holder's certificates are found by.
pub fn holder_key(tx: &Tx<'_>, uscc: &str) -> String {
    tx.keyring().lookup_key("holder", uscc)
}

fn held(certificate: &Certificate) -> Held {
    Held {
        item_code: certificate.item_code.clone(),
        number: certificate.number.clone(),
        operative: certificate.may_operate(),
    }
}
