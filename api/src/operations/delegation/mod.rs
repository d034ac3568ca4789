//! Seal delegations and their numbers (S8).

mod create;
mod ledger;
mod low_stock;
mod numbers;
mod seal;
mod steps;

use kaiye_domain::{
    delegation::{Delegation, DelegationState, NumberRange, sees_unpublished},
    id::DelegationId,
};
use kaiye_persistence::{
    StoreError,
    map::{delegation_from, range_from},
    repo::{delegation, seal_image},
    row::DelegationRow,
};

pub use create::create;
pub use ledger::{LedgerLine, LedgerQuery, ledger, stock_of};
pub use low_stock::watch_stock;
pub use numbers::{Spoil, give_back, spoil};
pub(in crate::operations) use seal::address;
pub use seal::{deposit, image};
pub use steps::{publish, revoke};

use super::{Outcome, Tx};

/// A delegation as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The delegation.
    pub delegation: Delegation,
    /// Its ranges of numbers.
    pub ranges: Vec<NumberRange>,
    /// Whether the image of the seal that it names is here.
    pub seal_deposited: bool,
    /// Its row, for edits.
    row: DelegationRow,
}

impl Kept {
    /// Its version.
    pub fn version(&self) -> i32 {
        self.row.version
    }
}

/// A delegation that the caller may see: a published one is public, any other is for those who keep the ledger.
pub fn find(tx: &mut Tx<'_>, id: DelegationId) -> Outcome<Kept> {
    let row = delegation::find(tx.conn, id)?;
    let found = kept(tx, vec![row])?.pop();
    let seen = found.filter(|kept| is_public(&kept.delegation) || sees_unpublished(tx.actor));
    Ok(seen.ok_or_else(|| StoreError::not_found("delegation"))?)
}

/// The same, locked until the transaction ends: whoever issues under it at this moment is waited for.
pub fn lock(tx: &mut Tx<'_>, id: DelegationId) -> Outcome<Kept> {
    delegation::lock(tx.conn, id)?;
    find(tx, id)
}

/// Rows with their ranges, in their order.
pub fn kept(tx: &mut Tx<'_>, rows: Vec<DelegationRow>) -> Outcome<Vec<Kept>> {
    let ids: Vec<DelegationId> = rows.iter().map(|row| row.id.into()).collect();
    let ranges = if ids.is_empty() { Vec::new() } else { delegation::ranges(tx.conn, &ids)? };
    let found = rows.into_iter().map(|row| Ok((delegation_from(row.clone())?, row)));
    let found = found.collect::<Outcome<Vec<(Delegation, DelegationRow)>>>()?;
    let seals = found.iter().filter_map(|(delegation, _)| delegation.seal_image_hash.as_deref()).collect::<Vec<_>>();
    let seals = if seals.is_empty() { Vec::new() } else { seal_image::deposited(tx.conn, &seals)? };
    found
        .into_iter()
        .map(|(delegation, row)| {
            let own = ranges.iter().filter(|range| range.delegation_id == row.id).cloned();
            let ranges = own.map(range_from).collect::<Result<Vec<_>, _>>()?;
            let seal = delegation.seal_image_hash.as_ref();
            let seal_deposited = seals.iter().any(|(of, hash)| *of == delegation.entruster && Some(hash) == seal);
            Ok(Kept { delegation, ranges, seal_deposited, row })
        })
        .collect()
}

fn is_public(delegation: &Delegation) -> bool {
    matches!(delegation.state, DelegationState::Published { .. })
}
