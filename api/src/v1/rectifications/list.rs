//! Orders within the caller's reach.

use kaiye_domain::{actor::need, id::CertificateId, rectification::RectificationStatus};
use kaiye_persistence::repo::rectification::{self, RectificationFilter};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use super::view::RectificationView;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    operations::{Failure, Outcome, rectification::Kept},
    state::State,
};

/// Which orders.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct RectificationsOf {
    /// Only those that this department ordered.
    #[param(example = "fire_brigade")]
    department: Option<String>,
    /// Only those in this status.
    #[param(schema_with = words::<RectificationStatus>, required = false)]
    status: Option<RectificationStatus>,
    /// Only those about this certificate.
    certificate_id: Option<Uuid>,
}

/// List rectification orders
///
/// Those within your reach, the newest first: a business's own, a department's, a county's, or all of the zone's.
#[utoipa::path(get, path = "/rectifications")]
pub async fn list_rectifications(
    caller: Caller<need::ReadEnforcement>,
    state: State,
    filter: QueryOf<RectificationsOf>,
    page: PageQuery<Uuid>,
) -> Answered<Page<RectificationView>> {
    let asked = filter.0;
    state
        .read(&caller, move |tx| {
            let filter = RectificationFilter {
                department: asked.department,
                status: asked.status.map(|status| status.to_string()),
                certificate: asked.certificate_id.map(CertificateId),
            };
            let reach = tx.actor.reach();
            let rows =
                rectification::list(tx.conn, &reach, &filter, page.after, page.fetch()).map_err(Failure::from)?;
            let kept = rows.into_iter().map(Kept::from_row).collect::<Outcome<Vec<_>>>()?;
            page.page(kept, |kept| kept.order.id.into(), |kept| RectificationView::new(kept, tx.actor))
        })
        .await
}
