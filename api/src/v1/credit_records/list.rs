//! Records that are published, and those within the caller's reach.

use kaiye_domain::{
    actor::need,
    credit::{CreditClass, CreditStatus},
    id::CertificateId,
};
use kaiye_persistence::repo::credit::{self as records, CreditFilter};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use super::view::CreditRecordSummary;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    operations::{Failure, Outcome, credit::Kept, dossier::holder_key},
    state::State,
};

/// Which records.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct CreditRecordsOf {
    /// Only those of the business with this unified social credit code.
    #[param(example = "91350100M000100Y43")]
    uscc: Option<String>,
    /// Only those of this class.
    #[param(schema_with = words::<CreditClass>, required = false)]
    class: Option<CreditClass>,
    /// Only those in this status; the public sees published ones alone.
    #[param(schema_with = words::<CreditStatus>, required = false)]
    status: Option<CreditStatus>,
    /// Only those that this department recorded.
    #[param(example = "fire_brigade")]
    department: Option<String>,
    /// Only those with premises in this county.
    #[param(example = "652327")]
    division: Option<String>,
    /// Only those about this item.
    #[param(example = "catering_permit")]
    item_code: Option<String>,
    /// Only those about this certificate.
    certificate_id: Option<Uuid>,
}

/// List credit records
///
/// Those that are published, for everybody; and those within your reach, published or not. The newest first.
#[utoipa::path(get, path = "/credit-records")]
pub async fn list_credit_records(
    caller: Caller<need::ReadCredit>,
    state: State,
    filter: QueryOf<CreditRecordsOf>,
    page: PageQuery<Uuid>,
) -> Answered<Page<CreditRecordSummary>> {
    let asked = filter.0;
    let by_name = asked.uscc.is_some();
    state
        .read(&caller, move |tx| {
            let filter = CreditFilter {
                holder_key: asked.uscc.map(|uscc| holder_key(tx, &uscc)),
                class: asked.class.map(|class| class.to_string()),
                status: asked.status.map(|status| status.to_string()),
                department: asked.department,
                division: asked.division,
                item_code: asked.item_code,
                certificate: asked.certificate_id.map(CertificateId),
            };
            let (reach, today) = (tx.actor.reach(), tx.today());
            let rows =
                records::list(tx.conn, &reach, today, &filter, page.after, page.fetch()).map_err(Failure::from)?;
            let kept = rows.into_iter().map(Kept::from_row).collect::<Outcome<Vec<_>>>()?;
            let listed =
                page.page(kept, |kept| kept.record.id.into(), |kept| CreditRecordSummary::new(&kept.record))?;
            Ok(listed.showing(by_name, |it| it.id))
        })
        .await
}
