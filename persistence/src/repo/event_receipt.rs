//! That events came to departments (S13).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use kaiye_domain::{event::ExchangeWay, id::EventId};

use crate::{
    backend::{Connection, ROWS_PER_STATEMENT, on_either},
    error::StoreResult,
    row::EventReceiptRow,
    schema::event_receipts,
};

/// Notes that these events came to a department in this way; the first time counts.
pub fn note(
    conn: &mut Connection,
    department: &str,
    events: &[EventId],
    way: ExchangeWay,
    at: DateTime<Utc>,
) -> StoreResult<()> {
    let row = |id: &EventId| EventReceiptRow {
        department: department.to_owned(),
        event_id: (*id).into(),
        way: way.to_string(),
        at: at.into(),
    };
    let rows: Vec<EventReceiptRow> = events.iter().map(row).collect();
    for chunk in rows.chunks(ROWS_PER_STATEMENT) {
        on_either!(&mut *conn, c => {
            diesel::insert_into(event_receipts::table).values(chunk).on_conflict_do_nothing().execute(c)
        })?;
    }
    Ok(())
}
