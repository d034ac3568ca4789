//! What a document is worth now (S10, S12): read off what it is about.

use kaiye_domain::document::{About, DocumentStanding, DocumentStatus, HangsOn, OfficialDocument};
use kaiye_persistence::{
    map::certificate_from,
    repo::{certificate, dossier},
};

use super::{Outcome, Tx};

/// More certificates than one application can have.
const MOST: i64 = 1000;

/// What anybody who checks it is told, by at most two queries.
pub fn standing(tx: &mut Tx<'_>, document: &OfficialDocument) -> Outcome<DocumentStanding> {
    let hangs_on = document.hangs_on().filter(|_| document.status() == DocumentStatus::Issued);
    match hangs_on {
        None => Ok(document.standing(About::Nothing)),
        Some(HangsOn::Commitment) => of_commitment(tx, document),
        Some(HangsOn::Certificate) => of_certificate(tx, document),
    }
}

fn of_commitment(tx: &mut Tx<'_>, document: &OfficialDocument) -> Outcome<DocumentStanding> {
    let signed = dossier::commitments(tx.conn, document.application)?;
    let Some(commitment) = signed.iter().find(|it| it.id.0 == document.id.0) else {
        return Ok(document.standing(About::Nothing));
    };
    let items = dossier::items(tx.conn, document.application)?;
    let item = items.iter().find(|item| item.id == commitment.item);
    Ok(document.standing(About::Commitment(commitment, item)))
}

/// An application has one certificate of an item; a grant by the approver has none until the window hands it out, and is
/// worth what the item is.
fn of_certificate(tx: &mut Tx<'_>, document: &OfficialDocument) -> Outcome<DocumentStanding> {
    let issued = certificate::of_application(tx.conn, document.application, MOST)?;
    let of_item = issued.into_iter().find(|row| Some(row.item_code.as_str()) == document.item_code());
    if let Some(row) = of_item {
        let certificate = certificate_from(row)?;
        return Ok(document.standing(About::Certificate(&certificate, tx.today())));
    }
    let items = dossier::items(tx.conn, document.application)?;
    let item = items.iter().find(|item| Some(item.item_code.as_str()) == document.item_code());
    Ok(document.standing(item.map_or(About::Nothing, About::Item)))
}
