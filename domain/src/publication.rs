//! What is published of an issue, and when (S12): the certificate and the commitment it rests on, without anything
//! personal. An entry is public from the instant it is written.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    certificate::Certificate,
    commitment::{ClausePromise, Commitment},
    id::{CertificateId, PublicationId},
};

/// What is published.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::Display,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PublicationKind {
    /// A licence or permit.
    Certificate,
    /// A commitment.
    Commitment,
}

/// What stands in the public register.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum PublicContent {
    /// A licence or permit.
    Certificate {
        /// Title of the document.
        title: String,
        /// Its number.
        number: String,
        /// Name of the business.
        holder_name: String,
        /// Its unified social credit code.
        holder_uscc: String,
        /// The authority in whose name it was issued.
        authority: String,
        /// Code of the item.
        item_code: String,
        /// First day of the term.
        valid_from: NaiveDate,
        /// Last day of the term.
        valid_to: Option<NaiveDate>,
    },
    /// A commitment, clause by clause.
    Commitment {
        /// Name of the business.
        holder_name: String,
        /// Its unified social credit code.
        holder_uscc: String,
        /// Code of the item.
        item_code: String,
        /// Code of the letter.
        letter_code: String,
        /// Its version.
        letter_version: i32,
        /// Its content hash.
        letter_hash: String,
        /// What was promised of each clause.
        promises: Vec<ClausePromise>,
    },
}

/// An entry of the public register.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Publication {
    /// Its id.
    pub id: PublicationId,
    /// The certificate it is about.
    pub certificate: CertificateId,
    /// What is published.
    pub kind: PublicationKind,
    /// What it says.
    pub content: PublicContent,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// The last day on which it could have been.
    pub due_on: NaiveDate,
}

/// What is published of a certificate and its commitment.
pub fn contents(certificate: &Certificate, commitment: Option<&Commitment>) -> Vec<(PublicationKind, PublicContent)> {
    let face = &certificate.face;
    let of_certificate = PublicContent::Certificate {
        title: face.title.clone(),
        number: certificate.number.clone(),
        holder_name: face.holder_name.clone(),
        holder_uscc: face.holder_uscc.clone(),
        authority: face.authority.clone(),
        item_code: certificate.item_code.clone(),
        valid_from: certificate.valid_from,
        valid_to: certificate.valid_to,
    };
    let of_commitment = commitment.map(|commitment| PublicContent::Commitment {
        holder_name: face.holder_name.clone(),
        holder_uscc: face.holder_uscc.clone(),
        item_code: certificate.item_code.clone(),
        letter_code: commitment.letter.code.clone(),
        letter_version: commitment.letter.version,
        letter_hash: commitment.letter.hash.clone(),
        promises: commitment.promises.clone(),
    });
    let mut contents = vec![(PublicationKind::Certificate, of_certificate)];
    contents.extend(of_commitment.map(|content| (PublicationKind::Commitment, content)));
    contents
}
