//! Numbers that leave the stock without a certificate (S8): spoilt, lost, given back.

use kaiye_domain::{
    delegation::{DelegationReason, EntrustedNumber, NumberRange, NumberStatus},
    event::{Fact, SubjectKind},
    id::NumberId,
};
use kaiye_persistence::{
    StoreError,
    map::number_from,
    repo::number::{self, Removal},
    row::NumberRow,
};
use serde_json::json;

use super::Kept;
use crate::operations::{Failure, Outcome, Tx};

/// What happened to a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoil {
    /// It is spoilt.
    Void,
    /// It is lost.
    Lost,
}

/// Records that a form is spoilt or lost, and how that came about.
pub fn spoil(tx: &mut Tx<'_>, kept: &Kept, id: NumberId, what: Spoil, reason: String) -> Outcome<NumberRow> {
    kept.delegation.require_keeper(tx.actor)?;
    let row = number::find(tx.conn, id)?;
    if row.delegation_id != kept.delegation.id.into() {
        return Err(StoreError::not_found("number of this delegation").into());
    }
    let entrusted: EntrustedNumber = number_from(row.clone())?;
    let entrusted = match what {
        Spoil::Void => entrusted.void(reason.clone())?,
        Spoil::Lost => entrusted.lose(reason.clone())?,
    };
    let status: NumberStatus = (&entrusted.state).into();
    let removal = Removal { status: status.into(), reason: Some(&reason), by: tx.actor.id, at: tx.now };
    if !number::remove(tx.conn, id, removal)? {
        return Err(Failure::refused(DelegationReason::NumberNotAvailable));
    }
    let data = json!({ "number_id": id, "number": row.number, "item_code": row.item_code, "status": status });
    tx.append((SubjectKind::Delegation, kept.delegation.id), None, vec![Fact::new("number.voided", data)])?;
    Ok(number::find(tx.conn, id)?)
}

/// Gives the numbers of a range back to the entruster, those of them that are in stock; how many it were.
pub fn give_back(tx: &mut Tx<'_>, kept: &Kept, range: &NumberRange, serials: (u64, u64)) -> Outcome<usize> {
    kept.delegation.require_keeper(tx.actor)?;
    let bounds = (signed(serials.0), signed(serials.1));
    let removal = Removal { status: NumberStatus::Returned.into(), reason: None, by: tx.actor.id, at: tx.now };
    let returned = number::remove_between(tx.conn, range.id, bounds, removal)?;
    if returned == 0 {
        return Err(Failure::refused(DelegationReason::NothingInStock));
    }
    let data = json!({
        "range_id": range.id, "item_code": range.item_code, "from_serial": serials.0, "to_serial": serials.1,
        "count": returned,
    });
    tx.append((SubjectKind::Delegation, kept.delegation.id), None, vec![Fact::new("numbers.returned", data)])?;
    Ok(returned)
}

fn signed(serial: u64) -> i64 {
    i64::try_from(serial).unwrap_or(i64::MAX)
}
