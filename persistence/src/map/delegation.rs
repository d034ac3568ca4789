//! Seal delegations, their ranges and numbers.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    delegation::{Delegation, DelegationState, EntrustedNumber, NumberRange, NumberState, NumberStatus},
    id::DelegationId,
    identity::IdentityFault,
};
use uuid::Uuid;

use super::{aggregate, document, text, word};
use crate::{
    backend::Key,
    error::{StoreError, StoreResult},
    row::{DelegationItemRow, DelegationRow, NumberRangeRow, NumberRow},
};

/// A delegation's row.
pub fn delegation_row(delegation: &Delegation, created_at: DateTime<Utc>, version: i32) -> StoreResult<DelegationRow> {
    let (published_on, revoked_at) = match delegation.state {
        DelegationState::Given => (None, None),
        DelegationState::Published { on } => (Some(on), None),
        DelegationState::Revoked { at, .. } => (None, Some(at)),
    };
    let mut divisions = delegation.covers.iter().map(|cover| &cover.division);
    let first = divisions.next();
    let division = first.filter(|first| divisions.all(|other| other == *first)).cloned();
    Ok(DelegationRow {
        id: delegation.id.into(),
        division,
        entruster: delegation.entruster.clone(),
        entrusted: delegation.entrusted.clone(),
        instrument_number: delegation.instrument_number.clone(),
        status: text(delegation.status()),
        published_on,
        valid_from: delegation.valid_from,
        valid_to: delegation.valid_to,
        doc: document(delegation)?,
        created_at: created_at.into(),
        revoked_at: revoked_at.map(Into::into),
        version,
    })
}

/// A delegation from its row.
pub fn delegation_from(row: DelegationRow) -> StoreResult<Delegation> {
    aggregate(row.doc)
}

/// What a delegation covers, a row an item and county.
pub fn delegation_item_rows(delegation: &Delegation) -> Vec<DelegationItemRow> {
    delegation
        .covers
        .iter()
        .map(|cover| DelegationItemRow {
            delegation_id: delegation.id.into(),
            item_code: cover.item_code.clone(),
            division: cover.division.clone(),
        })
        .collect()
}

/// A range's row.
pub fn range_row(
    range: &NumberRange,
    delegation: DelegationId,
    created_at: DateTime<Utc>,
) -> StoreResult<NumberRangeRow> {
    Ok(NumberRangeRow {
        id: range.id.into(),
        delegation_id: delegation.into(),
        item_code: range.item_code.clone(),
        division: range.division.clone(),
        format: document(&range.format)?,
        first_serial: serial(range.first_serial)?,
        last_serial: serial(range.last_serial)?,
        low_stock_at: None,
        created_at: created_at.into(),
    })
}

/// A range from its row.
pub fn range_from(row: NumberRangeRow) -> StoreResult<NumberRange> {
    let serial = |serial: i64| u64::try_from(serial).map_err(|_| StoreError::corrupt("a negative serial"));
    Ok(NumberRange {
        id: row.id.into(),
        item_code: row.item_code,
        division: row.division,
        format: aggregate(row.format)?,
        first_serial: serial(row.first_serial)?,
        last_serial: serial(row.last_serial)?,
    })
}

/// A row for each number of a new range, all of them in stock.
pub fn number_rows(
    range: &NumberRange,
    delegation: DelegationId,
    by: Uuid,
    at: DateTime<Utc>,
    ids: &mut dyn FnMut() -> Uuid,
) -> StoreResult<Vec<NumberRow>> {
    (range.first_serial..=range.last_serial)
        .map(|number| {
            Ok(NumberRow {
                id: Key(ids()),
                range_id: range.id.into(),
                delegation_id: delegation.into(),
                item_code: range.item_code.clone(),
                division: range.division.clone(),
                serial: serial(number)?,
                number: range
                    .format
                    .number(number)
                    .map_err(|fault: IdentityFault| StoreError::corrupt(fault.code()))?,
                status: text(NumberStatus::Available),
                certificate_id: None,
                reason: None,
                changed_at: at.into(),
                changed_by: by.into(),
            })
        })
        .collect()
}

/// A number from its row.
pub fn number_from(row: NumberRow) -> StoreResult<EntrustedNumber> {
    let reason = row.reason.unwrap_or_default();
    let state = match word::<NumberStatus>(&row.status)? {
        NumberStatus::Available => NumberState::Available,
        NumberStatus::Issued => {
            let certificate = row.certificate_id.ok_or_else(|| StoreError::corrupt("issued without a certificate"))?;
            NumberState::Issued { certificate: certificate.into() }
        }
        NumberStatus::Void => NumberState::Void { reason },
        NumberStatus::Lost => NumberState::Lost { reason },
        NumberStatus::Returned => NumberState::Returned,
    };
    Ok(EntrustedNumber { id: row.id.into(), number: row.number, state })
}

fn serial(serial: u64) -> StoreResult<i64> {
    i64::try_from(serial).map_err(|_| StoreError::corrupt("a serial beyond what the store can hold"))
}
