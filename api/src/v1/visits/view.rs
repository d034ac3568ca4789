//! A visit as it is shown.

use chrono::{DateTime, Utc};
use kaiye_domain::visit::{Visit, VisitPurpose};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::openapi::words;

/// One time that somebody came to the window.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Visit)]
pub struct VisitView {
    /// Its id.
    pub id: Uuid,
    /// The application that it was for.
    pub application_id: Uuid,
    /// The department whose window it was.
    #[schema(example = "market_supervision_branch")]
    pub department: String,
    /// What for.
    #[schema(schema_with = words::<VisitPurpose>)]
    pub purpose: VisitPurpose,
    /// When somebody came.
    pub visited_at: DateTime<Utc>,
    /// When that was recorded.
    pub recorded_at: DateTime<Utc>,
}

impl From<Visit> for VisitView {
    fn from(visit: Visit) -> Self {
        Self {
            id: visit.id.into(),
            application_id: visit.application.into(),
            department: visit.department,
            purpose: visit.purpose,
            visited_at: visit.at,
            recorded_at: visit.recorded_at,
        }
    }
}
