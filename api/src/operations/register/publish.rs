//! Publishing. An entry is public from the instant it is written, and stays in the log for good: one that is taken back
//! says since when and why, and what is published anew is another entry.

use kaiye_domain::{
    actor::Reach,
    certificate::Certificate,
    id::PublicationId,
    publication::{PublicContent, Publication, PublicationKind, WithdrawalGround},
    register::{RegisterReason, found_by},
};
use kaiye_persistence::{
    map::{certificate_from, publication_from, publication_row},
    repo::{certificate, publication, register},
    row::{PublicationRow, RegisterNameRow},
};
use serde_json::json;

use crate::operations::{Failure, Outcome, Tx, dossier::Dossier};

/// Publishes what there is of certificates that were just issued, and lets them be found by name.
pub fn publish(
    tx: &mut Tx<'_>,
    dossier: &Dossier,
    contents: Vec<(&Certificate, PublicationKind, PublicContent)>,
) -> Outcome<()> {
    let promised = contents.iter().filter(|(_, kind, _)| *kind == PublicationKind::Commitment);
    let names = promised.flat_map(|(certificate, _, _)| {
        let certificate_id = certificate.id.into();
        found_by(&certificate.face.holder_name)
            .into_iter()
            .map(move |suffix| RegisterNameRow { suffix, certificate_id })
    });
    let names: Vec<RegisterNameRow> = names.collect();
    let rows = contents
        .into_iter()
        .map(|(certificate, kind, content)| row(tx, dossier, certificate, kind, content))
        .collect::<Outcome<Vec<_>>>()?;
    publication::insert(tx.conn, &rows)?;
    register::insert_names(tx.conn, &names)?;
    Ok(())
}

/// An entry that somebody means to change, with its application, locked, and its certificate.
pub fn open(tx: &mut Tx<'_>, id: PublicationId) -> Outcome<(Dossier, Certificate, PublicationRow)> {
    let application = publication::find(tx.conn, id)?.application_id;
    let dossier = Dossier::open(tx, application.into())?;
    let row = publication::find(tx.conn, id)?;
    let about = row.certificate_id.ok_or_else(Failure::not_found)?;
    let certificate = certificate_from(certificate::find(tx.conn, &Reach::All, about.into())?)?;
    Ok((dossier, certificate, row))
}

/// Publishes one thing more about a certificate. What it notes is saved with the dossier.
pub fn announce(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    certificate: &Certificate,
    kind: PublicationKind,
    content: PublicContent,
) -> Outcome<()> {
    let entry = row(tx, dossier, certificate, kind, content)?;
    publication::insert(tx.conn, std::slice::from_ref(&entry))?;
    let data = json!({
        "publication": entry.id.0, "kind": kind, "certificate": certificate.id, "item": certificate.item_code,
    });
    dossier.fact("publication.published", data);
    Ok(())
}

/// Takes an entry back from the public. What it notes is saved with the dossier.
pub fn withdraw(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    certificate: &Certificate,
    entry: &PublicationRow,
    ground: WithdrawalGround,
) -> Outcome<()> {
    if !publication::withdraw(tx.conn, entry.id.into(), ground.into(), tx.now)? {
        return Err(Failure::refused(RegisterReason::Withdrawn));
    }
    let data = json!({
        "publication": entry.id.0, "kind": entry.kind, "certificate": certificate.id, "item": certificate.item_code,
        "ground": ground,
    });
    dossier.fact("publication.withdrawn", data);
    Ok(())
}

/// Publishes anew what was taken back, as another entry, and gives it. What it notes is saved with the dossier.
pub fn restore(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    certificate: &Certificate,
    entry: &PublicationRow,
) -> Outcome<PublicationRow> {
    let standing = publication::standing_of(tx.conn, &[certificate.id], &entry.kind)?;
    if entry.withdrawn_at.is_none() || !standing.is_empty() {
        return Err(Failure::refused(RegisterReason::NotWithdrawn));
    }
    let Publication { kind, content, .. } = publication_from(entry.clone())?;
    let anew = row(tx, dossier, certificate, kind, content)?;
    publication::insert(tx.conn, std::slice::from_ref(&anew))?;
    let data = json!({
        "publication": anew.id.0, "instead_of": entry.id.0, "kind": kind, "certificate": certificate.id,
        "item": certificate.item_code,
    });
    dossier.fact("publication.restored", data);
    Ok(anew)
}

/// An entry of this instant. It is due within the policy's time of the decision that brings it, which is this one.
fn row(
    tx: &mut Tx<'_>,
    dossier: &Dossier,
    certificate: &Certificate,
    kind: PublicationKind,
    content: PublicContent,
) -> Outcome<PublicationRow> {
    let (jurisdiction, calendar) = (tx.jurisdiction()?, tx.calendar()?);
    let due_on = jurisdiction.policy.publication.value.last_day(tx.today(), &calendar).date;
    let certificate = certificate.id;
    let entry = Publication { id: tx.id(), certificate, kind, content, published_at: tx.now, due_on };
    Ok(publication_row(&entry, dossier.application.id, dossier.application.division())?)
}
