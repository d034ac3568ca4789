//! The stock report and reconciliation (S8).

use std::collections::BTreeMap;

use kaiye_domain::{
    delegation::{NumberRange, RangeStock},
    id::{DelegationId, NumberRangeId},
};
use kaiye_persistence::{
    StoreError,
    map::range_from,
    repo::{
        delegation::{self, RangeFilter},
        number,
    },
};
use uuid::Uuid;

use crate::operations::{Outcome, Tx};

/// What of the ledger is asked for; what is empty does not limit it.
#[derive(Debug, Clone, Default)]
pub struct LedgerQuery {
    /// Ranges of this delegation.
    pub delegation: Option<DelegationId>,
    /// Ranges for this item.
    pub item_code: Option<String>,
    /// From after this range.
    pub after: Option<Uuid>,
    /// At most so many.
    pub limit: i64,
}

/// A range and how many of its numbers stand where.
#[derive(Debug, Clone)]
pub struct LedgerLine {
    /// The range.
    pub range: NumberRange,
    /// Its delegation.
    pub delegation: DelegationId,
    /// Its stock.
    pub stock: RangeStock,
    /// Whether it is low, by the policy's threshold.
    pub low: bool,
}

/// The ledger, a line a range.
pub fn ledger(tx: &mut Tx<'_>, query: &LedgerQuery) -> Outcome<Vec<LedgerLine>> {
    let filter = RangeFilter { delegation: query.delegation, item_code: query.item_code.clone() };
    let rows = delegation::list_ranges(tx.conn, &filter, query.after, query.limit)?;
    let threshold = tx.jurisdiction()?.policy.low_stock.value;
    let ids: Vec<NumberRangeId> = rows.iter().map(|row| row.id.into()).collect();
    let stocks = stock_of(tx, &ids)?;
    rows.into_iter()
        .map(|row| {
            let stock = stocks.get(&row.id.into()).copied().unwrap_or_default();
            let delegation = row.delegation_id.into();
            Ok(LedgerLine { range: range_from(row)?, delegation, stock, low: stock.is_low(threshold) })
        })
        .collect()
}

/// How many numbers of each range stand where, by one query.
pub fn stock_of(tx: &mut Tx<'_>, ranges: &[NumberRangeId]) -> Outcome<BTreeMap<NumberRangeId, RangeStock>> {
    let mut stocks: BTreeMap<NumberRangeId, RangeStock> = BTreeMap::new();
    if ranges.is_empty() {
        return Ok(stocks);
    }
    for counted in number::stock(tx.conn, ranges)? {
        let count = u64::try_from(counted.count).map_err(|_| StoreError::corrupt("a negative count"))?;
        let status = kaiye_persistence::map::word(&counted.status)?;
        stocks.entry(counted.range.into()).or_default().add(status, count);
    }
    Ok(stocks)
}
