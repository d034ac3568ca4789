//! Ranges that run low (S8): told once for each fall below the policy's threshold.

use kaiye_domain::{
    delegation::RangeStock,
    event::{Fact, SubjectKind},
    id::NumberRangeId,
};
use kaiye_persistence::{
    map::delegation_from,
    repo::{delegation, number},
};
use serde_json::json;

use crate::operations::{Outcome, Tx};

/// Looks at one range: notes and tells that it has fallen below the threshold, or notes that it no longer is. What is
/// not in force is not told of.
pub fn watch_stock(tx: &mut Tx<'_>, id: NumberRangeId) -> Outcome<()> {
    let row = delegation::lock_range(tx.conn, id)?;
    let threshold = tx.jurisdiction()?.policy.low_stock.value;
    // No more are counted than it takes to know.
    let available = number::list(tx.conn, id, Some("available"), None, i64::from(threshold))?.len();
    let stock = RangeStock { available: u64::try_from(available).unwrap_or(u64::MAX), ..RangeStock::default() };
    let noted = row.low_stock_at.is_some();
    let delegation = delegation_from(delegation::find(tx.conn, row.delegation_id.into())?)?;
    if stock.is_low(threshold) == noted || (!noted && !delegation.in_force(tx.today())) {
        return Ok(());
    }
    delegation::note_low_stock(tx.conn, id, (!noted).then_some(tx.now))?;
    if noted {
        return Ok(());
    }
    let data = json!({
        "range_id": id, "item_code": row.item_code, "division": row.division, "available": stock.available,
        "threshold": threshold,
    });
    let division = row.division.as_deref();
    tx.append((SubjectKind::Delegation, row.delegation_id), division, vec![Fact::new("number_range.low", data)])?;
    Ok(())
}
