//! The log.

use kaiye_domain::{actor::need, id::CertificateId, publication::PublicationKind};
use kaiye_persistence::{
    StoreResult,
    repo::publication::{self, PublicationFilter},
};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use super::view::PublicationView;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    operations::Tx,
    state::State,
};

/// Which entries.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct PublicationsOf {
    /// Only those of this kind.
    #[param(schema_with = words::<PublicationKind>, required = false)]
    kind: Option<PublicationKind>,
    /// Only those about this certificate.
    certificate_id: Option<Uuid>,
    /// Only those with premises in this county.
    #[param(example = "652325")]
    division: Option<String>,
    /// Only those that were taken back, or that were not.
    withdrawn: Option<bool>,
}

/// List what was published
///
/// The log of the public register, the newest first: what was published when, whether in time, and what was taken back
/// since when and why (S12). For anybody.
#[utoipa::path(get, path = "/publications")]
pub async fn list_publications(
    caller: Caller<need::ReadRegister>,
    state: State,
    filter: QueryOf<PublicationsOf>,
    page: PageQuery<Uuid>,
) -> Answered<Page<PublicationView>> {
    let PublicationsOf { kind, certificate_id, division, withdrawn } = filter.0;
    state
        .read(&caller, move |tx: &mut Tx<'_>| {
            let kind = kind.map(|kind| kind.to_string());
            let certificate = certificate_id.map(CertificateId);
            let filter = PublicationFilter { kind, certificate, division, withdrawn };
            let rows = publication::list(tx.conn, &filter, page.after, page.fetch())?;
            let shown = rows.into_iter().map(PublicationView::of).collect::<StoreResult<Vec<_>>>()?;
            page.page(shown, |entry| entry.id, |entry| entry)
        })
        .await
}
