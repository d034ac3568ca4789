//! Official documents (文书): issued under the application's lock with the step that they are about, frozen as people read
//! them in the same transaction, and void with the decision that falls.

mod appeal;
mod context;
mod freeze;
pub mod one_time_notice;
mod papers;
mod sample;
mod seals;
mod standing;

use std::iter;

use chrono::Datelike;
use kaiye_domain::{
    application::Application,
    certificate::{check_code, is_check_code},
    document::{DocumentKind, DocumentReason, DocumentState, OfficialDocument, Series},
    time::local_date,
};
use kaiye_persistence::{
    StoreError,
    map::{official_document_from, official_document_row},
    repo::official_document,
};
pub use papers::{of_certificates, of_dossier};
pub use sample::{branches, papers as samples};
use serde_json::{Value, json};
pub use standing::standing;
use uuid::Uuid;

pub use context::Paper;
use context::check_url;
use freeze::freeze;
use seals::Seals;

use super::{Failure, Outcome, Tx, dossier::Dossier};
use crate::ids::random;

/// Issues a department's document about the application, numbered in its series. `content` holds ids, codes, dates and
/// the office's words. What it notes is saved with the dossier.
pub fn issue(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    department: &str,
    kind: DocumentKind,
    content: Value,
) -> Outcome<OfficialDocument> {
    let jurisdiction = tx.jurisdiction()?;
    let body = jurisdiction.department(department).ok_or_else(|| Failure::refused(DocumentReason::NoMark))?;
    let series = Series::of(department, kind, tx.now);
    let serial = official_document::next_serial(tx.conn, &series)?;
    let (id, number) = (tx.id(), series.number(body, serial)?);
    let document = drawn_up(tx, &dossier.application, kind, department, id, number, content);
    let document = OfficialDocument { serial: Some(serial), ..document };
    let mut issued = freeze(tx, dossier, vec![Paper::plain(document)])?;
    issued.pop().ok_or_else(|| StoreError::corrupt("a document was not issued").into())
}

/// A document about the application as it is issued now, without a place in a series.
fn drawn_up(
    tx: &Tx<'_>,
    application: &Application,
    kind: DocumentKind,
    department: &str,
    id: Uuid,
    number: String,
    content: Value,
) -> OfficialDocument {
    OfficialDocument {
        id: id.into(),
        application: application.id,
        owner: application.owner,
        division: application.division().to_owned(),
        department: department.to_owned(),
        kind,
        year: local_date(tx.now).year(),
        serial: None,
        number,
        issued_at: tx.now,
        issued_by: tx.actor.id,
        content,
        content_hash: None,
        check_code: Some(check_code(random())),
        state: DocumentState::Issued,
    }
}

/// The document that anybody names by the code on its paper; a certificate has a check of its own.
pub fn by_check_code(tx: &mut Tx<'_>, code: &str) -> Outcome<Option<OfficialDocument>> {
    if !is_check_code(code) {
        return Ok(None);
    }
    Ok(official_document::by_check_code(tx.conn, code)?.map(official_document_from).transpose()?)
}

/// The bytes of a document as people read it; none for one that was issued before they were kept.
pub fn frozen(tx: &mut Tx<'_>, document: &OfficialDocument) -> Outcome<Option<String>> {
    let Some(hash) = &document.content_hash else { return Ok(None) };
    let kept = freeze::kept(tx, hash)?;
    let seals = Seals::of(tx, iter::once(document))?;
    Ok(Some(seals.put_on(document, &kept)?.into_owned()))
}

/// Voids a document of the application: what it says was set aside. Its number stays given. What it notes is saved with
/// the dossier.
pub fn void(tx: &mut Tx<'_>, dossier: &mut Dossier, number: &str, reason: &str) -> Outcome<()> {
    let document = official_document_from(official_document::by_number(tx.conn, number)?)?;
    let document = document.void(tx.now, reason.to_owned())?;
    official_document::update(tx.conn, &official_document_row(&document)?)?;
    let data = json!({
        "document": document.id, "department": document.department, "kind": document.kind, "number": number,
    });
    dossier.fact("document.voided", data);
    Ok(())
}
