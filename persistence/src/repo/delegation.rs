//! Seal delegations, what they cover, and their ranges of numbers (S8). The numbers themselves are in
//! [`super::number`].

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use kaiye_domain::id::{DelegationId, NumberRangeId};
use uuid::Uuid;

use super::update::update_versioned;
use crate::{
    backend::{Connection, Instant, Key, insert_all},
    error::StoreResult,
    row::{DelegationItemRow, DelegationRow, NumberRangeRow},
    schema::{delegation_items, delegations, number_ranges},
};

/// The status of a delegation that was published and not revoked.
const PUBLISHED: &str = "published";

/// More delegations than cover the items of one application; a bound, not a page.
const MOST: i64 = 1000;

/// Which delegations a list shows; what is empty does not limit it.
#[derive(Debug, Clone, Default)]
pub struct DelegationFilter {
    /// Given by this department.
    pub entruster: Option<String>,
    /// In this status.
    pub status: Option<String>,
    /// Covering this item.
    pub item_code: Option<String>,
    /// Covering something in this county.
    pub division: Option<String>,
}

/// Keeps a delegation with what it covers and its ranges. An instrument that is kept already is a conflict on
/// `delegations_instrument_number_key`.
pub fn insert(
    conn: &mut Connection,
    row: &DelegationRow,
    items: &[DelegationItemRow],
    ranges: &[NumberRangeRow],
) -> StoreResult<()> {
    insert_all!(conn, delegations::table, std::slice::from_ref(row))?;
    insert_all!(conn, delegation_items::table, items)?;
    insert_all!(conn, number_ranges::table, ranges)
}

/// The delegation.
pub fn find(conn: &mut Connection, id: DelegationId) -> StoreResult<DelegationRow> {
    Ok(delegations::table.find(Key::from(id)).select(DelegationRow::as_select()).first(conn)?)
}

/// Locks a delegation until the transaction ends: waits for everybody who issues under it at this moment.
pub fn lock(conn: &mut Connection, id: DelegationId) -> StoreResult<()> {
    if let Connection::Postgres(c) = conn {
        let row = delegations::table.find(Key::from(id)).select(delegations::id).for_update();
        row.first::<Key>(c).optional()?;
    }
    Ok(())
}

/// Those of these delegations that are published now, and stay so until the transaction ends. Any number of transactions
/// may hold one at once.
pub fn hold(conn: &mut Connection, ids: &[DelegationId]) -> StoreResult<Vec<DelegationRow>> {
    let of: Vec<Key> = ids.iter().map(|id| Key::from(*id)).collect();
    macro_rules! held {
        () => {
            delegations::table
                .filter(delegations::id.eq_any(of))
                .filter(delegations::status.eq(PUBLISHED))
                .select(DelegationRow::as_select())
        };
    }
    Ok(match conn {
        Connection::Sqlite(c) => held!().load(c)?,
        Connection::Postgres(c) => held!().for_key_share().load(c)?,
    })
}

/// Changes a delegation that still has the expected version.
pub fn update(conn: &mut Connection, row: &DelegationRow, expected: i32) -> StoreResult<()> {
    update_versioned!(conn, delegations, row, expected)
}

