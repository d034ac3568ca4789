//! That events came to a department: noted for the reconciliation, and with an event that carries an approval the
//! department has received what it is to verify (S13, S14). One function, whichever side moved them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use kaiye_domain::{
    event::{Event, ExchangeWay, SubjectKind, carries_approval},
    id::{ApplicationId, EventId},
    verification::ReceiptWay,
};
use kaiye_persistence::repo::event_receipt;

use crate::operations::{Outcome, Tx, verification::receive_approval};

/// These events, all of them the department's own, came to it in this way at an instant. Safe to repeat: the first time
/// counts.
pub fn received(
    tx: &mut Tx<'_>,
    department: &str,
    events: &[Event],
    way: ExchangeWay,
    at: DateTime<Utc>,
) -> Outcome<()> {
    let ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
    event_receipt::note(tx.conn, department, &ids, way, at)?;
    let way = match way {
        ExchangeWay::Pulled => ReceiptWay::Acknowledged,
        ExchangeWay::Pushed => ReceiptWay::Answered,
    };
    // Applications are locked in the order of their ids, so that two batches never wait for one another.
    let mut told: BTreeMap<ApplicationId, DateTime<Utc>> = BTreeMap::new();
    for event in events.iter().filter(|it| it.subject_kind == SubjectKind::Application && carries_approval(&it.kind)) {
        let last = told.entry(event.subject_id.into()).or_insert(event.at);
        *last = event.at.max(*last);
    }
    for (application, told_at) in told {
        receive_approval(tx, application, department, way, at, told_at)?;
    }
    Ok(())
}
