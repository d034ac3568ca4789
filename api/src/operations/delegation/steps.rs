//! Publishing and revoking.

use kaiye_domain::{
    delegation::Delegation,
    event::{Fact, SubjectKind},
};
use kaiye_persistence::{map::delegation_row, repo::delegation as delegations};
use serde_json::json;

use super::Kept;
use crate::operations::{Outcome, Tx};

/// Publishes a delegation (行政许可法 §24): from today it is in force within its dates.
pub fn publish(tx: &mut Tx<'_>, kept: Kept) -> Outcome<Kept> {
    kept.delegation.require_entruster(tx.actor)?;
    let today = tx.today();
    let delegation = kept.delegation.clone().publish(today)?;
    save(tx, kept, delegation, Fact::new("delegation.published", json!({ "published_on": today })))
}

/// Revokes a delegation: from this instant nothing is issued under it.
pub fn revoke(tx: &mut Tx<'_>, kept: Kept, reason: String) -> Outcome<Kept> {
    kept.delegation.require_entruster(tx.actor)?;
    let delegation = kept.delegation.clone().revoke(tx.now, tx.actor.id, reason)?;
    save(tx, kept, delegation, Fact::new("delegation.revoked", json!({})))
}

fn save(tx: &mut Tx<'_>, kept: Kept, delegation: Delegation, fact: Fact) -> Outcome<Kept> {
    let before = kept.row.version;
    let row = delegation_row(&delegation, kept.row.created_at.into(), before + 1)?;
    delegations::update(tx.conn, &row, before)?;
    tx.append((SubjectKind::Delegation, delegation.id), row.division.as_deref(), vec![fact])?;
    Ok(Kept { delegation, row, ..kept })
}
