//! The papers of an application: each bears the id and the number of what it is about, so that nothing is counted and a
//! notice, a commitment or a certificate leads to its paper by its own id (decision 110).

use kaiye_domain::{
    application::{Application, SubjectRole},
    catalogue::{Hand, ItemKind, Jurisdiction},
    certificate::Certificate,
    commitment::{Blanks, Commitment, SignatureMethod},
    document::{DocumentKind, OfficialDocument},
    served_notice::{ServedNotice, document_number},
    time::local_date,
};
use kaiye_persistence::StoreError;
use serde_json::json;
use uuid::Uuid;

use super::{Dossier, Outcome, Paper, Tx, drawn_up, freeze};

/// The letters that stand in a signed letter's number.
const COMMITMENT_SERIES: &str = "CN";

/// Issues the papers of what a transaction served on the applicant, and of the letters that reached an office with it.
pub fn of_dossier(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    notices: &[ServedNotice],
    signed: &[Commitment],
) -> Outcome<()> {
    if notices.is_empty() && signed.is_empty() {
        return Ok(());
    }
    let (jurisdiction, uscc) = (tx.jurisdiction()?, dossier.holder_uscc(tx)?);
    let notices = notices.iter().filter_map(|notice| of_notice(tx, dossier, &jurisdiction, notice));
    let mut papers: Vec<Paper> = notices.collect();
    for commitment in signed {
        papers.push(of_commitment(tx, dossier, (&jurisdiction, uscc.as_deref()), commitment)?);
    }
    freeze(tx, dossier, papers)?;
    Ok(())
}

/// Issues certificates as people hold them in hand.
pub fn of_certificates<'a>(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    certificates: impl Iterator<Item = &'a Certificate>,
) -> Outcome<()> {
    let papers = certificates.map(|certificate| of_certificate(tx, dossier, certificate)).collect();
    freeze(tx, dossier, papers)?;
    Ok(())
}

fn of_notice(tx: &Tx<'_>, dossier: &Dossier, jurisdiction: &Jurisdiction, notice: &ServedNotice) -> Option<Paper> {
    let kind = DocumentKind::of_notice(notice.kind)?;
    let requested = notice.item.and_then(|id| dossier.application.item_by_id(id));
    let department = match requested {
        // The department that verifies stops its own clock, not the issuer's.
        Some(item) if !notice.content["verification_task"].is_null() => &item.supervisor,
        Some(item) => &item.issuer,
        None => &jurisdiction.registrar.department,
    };
    let (id, number, content) = (notice.id.into(), notice.number.clone(), notice.content.clone());
    Some(Paper::plain(drawn_up(tx, &dossier.application, kind, department, id, number, content)))
}

fn of_certificate(tx: &Tx<'_>, dossier: &Dossier, certificate: &Certificate) -> Paper {
    let kind = match certificate.kind {
        ItemKind::BusinessLicence => DocumentKind::BusinessLicence,
        _ => DocumentKind::Permit,
    };
    let content = json!({
        "certificate": certificate.id, "item": certificate.item_code, "number": certificate.number,
        "valid_from": certificate.valid_from, "valid_to": certificate.valid_to,
        "operative": certificate.operativity.is_operative(), "seal_image_hash": certificate.face.seal_image_hash,
    });
    // The face's number may come back with a renewal; the identifier is one certificate's only.
    let number = certificate.identifier.to_string();
    let id = certificate.id.into();
    let document = drawn_up(tx, &dossier.application, kind, &certificate.issuer, id, number, content);
    Paper {
        document: OfficialDocument { check_code: None, ..document },
        face: Some(certificate.face.clone()),
        letter: None,
        check_code: Some(certificate.check_code.clone()),
    }
}

/// The letter with the very words that were signed: the hash that binds the signer is theirs (decision 112).
fn of_commitment(
    tx: &Tx<'_>,
    dossier: &Dossier,
    (jurisdiction, uscc): (&Jurisdiction, Option<&str>),
    signed: &Commitment,
) -> Outcome<Paper> {
    let other = || StoreError::corrupt(format!("no letter has the words of commitment {}", signed.id));
    let requested = dossier.application.item_by_id(signed.item).ok_or_else(other)?;
    let template = jurisdiction.letter(&signed.letter.code, signed.letter.version);
    let template = template.filter(|template| template.hash == signed.letter.hash).ok_or_else(other)?;
    let id: Uuid = signed.id.into();
    let number = document_number(COMMITMENT_SERIES, tx.now, id);
    let content = json!({
        "commitment": signed.id, "item": requested.item_code, "letter": signed.letter.code,
        "letter_version": signed.letter.version, "letter_hash": signed.letter.hash, "signed_at": signed.signed_at,
        "promises": signed.promises,
    });
    let kind = DocumentKind::CommitmentLetter;
    let document = drawn_up(tx, &dossier.application, kind, &requested.issuer, id, number, content);
    let letter = template.filled_in(&hand(tx, (&dossier.application, uscc), jurisdiction, (signed, &requested.issuer)));
    Ok(Paper { letter: Some(json!({ "title": template.title.zh, "lines": letter })), ..Paper::plain(document) })
}

/// What the blanks of a letter are filled in with: what the signature binds to, so that it reads as it was signed.
fn hand<'a>(
    tx: &Tx<'_>,
    (application, uscc): (&'a Application, Option<&str>),
    jurisdiction: &'a Jurisdiction,
    (signed, issuer): (&'a Commitment, &'a str),
) -> Hand<'a> {
    let capacity = signed.signature.capacity;
    let Blanks { applicant, address, signer } = Blanks::of(application, capacity);
    let by_agent = capacity == SubjectRole::Agent;
    Hand {
        applicant,
        uscc: uscc.map(str::to_owned),
        address,
        promises: &signed.promises,
        operator: signer.filter(|_| !by_agent),
        agent: signer.filter(|_| by_agent),
        electronic: signed.signature.method == SignatureMethod::Electronic,
        signed_on: local_date(signed.signed_at),
        authority: jurisdiction.department_name(issuer),
        received_on: tx.today(),
    }
}
