//! Freezing: what people read is rendered, hashed as it is sent, and kept in the transaction that issues it. Afterwards neither another
//! template nor another name changes a byte of it (decision 111).

use kaiye_domain::{document::OfficialDocument, hash::sha256};
use kaiye_persistence::{map::official_document_row, repo::official_document, row::DocumentContentRow};
use serde_json::json;

use super::{Dossier, Outcome, Paper, Seals, Tx, context::Around};

/// Where the bytes with a hash are sealed.
fn place(hash: &str) -> String {
    format!("document_contents/{hash}")
}

/// Keeps a page that is about no application, as it is sent, by its hash.
pub(super) fn keep(tx: &mut Tx<'_>, page: &str) -> Outcome<String> {
    let hash = sha256(page);
    let sealed = tx.keyring().seal(&place(&hash), page, tx.nonce())?;
    official_document::insert_contents(tx.conn, &[DocumentContentRow { hash: hash.clone(), sealed }])?;
    Ok(hash)
}

/// The page that is kept by a hash.
pub(super) fn kept(tx: &mut Tx<'_>, hash: &str) -> Outcome<String> {
    let sealed = official_document::content(tx.conn, hash)?;
    Ok(tx.keyring().open(&place(hash), &sealed)?)
}

/// Issues papers of the application: renders and keeps each, one statement a table. What it notes is saved with the
/// dossier.
pub(super) fn freeze(tx: &mut Tx<'_>, dossier: &mut Dossier, papers: Vec<Paper>) -> Outcome<Vec<OfficialDocument>> {
    if papers.is_empty() {
        return Ok(Vec::new());
    }
    let (jurisdiction, templates) = (tx.jurisdiction()?, tx.templates()?);
    let uscc = dossier.holder_uscc(tx)?;
    let seals = Seals::of(tx, papers.iter().map(|paper| &paper.document))?;
    let (mut contents, mut rows, mut issued) = (Vec::new(), Vec::new(), Vec::new());
    for paper in papers {
        let around = Around {
            application: &dossier.application,
            uscc: uscc.as_deref(),
            jurisdiction: &jurisdiction,
            public_url: tx.public_url(),
        };
        let seal = seals.name(&paper.document);
        let context = paper.context(&around, seal.as_deref());
        let kept = templates.render(&format!("{}.html", paper.document.kind), &context)?;
        let hash = sha256(&*seals.put_on(&paper.document, &kept)?);
        let sealed = tx.keyring().seal(&place(&hash), &kept, tx.nonce())?;
        let document = OfficialDocument { content_hash: Some(hash.clone()), ..paper.document };
        rows.push(official_document_row(&document)?);
        let data = json!({
            "document": document.id, "department": document.department, "kind": document.kind,
            "number": document.number, "content_hash": hash,
        });
        contents.push(DocumentContentRow { hash, sealed });
        dossier.fact("document.issued", data);
        issued.push(document);
    }
    official_document::insert_contents(tx.conn, &contents)?;
    official_document::insert(tx.conn, &rows)?;
    Ok(issued)
}
