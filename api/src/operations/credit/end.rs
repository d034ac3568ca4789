//! A record's time is over: it is published no longer. The bar stays until repair.

use kaiye_domain::{
    credit::CreditState,
    id::{ApplicationId, CreditRecordId},
};
use serde_json::json;

use super::keep::{find, save};
use crate::operations::{Outcome, Tx, dossier::Dossier};

/// Ends the publication of a record whose last day has passed, once.
pub fn end(tx: &mut Tx<'_>, application: ApplicationId, id: CreditRecordId) -> Outcome<()> {
    let mut dossier = Dossier::open(tx, application)?;
    let kept = find(tx, id)?;
    // Another process may have been here, or a further decision moved the day.
    if kept.record.state != CreditState::Published || tx.today() <= kept.record.public_to() {
        return Ok(());
    }
    let record = kept.record.end(tx.today(), tx.now)?;
    save(tx, &record, kept.version)?;
    dossier.fact(
        "credit.ended",
        json!({
            "record": record.id, "certificate": record.certificate, "item": record.item_code,
            "department": record.department, "public_to": record.public_to(), "bars": record.bars().is_some(),
        }),
    );
    dossier.save(tx)?;
    Ok(())
}
