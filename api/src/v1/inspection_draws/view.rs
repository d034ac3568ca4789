//! Draws as they are shown: everything that the result follows from.

use chrono::{DateTime, Utc};
use kaiye_domain::draw::{Draw, Pick};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A draw with all that it follows from.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InspectionDraw)]
pub struct DrawView {
    /// Its id.
    pub id: Uuid,
    /// The department that inspects.
    #[schema(example = "fire_brigade")]
    pub department: String,
    /// The plan that it carries out.
    pub plan: String,
    /// When it was drawn.
    pub drawn_at: DateTime<Utc>,
    /// The account that drew.
    pub drawn_by: Uuid,
    /// Only among certificates for this item.
    pub item_code: Option<String>,
    /// Only among certificates with premises in this county.
    pub division: Option<String>,
    /// How the picks follow from the seed; `docs/random-selection.md`.
    #[schema(example = "sha256_order_v1")]
    pub algorithm: String,
    /// The seed, as the text that is hashed.
    pub seed: String,
    /// Every certificate that could be drawn.
    pub subjects: Vec<Uuid>,
    /// Every officer's account that could be drawn.
    pub officers: Vec<Uuid>,
    /// What was drawn, in order.
    pub picks: Vec<PickView>,
}

/// Someone who was drawn.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InspectionPick)]
pub struct PickView {
    /// The certificate.
    pub certificate_id: Uuid,
    /// The accounts of the officers that go.
    pub officer_ids: Vec<Uuid>,
    /// The task that it became.
    pub task_id: Uuid,
}

impl From<Draw> for DrawView {
    fn from(drawn: Draw) -> Self {
        Self {
            id: drawn.id.into(),
            department: drawn.department,
            plan: drawn.plan,
            drawn_at: drawn.at,
            drawn_by: drawn.by,
            item_code: drawn.scope.item_code,
            division: drawn.scope.division,
            algorithm: drawn.algorithm,
            seed: drawn.seed,
            subjects: drawn.subjects.into_iter().map(Into::into).collect(),
            officers: drawn.officers,
            picks: drawn.picks.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Pick> for PickView {
    fn from(pick: Pick) -> Self {
        Self { certificate_id: pick.certificate.into(), officer_ids: pick.officers, task_id: pick.task.into() }
    }
}
