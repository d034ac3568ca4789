//! Finding and reading what is published.

use kaiye_domain::{
    catalogue::Text,
    certificate::{Certificate, CheckStatus},
    id::CertificateId,
    publication::{PublicContent, Publication, PublicationKind},
    rectification::RectificationOrder,
    register::{Grounds, PublicCommitment},
    verification::VerificationTask,
};
use kaiye_persistence::{
    map::{certificate_from, publication_from, rectification_from, verification_from},
    repo::{
        publication, rectification,
        register::{self, RegisterFilter, Standing},
        verification,
    },
    row::CertificateRow,
};
use uuid::Uuid;

use crate::operations::{Failure, Outcome, Tx};

/// An entry with what the catalogue calls its item.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The entry.
    pub commitment: PublicCommitment,
    /// Name of the item.
    pub item: Option<Text>,
}

/// Entries that stand so, if a status is asked for, the newest first.
pub fn search(
    tx: &mut Tx<'_>,
    mut filter: RegisterFilter,
    status: Option<CheckStatus>,
    after: Option<Uuid>,
    limit: i64,
) -> Outcome<Vec<Entry>> {
    let kept_as = status.map(CheckStatus::kept_as).unwrap_or_default();
    let standing = |(word, over): (CheckStatus, _)| Standing { word: <&str>::from(word).to_owned(), over };
    filter.standings = kept_as.into_iter().map(standing).collect();
    let today = tx.today();
    let rows = register::search(tx.conn, &filter, today, after, limit)?;
    entries(tx, rows)
}

/// One entry.
pub fn entry(tx: &mut Tx<'_>, id: CertificateId) -> Outcome<Entry> {
    let row = register::find(tx.conn, id)?;
    entries(tx, vec![row])?.pop().ok_or_else(Failure::not_found)
}

/// The entries of certificates, in their order, by one query a table.
fn entries(tx: &mut Tx<'_>, rows: Vec<CertificateRow>) -> Outcome<Vec<Entry>> {
    let certificates = rows.into_iter().map(certificate_from).collect::<Result<Vec<Certificate>, _>>()?;
    if certificates.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<CertificateId> = certificates.iter().map(|certificate| certificate.id).collect();
    let published = publication::standing_of(tx.conn, &ids, PublicationKind::Commitment.into())?;
    let published = published.into_iter().map(publication_from).collect::<Result<Vec<Publication>, _>>()?;
    let tasks = verification::of_certificates(tx.conn, &ids)?;
    let tasks = tasks.into_iter().map(verification_from).collect::<Result<Vec<VerificationTask>, _>>()?;
    let orders = rectification::of_certificates(tx.conn, &ids)?;
    let orders = orders.into_iter().map(rectification_from).collect::<Result<Vec<RectificationOrder>, _>>()?;
    let (jurisdiction, today) = (tx.jurisdiction()?, tx.today());
    let entry = |certificate: &Certificate| {
        let publication = published.iter().find(|entry| entry.certificate == certificate.id)?;
        let letter = match &publication.content {
            PublicContent::Commitment { letter_code, letter_version, .. } => {
                jurisdiction.letter(letter_code, *letter_version)
            }
            PublicContent::Certificate { .. } | PublicContent::Decision { .. } => None,
        };
        let own: Vec<VerificationTask> = tasks.iter().filter(|it| it.certificate == certificate.id).cloned().collect();
        let mended: Vec<_> = orders.iter().filter(|it| it.certificate == certificate.id).cloned().collect();
        let grounds = Grounds { certificate, publication, letter, tasks: &own, orders: &mended, today };
        let item = jurisdiction.item(&certificate.item_code, certificate.item_version).map(|item| item.name.clone());
        Some(Entry { commitment: PublicCommitment::of(&grounds)?, item })
    };
    Ok(certificates.iter().filter_map(entry).collect())
}
