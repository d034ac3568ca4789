//! Entrusting: a delegation with what it covers, its ranges, and a row for each number.

use kaiye_domain::{
    delegation::{Delegation, DelegationReason, NumberRange, check_ranges},
    event::{Fact, SubjectKind},
};
use kaiye_persistence::{
    StoreError,
    map::{delegation_item_rows, delegation_row, number_rows, range_row},
    repo::{delegation as delegations, number},
};
use serde_json::json;

use super::{Kept, seal};
use crate::operations::{Failure, Outcome, Tx};

/// Keeps a new delegation. It is in force once it is published.
pub fn create(tx: &mut Tx<'_>, delegation: Delegation, ranges: Vec<NumberRange>) -> Outcome<Kept> {
    delegation.require_entruster(tx.actor)?;
    let jurisdiction = tx.jurisdiction()?;
    check_ranges(&delegation, &ranges, &jurisdiction)?;
    let row = delegation_row(&delegation, tx.now, 1)?;
    let range_rows =
        ranges.iter().map(|range| range_row(range, delegation.id, tx.now)).collect::<Result<Vec<_>, _>>()?;
    delegations::insert(tx.conn, &row, &delegation_item_rows(&delegation), &range_rows).map_err(known)?;
    for range in &ranges {
        let mut mint = || tx.id();
        let rows = number_rows(range, delegation.id, tx.actor.id, tx.now, &mut mint)?;
        number::insert(tx.conn, &rows).map_err(known)?;
    }
    let fact = Fact::new(
        "delegation.created",
        json!({
            "entruster": delegation.entruster,
            "entrusted": delegation.entrusted,
            "instrument_number": delegation.instrument_number,
            "covers": delegation.covers,
            "ranges": ranges.iter().map(|range| json!({ "range_id": range.id, "item_code": range.item_code, "numbers": range.len() })).collect::<Vec<_>>(),
        }),
    );
    tx.append((SubjectKind::Delegation, delegation.id), row.division.as_deref(), vec![fact])?;
    let seal_deposited = seal::is_deposited(tx, &delegation)?;
    Ok(Kept { delegation, ranges, seal_deposited, row })
}

/// What a violated constraint means here: no instrument counts twice, and no number is entrusted twice.
fn known(error: StoreError) -> Failure {
    if error.is_conflict_on("delegations_instrument_number_key") {
        Failure::refused(DelegationReason::InstrumentKnown)
    } else if error.is_conflict_on("numbers_item_code_number_key") {
        Failure::refused(DelegationReason::NumberEntrusted)
    } else {
        error.into()
    }
}
