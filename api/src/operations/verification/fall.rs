//! A certificate that is taken leaves nothing to check: its open tasks fall away with their clocks, and are restored when
//! what took it is set aside.

use kaiye_domain::{certificate::Certificate, id::CertificateId};
use kaiye_persistence::{map::verification_from, repo::verification};
use serde_json::json;

use super::{Opened, work::about};
use crate::operations::{
    Outcome, Tx,
    dossier::{Dossier, End},
};

/// What is still to be done of a certificate's tasks falls away.
pub fn fall_away(tx: &mut Tx<'_>, dossier: &mut Dossier, certificate: &Certificate) -> Outcome<()> {
    let because = certificate.status();
    for mut opened in all_of(tx, certificate.id)? {
        if opened.task.state.has_ended() {
            continue;
        }
        let id = opened.task.id.0;
        opened.task = opened.task.clone().fall_away(because, tx.now);
        dossier.end_deadlines(tx, |it| it.subject.1 == id, End::Cancelled)?;
        opened.save(tx, dossier)?;
        dossier.fact("verification.fallen_away", about(&opened, json!({ "because": because })));
    }
    Ok(())
}

/// What fell away with a certificate goes on.
pub fn restore(tx: &mut Tx<'_>, dossier: &mut Dossier, certificate: CertificateId) -> Outcome<()> {
    for mut opened in all_of(tx, certificate)? {
        if opened.task.state.fallen_away().is_none() {
            continue;
        }
        let id = opened.task.id.0;
        opened.task = opened.task.clone().restore();
        dossier.restore_deadlines(tx, |it| it.subject.1 == id)?;
        opened.save(tx, dossier)?;
        dossier.fact("verification.restored", about(&opened, json!({ "due_on": opened.row.due_on })));
    }
    Ok(())
}

fn all_of(tx: &mut Tx<'_>, certificate: CertificateId) -> Outcome<Vec<Opened>> {
    let rows = verification::of_certificates(tx.conn, &[certificate])?;
    rows.into_iter().map(|row| Ok(Opened { task: verification_from(row.clone())?, row })).collect()
}
