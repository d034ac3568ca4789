//! Documents within the caller's reach.

use kaiye_domain::{
    actor::need,
    document::{DocumentKind, DocumentStatus},
    id::ApplicationId,
};
use kaiye_persistence::{
    StoreError,
    map::official_document_from,
    repo::official_document::{self, DocumentFilter},
};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use super::view::DocumentView;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    operations::Failure,
    state::State,
};

/// Which documents.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct DocumentsOf {
    /// Only those that this department issued.
    #[param(example = "fire_brigade")]
    department: Option<String>,
    /// Only those of this kind.
    #[param(schema_with = words::<DocumentKind>, required = false)]
    kind: Option<DocumentKind>,
    /// Only those numbered in this year.
    year: Option<i32>,
    /// Only those that stand, or that are void.
    #[param(schema_with = words::<DocumentStatus>, required = false)]
    status: Option<DocumentStatus>,
    /// Only those about this application.
    application_id: Option<Uuid>,
}

/// List official documents
///
/// Those within your reach, the latest id first: a signed letter stands by when it was signed, a certificate's paper by when
/// that was issued. By department, kind and year it is a series: every number from 1 on is there, the void ones with what
/// explains them.
#[utoipa::path(get, path = "/documents")]
pub async fn list_documents(
    caller: Caller<need::ReadDocument>,
    state: State,
    filter: QueryOf<DocumentsOf>,
    page: PageQuery<Uuid>,
) -> Answered<Page<DocumentView>> {
    let asked = filter.0;
    state
        .read(&caller, move |tx| {
            let filter = DocumentFilter {
                department: asked.department,
                kind: asked.kind.map(|kind| kind.to_string()),
                year: asked.year,
                status: asked.status.map(|status| status.to_string()),
                application: asked.application_id.map(ApplicationId),
            };
            let reach = tx.actor.papers();
            let rows =
                official_document::list(tx.conn, &reach, &filter, page.after, page.fetch()).map_err(Failure::from)?;
            let documents = rows
                .into_iter()
                .map(official_document_from)
                .collect::<Result<Vec<_>, StoreError>>()
                .map_err(Failure::from)?;
            page.page(documents, |document| document.id.into(), Into::into)
        })
        .await
}
