//! The draws.

use chrono::{DateTime, Utc};
use kaiye_domain::{actor::need, draw::Draw};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    http::{Answered, Caller, Page, PageQuery},
    operations::{Tx, draws},
    state::State,
};

/// A draw in a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InspectionDrawSummary)]
pub struct DrawSummary {
    /// Its id.
    pub id: Uuid,
    /// The department that inspects.
    #[schema(example = "fire_brigade")]
    pub department: String,
    /// The plan that it carries out.
    pub plan: String,
    /// When it was drawn.
    pub drawn_at: DateTime<Utc>,
    /// Among how many certificates.
    pub subjects: usize,
    /// How many of them were drawn.
    pub picks: usize,
}

impl From<Draw> for DrawSummary {
    fn from(drawn: Draw) -> Self {
        Self {
            id: drawn.id.into(),
            department: drawn.department,
            plan: drawn.plan,
            drawn_at: drawn.at,
            subjects: drawn.subjects.len(),
            picks: drawn.picks.len(),
        }
    }
}

/// List inspection draws
///
/// Your department's, or every department's for who sees the zone, the newest first: each draw that was ever made.
#[utoipa::path(get, path = "/inspection-draws")]
pub async fn list_inspection_draws(
    caller: Caller<need::ReadVerification>,
    state: State,
    page: PageQuery<Uuid>,
) -> Answered<Page<DrawSummary>> {
    state
        .read(&caller, move |tx: &mut Tx<'_>| {
            let drawn = draws::list(tx, page.after, page.fetch())?;
            page.page(drawn, |drawn| drawn.id.into(), DrawSummary::from)
        })
        .await
}
