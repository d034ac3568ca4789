//! Not taken in (行政许可法 §32(1), (2); S6): no permit is needed, or another authority is competent, which is named.

use kaiye_domain::{
    acceptance::require_in_time,
    application::DeclineGround,
    refusal::{Fault, Refusal},
    remedy::REMEDIES,
    served_notice::{NoticeKind, ServiceChannel},
};
use serde_json::json;

use super::{answered, chosen};
use crate::operations::{Outcome, Tx, dossier::Dossier};

/// An item that is not taken in.
#[derive(Debug, Clone, Copy)]
pub struct Declining<'a> {
    /// Its code.
    pub item: &'a str,
    /// Why.
    pub ground: DeclineGround,
    /// The competent authority, where it is another.
    pub authority: Option<&'a str>,
    /// The reason in words.
    pub reason: &'a str,
}

/// Declines the named items, each with a numbered notice of its own.
pub fn decline(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    declining: &[Declining<'_>],
    channel: ServiceChannel,
) -> Outcome<()> {
    let faults: Vec<Fault> = declining
        .iter()
        .enumerate()
        .filter(|(_, it)| it.ground == DeclineGround::NotThisAuthority && it.authority.is_none())
        .map(|(index, _)| Fault { pointer: format!("/items/{index}/authority"), code: "required" })
        .collect();
    if !faults.is_empty() {
        return Err(Refusal::fields("content_invalid", faults).into());
    }
    let codes: Vec<&str> = declining.iter().map(|it| it.item).collect();
    let ids = chosen(dossier, &codes)?;
    let mut told = Vec::new();
    for (id, declined) in ids.iter().zip(declining) {
        require_in_time(dossier.answer_clock(*id), tx.now).map_err(Refusal::from)?;
        let kind = match declined.ground {
            DeclineGround::NoPermitNeeded => NoticeKind::NoPermitNeeded,
            DeclineGround::NotThisAuthority => NoticeKind::NotThisAuthority,
        };
        let content = json!({
            "item": declined.item, "ground": declined.ground, "authority": declined.authority,
            "reason": declined.reason, "remedies": REMEDIES,
        });
        let receipt = dossier.serve(tx, kind, Some(*id), channel, content);
        told.push(json!({ "item": declined.item, "ground": declined.ground, "receipt": receipt }));
        dossier.application.step(*id, |item| item.decline(tx.now, declined.ground, receipt))?;
    }
    answered(dossier, tx, &ids)?;
    dossier.fact("application.declined", json!({ "items": told }));
    Ok(())
}
