//! What a run does, and with which numbers: the plan by the facts of this instant, the delegations held until it is
//! over, and a number for each certificate.

use std::collections::BTreeMap;

use kaiye_domain::{
    application::{Application, RequestedItem, check::Held},
    catalogue::{ItemKind, Jurisdiction},
    delegation::{Delegation, NumberRange},
    id::{CertificateId, DelegationId, RequestedItemId},
    issue::IssuePlan,
};
use kaiye_persistence::{
    map::{delegation_from, range_from},
    repo::{delegation as delegations, number},
};

use crate::operations::{Outcome, Tx, dossier::Dossier};

/// What a certificate is issued with.
#[derive(Debug)]
pub(super) struct Supply {
    /// The certificate's id, which its number in the ledger names.
    pub(super) certificate: CertificateId,
    /// The number taken.
    pub(super) number: String,
    /// The delegation it was entrusted with.
    pub(super) delegation: DelegationId,
}

/// All that a run needs.
#[derive(Debug)]
pub(super) struct Prepared {
    /// What is issued, waits and is refused.
    pub(super) plan: IssuePlan,
    /// A number for each item that ends in a certificate.
    pub(super) supplies: BTreeMap<RequestedItemId, Supply>,
    /// The delegations in force, held.
    pub(super) delegations: BTreeMap<DelegationId, Delegation>,
    /// What the business holds already.
    pub(super) held: Vec<Held>,
}

/// Plans, and takes the numbers. An item whose stock is empty waits, and what builds on it.
pub(super) fn prepare(tx: &mut Tx<'_>, dossier: &Dossier, jurisdiction: &Jurisdiction) -> Outcome<Prepared> {
    let application = &dossier.application;
    let mut facts = dossier.facts(tx, jurisdiction)?;
    let found: Vec<DelegationId> = facts.delegations.values().flatten().copied().collect();
    let delegations = hold(tx, &found)?;
    for under in facts.delegations.values_mut() {
        under.retain(|id| delegations.contains_key(id));
    }
    let mut plan = IssuePlan::make(application, &facts);
    let ranges = ranges(tx, &delegations)?;
    let mut supplies = BTreeMap::new();
    while let Some(item) = next(application, &plan, &supplies) {
        let fitting = facts.delegations.get(&item.item_code).map(|under| fitting(application, item, under, &ranges));
        match take(tx, &fitting.unwrap_or_default())? {
            Some(supply) => drop(supplies.insert(item.id, supply)),
            None => plan.without_number(application, &facts, item),
        }
    }
    Ok(Prepared { plan, supplies, delegations, held: facts.held })
}

/// Those of the delegations that stay in force until the transaction ends (S8).
fn hold(tx: &mut Tx<'_>, ids: &[DelegationId]) -> Outcome<BTreeMap<DelegationId, Delegation>> {
    let mut held = BTreeMap::new();
    if ids.is_empty() {
        return Ok(held);
    }
    for row in delegations::hold(tx.conn, ids)? {
        let delegation = delegation_from(row)?;
        if delegation.in_force(tx.today()) {
            held.insert(delegation.id, delegation);
        }
    }
    Ok(held)
}

fn ranges(tx: &mut Tx<'_>, held: &BTreeMap<DelegationId, Delegation>) -> Outcome<Vec<(DelegationId, NumberRange)>> {
    let ids: Vec<DelegationId> = held.keys().copied().collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = delegations::ranges(tx.conn, &ids)?;
    rows.into_iter().map(|row| Ok((row.delegation_id.into(), range_from(row)?))).collect()
}

/// The next item of the plan that needs a number, in the plan's order: what builds on an item without one comes after it
/// and has not taken any.
fn next<'a>(
    application: &'a Application,
    plan: &IssuePlan,
    supplies: &BTreeMap<RequestedItemId, Supply>,
) -> Option<&'a RequestedItem> {
    let mut planned = plan.issue.iter().filter_map(|id| application.item_by_id(*id));
    planned.find(|item| item.kind != ItemKind::Filing && !supplies.contains_key(&item.id))
}

/// The ranges that an item's number may come from, those of the delegation to be drawn on first before the others'.
fn fitting<'a>(
    application: &Application,
    item: &RequestedItem,
    under: &[DelegationId],
    ranges: &'a [(DelegationId, NumberRange)],
) -> Vec<&'a (DelegationId, NumberRange)> {
    let fits = |range: &NumberRange| {
        range.item_code == item.item_code && range.fits(item, application.business.kind, application.division())
    };
    let of_one = |id: &DelegationId| {
        let id = *id;
        ranges.iter().filter(move |(of, _)| *of == id)
    };
    under.iter().flat_map(of_one).filter(|(_, range)| fits(range)).collect()
}

/// Takes a number from the first range that has one.
fn take(tx: &mut Tx<'_>, ranges: &[&(DelegationId, NumberRange)]) -> Outcome<Option<Supply>> {
    let certificate: CertificateId = tx.id();
    for (delegation, range) in ranges {
        if let Some(row) = number::take(tx.conn, range.id, certificate, tx.actor.id, tx.now)? {
            return Ok(Some(Supply { certificate, number: row.number, delegation: *delegation }));
        }
    }
    Ok(None)
}
