//! What a credit platform is told: the changes of records as the log has them, from after a position, so that none is
//! missed and none comes late; and its receipts.

use std::collections::BTreeMap;

use kaiye_domain::{
    actor::Reach,
    credit::{CreditReceipt, PlatformWord},
    event::{Event, Fact, SubjectKind},
    id::CreditRecordId,
};
use kaiye_persistence::{
    map::credit_receipt_row,
    repo::{credit, credit_receipt, event},
};
use serde_json::json;

use super::keep::Kept;
use crate::operations::{Outcome, Tx};

/// A change, with the record as it is now: what was repaired or withdrawn since is never given as it was.
#[derive(Debug, Clone)]
pub struct Change {
    /// The place of its event in the feed.
    pub position: i64,
    /// The event.
    pub event: Event,
    /// The record as it is now.
    pub kept: Kept,
}

/// The changes from after a position, in order.
pub fn changes(tx: &mut Tx<'_>, after: i64, limit: i64) -> Outcome<Vec<Change>> {
    let events = event::credit_changes(tx.conn, after, limit)?;
    let of = |event: &Event| serde_json::from_value::<CreditRecordId>(event.data["record"].clone()).ok();
    let ids: Vec<CreditRecordId> = events.iter().filter_map(|it| of(&it.event)).collect();
    let kept = credit::these(tx.conn, &ids)?.into_iter().map(Kept::from_row).collect::<Outcome<Vec<_>>>()?;
    let by_id: BTreeMap<CreditRecordId, Kept> = kept.into_iter().map(|kept| (kept.record.id, kept)).collect();
    Ok(events
        .into_iter()
        .filter_map(|it| {
            let kept = by_id.get(&of(&it.event)?)?.clone();
            Some(Change { position: it.position?, event: it.event, kept })
        })
        .collect())
}

/// What a platform says of a record that it was given.
#[derive(Debug, Clone)]
pub struct Received {
    /// The version that it was given.
    pub record_version: i32,
    /// Accepted or rejected.
    pub word: PlatformWord,
    /// The platform's own number.
    pub reference: String,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// When it received it.
    pub received_at: chrono::DateTime<chrono::Utc>,
}

/// Keeps a receipt. Whoever carries records to a platform carries those of the whole zone, so that reach does not matter.
pub fn receive(tx: &mut Tx<'_>, id: CreditRecordId, received: &Received) -> Outcome<CreditReceipt> {
    let kept = Kept::from_row(credit::find(tx.conn, &Reach::All, tx.today(), id)?)?;
    let receipt = CreditReceipt {
        id: tx.id(),
        record: id,
        record_version: received.record_version,
        word: received.word,
        reference: received.reference.clone(),
        reason: received.reason.clone(),
        received_at: received.received_at,
        recorded_at: tx.now,
        recorded_by: tx.actor.id,
    };
    receipt.check(kept.version)?;
    credit_receipt::insert(tx.conn, &credit_receipt_row(&receipt, &kept.record.division)?)?;
    let data = json!({
        "record": id, "receipt": receipt.id, "record_version": receipt.record_version, "outcome": receipt.word,
    });
    let fact = Fact::new("credit.receipt_recorded", data);
    tx.append((SubjectKind::Application, kept.record.application), Some(&kept.record.division), vec![fact])?;
    Ok(receipt)
}
