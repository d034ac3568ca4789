//! Certificates within the caller's reach.

use kaiye_domain::{actor::need, certificate::CertificateStatus, id::ApplicationId};
use kaiye_persistence::{
    map::certificate_from,
    repo::certificate::{self, CertificateFilter},
};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use super::view::CertificateSummary;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    operations::Failure,
    state::State,
};

/// Which certificates.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct CertificatesOf {
    /// Only those from this application.
    application_id: Option<Uuid>,
    /// Only those for this item.
    item_code: Option<String>,
    /// Only those in this status.
    #[param(schema_with = words::<CertificateStatus>, required = false)]
    status: Option<CertificateStatus>,
    /// Only those whose holder may open, or may not yet.
    operative: Option<bool>,
    /// Only those in this department's name.
    issuer: Option<String>,
    /// Only those with premises in this county.
    #[param(example = "652325")]
    division: Option<String>,
    /// The one with this number.
    number: Option<String>,
}

/// List certificates
///
/// Those within your reach, the newest first.
#[utoipa::path(get, path = "/certificates")]
pub async fn list_certificates(
    caller: Caller<need::ReadCertificate>,
    state: State,
    filter: QueryOf<CertificatesOf>,
    page: PageQuery<Uuid>,
) -> Answered<Page<CertificateSummary>> {
    let asked = filter.0;
    let by_name = asked.number.is_some();
    state
        .read(&caller, move |tx| {
            let filter = CertificateFilter {
                item_code: asked.item_code,
                status: asked.status.map(|status| status.to_string()),
                issuer: asked.issuer,
                division: asked.division,
                number: asked.number,
                application: asked.application_id.map(ApplicationId),
                operative: asked.operative,
            };
            let reach = tx.actor.reach();
            let rows = certificate::list(tx.conn, &reach, &filter, page.after, page.fetch()).map_err(Failure::from)?;
            let certificates = rows
                .into_iter()
                .map(|row| Ok((row.version, certificate_from(row)?)))
                .collect::<Result<Vec<_>, kaiye_persistence::StoreError>>()
                .map_err(Failure::from)?;
            let listed = page.page(
                certificates,
                |(_, certificate)| certificate.id.into(),
                |(version, certificate)| CertificateSummary::new(&certificate, version),
            )?;
            Ok(listed.showing(by_name, |it| it.id))
        })
        .await
}
