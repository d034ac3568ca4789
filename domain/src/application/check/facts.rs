//! What the checks go by, gathered from the store by the caller: the rules themselves ask nobody.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::{
    application::SubjectRole,
    bar::BarHit,
    catalogue::Jurisdiction,
    commitment::Commitment,
    deferred::DeferredMaterial,
    exclusion::ExclusionHit,
    id::{DelegationId, RequestedItemId},
};

/// A certificate that bears on the application: the holder's, or one at the same place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Code of its item.
    pub item_code: String,
    /// Its number.
    pub number: String,
    /// Whether its holder may open on it.
    pub operative: bool,
}

/// The facts on one day.
#[derive(Debug)]
pub struct Facts<'a> {
    /// Catalogue, letters, policy.
    pub jurisdiction: &'a Jurisdiction,
    /// The local day.
    pub today: NaiveDate,
    /// Codes of the materials filed.
    pub materials: BTreeSet<String>,
    /// The commitments that stand.
    pub commitments: &'a [Commitment],
    /// Whom the application is about, by the keyed hashes of their numbers.
    pub subjects: Vec<(SubjectRole, String)>,
    /// What stands in the blanks of letters, by who signs, as keyed hashes.
    pub blanks: Vec<(SubjectRole, String)>,
    /// Bars on anybody in the application.
    pub bars: Vec<BarHit>,
    /// Exclusions of anybody in the application, from whichever item.
    pub exclusions: Vec<ExclusionHit>,
    /// Numbers of other open applications by the same person for the same premises.
    pub duplicates: Vec<String>,
    /// Certificates in force of the same business.
    pub held: Vec<Held>,
    /// Numbers of certificates of the same business that enforcement keeps from being changed or renewed.
    pub contested: BTreeSet<String>,
    /// Certificates in force that another holder has at the same place.
    pub at_place: Vec<Held>,
    /// Deferred materials.
    pub deferred: &'a [DeferredMaterial],
    /// The delegations under which each item may be issued in the county, in the order in which they are drawn on (S8).
    pub delegations: BTreeMap<String, Vec<DelegationId>>,
}

impl Facts<'_> {
    /// The commitment that stands for an item.
    pub fn commitment(&self, item: RequestedItemId) -> Option<&Commitment> {
        self.commitments.iter().find(|commitment| commitment.item == item && commitment.stands())
    }
}
