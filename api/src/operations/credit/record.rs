//! Writing a record, and taking it back.

use kaiye_domain::{
    certificate::Certificate,
    credit::{Breach, CreditGround, CreditRecord, CreditRepair, CreditState, CreditStatus, GroundKind},
    id::EnforcementCaseId,
};
use kaiye_persistence::{map::credit_repair_row, repo::credit_repair};
use serde_json::json;

use super::{
    bars::{follow, subjects},
    keep::{insert, of_case, repairs, save},
};
use crate::operations::{
    Outcome, Tx,
    dossier::{Dossier, End},
};

/// Records a breach that enforcement decided on: the record, its publication, and the bars on the business and whoever
/// stood behind its application. One case is one record: a further decision of it adds to the record that is published.
/// What it notes is saved with the dossier.
pub fn record(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    certificate: &Certificate,
    breach: &Breach,
) -> Outcome<CreditRecord> {
    let jurisdiction = tx.jurisdiction()?;
    let (policy, now) = (&jurisdiction.policy, tx.now);
    let published = of_case(tx, breach.case)?.into_iter().find(|kept| kept.record.state == CreditState::Published);
    let (fact, record) = match published {
        Some(kept) => {
            let record = kept.record.rest_on(breach, policy, now)?;
            save(tx, &record, kept.version)?;
            ("credit.extended", record)
        }
        None => {
            let roles = subjects(dossier, &certificate.face.holder_uscc).into_iter().map(|(role, _)| role).collect();
            let record = CreditRecord::of(tx.id(), certificate, roles, breach, policy, now);
            insert(tx, &record)?;
            ("credit.recorded", record)
        }
    };
    follow(tx, dossier, &record)?;
    tell(dossier, fact, &record, breach.kind);
    Ok(record)
}

/// A decision of a case, named by its document, was set aside on objection: what the record had by it falls, and its bars
/// with it. Nothing where the decision brought no record. What it notes is saved with the dossier.
pub fn withdraw(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    case: EnforcementCaseId,
    document: &str,
) -> Outcome<Option<CreditRecord>> {
    let by = |ground: &&CreditGround| ground.stands() && ground.document == document;
    let found = of_case(tx, case)?.into_iter().find_map(|kept| {
        let kind = kept.record.grounds.iter().find(by)?.kind;
        Some((kept, kind))
    });
    let Some((kept, kind)) = found else { return Ok(None) };
    let record = kept.record.set_aside(document, tx.now)?;
    save(tx, &record, kept.version)?;
    follow(tx, dossier, &record)?;
    let withdrawn = record.status() == CreditStatus::Withdrawn;
    if withdrawn {
        drop_repairs(tx, dossier, &record)?;
    }
    tell(dossier, if withdrawn { "credit.withdrawn" } else { "credit.reduced" }, &record, kind);
    Ok(Some(record))
}

/// Nothing is left to repair: what waits for the department falls away with its clock.
fn drop_repairs(tx: &mut Tx<'_>, dossier: &mut Dossier, record: &CreditRecord) -> Outcome<()> {
    for repair in repairs(tx, record.id)?.into_iter().filter(CreditRepair::is_filed) {
        let repair = repair.fall_away(tx.now);
        credit_repair::update(tx.conn, &credit_repair_row(&repair, record)?)?;
        dossier.end_deadlines(tx, |it| it.subject.1 == repair.id.0, End::Cancelled)?;
    }
    Ok(())
}

fn tell(dossier: &mut Dossier, fact: &'static str, record: &CreditRecord, kind: GroundKind) {
    let data = json!({
        "record": record.id, "case": record.case, "certificate": record.certificate, "item": record.item_code,
        "department": record.department, "ground": kind, "class": record.class(), "cause": record.cause(),
        "subjects": record.subjects, "status": record.status(), "public_from": record.public_from(),
        "public_to": record.public_to(), "bars": record.bars().is_some(),
    });
    dossier.fact(fact, data);
}
