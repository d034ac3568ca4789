//! Keeping what a run granted: one multi-row statement a table, the duties with the dossier.

use kaiye_domain::{
    catalogue::Jurisdiction,
    certificate::Certificate,
    issue::{DecisionRecord, Grounds, consequences, deliveries},
    publication::contents,
    verification::VerificationTask,
};
use kaiye_persistence::{
    map::{certificate_row, decision_row, with_priority},
    repo::{certificate as certificates, decision, verification},
    row::CertificateRow,
};

use super::grant::Grant;
use crate::operations::{
    Outcome, Tx, documents,
    dossier::{Dossier, holder_key},
    register::publish,
    verification::{History, row_of, tell_of},
};

/// Writes certificates, tasks, publication entries and the record; the duties are saved with the dossier.
pub(super) fn keep(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    jurisdiction: &Jurisdiction,
    record: &DecisionRecord,
    granted: &[Grant],
    replaced: &[(Certificate, CertificateRow)],
) -> Outcome<()> {
    let mut tasks = Vec::new();
    for grant in granted {
        tasks.extend(follow_up(tx, dossier, jurisdiction, grant)?);
    }
    deliver_filings(tx, dossier, jurisdiction, record)?;
    keep_certificates(tx, dossier, granted, replaced)?;
    documents::of_certificates(tx, dossier, granted.iter().map(|grant| &grant.certificate))?;
    keep_tasks(tx, dossier, granted, &tasks)?;
    publish_all(tx, dossier, granted)?;
    decision::insert(tx.conn, &decision_row(record, dossier.application.division())?)?;
    Ok(())
}

/// Sets a certificate's duties and gives its tasks.
fn follow_up(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    jurisdiction: &Jurisdiction,
    grant: &Grant,
) -> Outcome<Vec<VerificationTask>> {
    let grounds = Grounds {
        item: &grant.item,
        commitment: grant.commitment.as_ref(),
        deferred: &dossier.deferred,
        policy: &jurisdiction.policy,
        window: &jurisdiction.registrar.department,
        now: tx.now,
    };
    let follows = consequences(&grant.certificate, &grounds, &mut || tx.id());
    for duty in follows.duties {
        dossier.owe(tx, duty)?;
    }
    for task in &follows.tasks {
        tell_of(dossier, task);
    }
    Ok(follows.tasks)
}

/// What may follow a filing is due from now as well (S5).
fn deliver_filings(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    jurisdiction: &Jurisdiction,
    record: &DecisionRecord,
) -> Outcome<()> {
    for filed in &record.result.filed {
        let Some(requested) = dossier.application.item(&filed.item) else { continue };
        let Some(item) = jurisdiction.item(&filed.item, requested.item_version) else { continue };
        for duty in deliveries(requested.id, item, &dossier.deferred, &jurisdiction.policy) {
            dossier.owe(tx, duty)?;
        }
    }
    Ok(())
}

fn keep_certificates(
    tx: &mut Tx<'_>,
    dossier: &Dossier,
    granted: &[Grant],
    replaced: &[(Certificate, CertificateRow)],
) -> Outcome<()> {
    let place = dossier.place_key(tx).unwrap_or_default();
    let rows = granted
        .iter()
        .map(|grant| {
            let holder = holder_key(tx, &grant.certificate.face.holder_uscc);
            certificate_row(&grant.certificate, holder, place.clone(), 1)
        })
        .collect::<Result<Vec<_>, _>>()?;
    certificates::insert(tx.conn, &rows)?;
    for (certificate, was) in replaced {
        let row = certificate_row(certificate, was.holder_key.clone(), was.place_key.clone(), was.version + 1)?;
        certificates::update(tx.conn, &row, was.version)?;
    }
    Ok(())
}

/// All certificates of an application have one holder, whose history is read once.
fn keep_tasks(tx: &mut Tx<'_>, dossier: &Dossier, granted: &[Grant], tasks: &[VerificationTask]) -> Outcome<()> {
    let Some(holder) = granted.first().map(|grant| holder_key(tx, &grant.certificate.face.holder_uscc)) else {
        return Ok(());
    };
    let history = History::of(tx, &holder)?;
    let mut rows = Vec::new();
    for task in tasks {
        let of = granted.iter().find(|grant| grant.certificate.id == task.certificate);
        let version = of.map_or(0, |grant| grant.certificate.item_version);
        let priority = history.priority(tx, task, version)?;
        rows.push(with_priority(row_of(dossier, task, 1)?, &priority)?);
    }
    verification::insert(tx.conn, &rows)?;
    Ok(())
}

/// Publishes at once (S12).
fn publish_all(tx: &mut Tx<'_>, dossier: &Dossier, granted: &[Grant]) -> Outcome<()> {
    let entries = granted.iter().flat_map(|Grant { certificate, commitment, .. }| {
        contents(certificate, commitment.as_ref()).into_iter().map(move |(kind, content)| (certificate, kind, content))
    });
    publish(tx, dossier, entries.collect())
}
