//! Escalations within the caller's reach.

use kaiye_domain::{
    actor::need,
    escalation::{EscalationStatus, EscalationStep},
};
use kaiye_persistence::repo::escalation::{self as escalations, EscalationFilter};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use super::EscalationView;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    operations::{
        Failure,
        escalation::{Kept, zone_body},
    },
    state::State,
};

/// Which escalations.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct EscalationsOf {
    /// Only of what this department owes.
    #[param(example = "fire_brigade")]
    #[validate(length(min = 1, max = 64))]
    department: Option<String>,
    /// Only those that reached this step.
    #[param(schema_with = words::<EscalationStep>, required = false)]
    step: Option<EscalationStep>,
    /// Only those in this status.
    #[param(schema_with = words::<EscalationStatus>, required = false)]
    status: Option<EscalationStatus>,
    /// Only those of this application.
    application_id: Option<Uuid>,
}

/// List escalations
///
/// What departments owe and is near its end or overdue, as it went up the chain of responsibility (S24): your own
/// department's, for the zone's body also all that reached the posts above the departments, for inspection and appraisal
/// everything. The oldest first.
#[utoipa::path(get, path = "/escalations")]
pub async fn list_escalations(
    caller: Caller<need::ReadEscalation>,
    state: State,
    filter: QueryOf<EscalationsOf>,
    page: PageQuery<Uuid>,
) -> Answered<Page<EscalationView>> {
    let asked = filter.0;
    state
        .read(&caller, move |tx| {
            let filter = EscalationFilter {
                department: asked.department,
                step: asked.step.map(|step| step.to_string()),
                status: asked.status.map(|status| status.to_string()),
                application: asked.application_id.map(Into::into),
            };
            let jurisdiction = tx.jurisdiction()?;
            let (reach, body) = (tx.actor.oversight(), zone_body(&jurisdiction));
            let rows =
                escalations::list(tx.conn, &reach, body, &filter, page.after, page.fetch()).map_err(Failure::from)?;
            let kept = rows.into_iter().map(Kept::of).collect::<Result<Vec<_>, _>>()?;
            let actor = tx.actor;
            page.page(kept, |kept| kept.escalation.id.into(), |kept| EscalationView::new(&kept, &jurisdiction, actor))
        })
        .await
}
