//! Seals on papers: what is issued under a delegation bears the image of the seal that it entrusts (S8, S9). The image is
//! kept once; a page is kept with its name in the place of it, and is sent, and hashed, with the image (decision 113).

use std::{borrow::Cow, collections::BTreeSet, sync::Arc};

use kaiye_domain::document::OfficialDocument;
use kaiye_persistence::{StoreError, repo::seal_image};

use super::{Outcome, Tx};
use crate::operations::delegation;

/// The images that papers bear.
pub(super) struct Seals(Vec<Seal>);

/// A department's seal, as a page holds it.
struct Seal {
    entruster: String,
    hash: String,
    address: Arc<str>,
}

impl Seals {
    /// The images that are here of the seals that documents name: one query for those that were not read before.
    pub(super) fn of<'a>(tx: &mut Tx<'_>, documents: impl Iterator<Item = &'a OfficialDocument>) -> Outcome<Self> {
        let named: BTreeSet<(&str, &str)> =
            documents.filter_map(|document| Some((document.department.as_str(), named(document)?))).collect();
        let (mut seals, mut unread) = (Vec::new(), Vec::new());
        for (entruster, hash) in named {
            match tx.seal_images().known(entruster, hash) {
                Some(address) => seals.push(Seal { entruster: entruster.to_owned(), hash: hash.to_owned(), address }),
                None => unread.push(hash),
            }
        }
        if unread.is_empty() {
            return Ok(Self(seals));
        }
        for row in seal_image::of(tx.conn, &unread)? {
            let address: Arc<str> = delegation::address(tx, &row)?.into();
            tx.seal_images().learn(row.entruster.clone(), row.hash.clone(), address.clone());
            seals.push(Seal { entruster: row.entruster, hash: row.hash, address });
        }
        Ok(Self(seals))
    }

    /// The name that stands in a document's page for the image of its seal, where that is here.
    pub(super) fn name(&self, document: &OfficialDocument) -> Option<String> {
        self.find(document).map(|seal| name(&seal.hash))
    }

    /// A page as it is sent, made of the page as it is kept.
    pub(super) fn put_on<'a>(&self, document: &OfficialDocument, kept: &'a str) -> Outcome<Cow<'a, str>> {
        if !kept.contains(SOURCE) {
            return Ok(kept.into());
        }
        let seal = self.find(document).ok_or_else(|| StoreError::corrupt("a page whose seal is gone"))?;
        let (name, address) = (source(&name(&seal.hash)), source(&seal.address));
        Ok(kept.replace(&name, &address).into())
    }

    fn find(&self, document: &OfficialDocument) -> Option<&Seal> {
        let hash = named(document)?;
        self.0.iter().find(|seal| seal.entruster == document.department && seal.hash == hash)
    }
}

/// The seal that a document names.
fn named(document: &OfficialDocument) -> Option<&str> {
    document.content["seal_image_hash"].as_str()
}

/// Where names of seals begin in a page. Nobody's words come here: a quotation mark in them is escaped.
const SOURCE: &str = "src=\"seal:";

fn name(hash: &str) -> String {
    format!("seal:{hash}")
}

fn source(address: &str) -> String {
    format!("src=\"{address}\"")
}