/// Delegations in the order they were given, from after one.
pub fn list(
    conn: &mut Connection,
    filter: &DelegationFilter,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<DelegationRow>> {
    let filter = filter.clone();
    let mut query =
        delegations::table.select(DelegationRow::as_select()).order(delegations::id).limit(limit).into_boxed();
    if let Some(entruster) = filter.entruster {
        query = query.filter(delegations::entruster.eq(entruster));
    }
    if let Some(status) = filter.status {
        query = query.filter(delegations::status.eq(status));
    }
    if let Some(item_code) = filter.item_code {
        let covering = delegation_items::table.filter(delegation_items::item_code.eq(item_code));
        query = query.filter(delegations::id.eq_any(covering.select(delegation_items::delegation_id)));
    }
    if let Some(division) = filter.division {
        let covering = delegation_items::table.filter(delegation_items::division.eq(division));
        query = query.filter(delegations::id.eq_any(covering.select(delegation_items::delegation_id)));
    }
    if let Some(after) = after {
        query = query.filter(delegations::id.gt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// The published delegations that cover any of these items in a county and whose days include this one, the latest to
/// begin first.
pub fn in_force(
    conn: &mut Connection,
    item_codes: &[String],
    division: &str,
    on: NaiveDate,
) -> StoreResult<Vec<DelegationRow>> {
    let covering = delegation_items::table
        .filter(delegation_items::item_code.eq_any(item_codes.to_vec()))
        .filter(delegation_items::division.eq(division));
    Ok(delegations::table
        .filter(delegations::id.eq_any(covering.select(delegation_items::delegation_id)))
        .filter(delegations::status.eq(PUBLISHED))
        .filter(delegations::valid_from.le(on))
        .filter(delegations::valid_to.is_null().or(delegations::valid_to.assume_not_null().ge(on)))
        .order((delegations::valid_from.desc(), delegations::id.desc()))
        .limit(MOST)
        .select(DelegationRow::as_select())
        .load(conn)?)
}

/// What any of these delegations covers.
pub fn items(conn: &mut Connection, delegations: &[DelegationId]) -> StoreResult<Vec<DelegationItemRow>> {
    let of: Vec<Key> = delegations.iter().map(|id| Key::from(*id)).collect();
    Ok(delegation_items::table
        .filter(delegation_items::delegation_id.eq_any(of))
        .order((delegation_items::delegation_id, delegation_items::item_code, delegation_items::division))
        .select(DelegationItemRow::as_select())
        .load(conn)?)
}

/// The ranges of any of these delegations, in the order they were given.
pub fn ranges(conn: &mut Connection, delegations: &[DelegationId]) -> StoreResult<Vec<NumberRangeRow>> {
    let of: Vec<Key> = delegations.iter().map(|id| Key::from(*id)).collect();
    Ok(number_ranges::table
        .filter(number_ranges::delegation_id.eq_any(of))
        .order(number_ranges::id)
        .select(NumberRangeRow::as_select())
        .load(conn)?)
}

/// Which ranges the ledger shows; what is empty does not limit it.
#[derive(Debug, Clone, Default)]
pub struct RangeFilter {
    /// Of this delegation.
    pub delegation: Option<DelegationId>,
    /// For this item.
    pub item_code: Option<String>,
}

/// Ranges in the order they were entrusted, from after one.
pub fn list_ranges(
    conn: &mut Connection,
    filter: &RangeFilter,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<NumberRangeRow>> {
    let mut query =
        number_ranges::table.select(NumberRangeRow::as_select()).order(number_ranges::id).limit(limit).into_boxed();
    if let Some(delegation) = filter.delegation {
        query = query.filter(number_ranges::delegation_id.eq(Key::from(delegation)));
    }
    if let Some(item_code) = filter.item_code.clone() {
        query = query.filter(number_ranges::item_code.eq(item_code));
    }
    if let Some(after) = after {
        query = query.filter(number_ranges::id.gt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// A range; until the transaction ends no other one notes its stock.
pub fn lock_range(conn: &mut Connection, range: NumberRangeId) -> StoreResult<NumberRangeRow> {
    if let Connection::Postgres(c) = conn {
        let row = number_ranges::table.find(Key::from(range)).select(number_ranges::id).for_no_key_update();
        row.first::<Key>(c).optional()?;
    }
    Ok(number_ranges::table.find(Key::from(range)).select(NumberRangeRow::as_select()).first(conn)?)
}

/// Notes since when a range runs low, or that it no longer does.
pub fn note_low_stock(conn: &mut Connection, range: NumberRangeId, since: Option<DateTime<Utc>>) -> StoreResult<()> {
    diesel::update(number_ranges::table.find(Key::from(range)))
        .set(number_ranges::low_stock_at.eq(since.map(Instant::from)))
        .execute(conn)?;
    Ok(())
}
