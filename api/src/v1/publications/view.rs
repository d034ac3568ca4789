//! Entries of the log as they are shown: of what was taken back, only that it was there.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::publication::{PublicContent, PublicationKind, WithdrawalGround};
use kaiye_persistence::{
    StoreResult,
    map::{publication_from, word},
    row::PublicationRow,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::openapi::{maybe_words, words};

/// Something that was published.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Publication)]
pub struct PublicationView {
    /// Its id.
    pub id: Uuid,
    /// What was published.
    #[schema(schema_with = words::<PublicationKind>)]
    pub kind: PublicationKind,
    /// The certificate it is about.
    pub certificate_id: Uuid,
    /// County of the premises.
    #[schema(example = "652325")]
    pub division: String,
    /// Code of the item; null once it was taken back.
    pub item_code: Option<String>,
    /// Name of the business, as on the licence; null once it was taken back.
    pub holder_name: Option<String>,
    /// Its unified social credit code; null once it was taken back.
    pub holder_uscc: Option<String>,
    /// Number of the document, of a decision; null once it was taken back.
    pub document: Option<String>,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// The last day on which it could have been: 7 working days after the decision.
    pub due_on: NaiveDate,
    /// Whether it was published by then.
    pub in_time: bool,
    /// Since when it is not public any more; null while it is.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// Why it was taken back.
    #[schema(schema_with = maybe_words::<WithdrawalGround>)]
    pub withdrawn_because: Option<WithdrawalGround>,
}

impl PublicationView {
    /// An entry of the log.
    pub fn of(row: PublicationRow) -> StoreResult<Self> {
        let (withdrawn_at, division) = (row.withdrawn_at.map(Into::into), row.division.clone());
        let withdrawn_because = row.withdrawn_because.as_deref().map(word).transpose()?;
        let entry = publication_from(row)?;
        let in_time = entry.in_time();
        let document = match &entry.content {
            PublicContent::Decision { document, .. } => Some(document.clone()),
            PublicContent::Certificate { .. } | PublicContent::Commitment { .. } => None,
        };
        let (PublicContent::Certificate { item_code, holder_name, holder_uscc, .. }
        | PublicContent::Commitment { item_code, holder_name, holder_uscc, .. }
        | PublicContent::Decision { item_code, holder_name, holder_uscc, .. }) = entry.content;
        let shown = |text: String| withdrawn_at.is_none().then_some(text);
        Ok(Self {
            id: entry.id.into(),
            kind: entry.kind,
            certificate_id: entry.certificate.into(),
            division,
            item_code: shown(item_code),
            holder_name: shown(holder_name),
            holder_uscc: shown(holder_uscc),
            document: document.and_then(shown),
            published_at: entry.published_at,
            due_on: entry.due_on,
            in_time,
            withdrawn_at,
            withdrawn_because,
        })
    }
}
