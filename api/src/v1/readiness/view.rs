//! Proofs as they are shown.

use chrono::{DateTime, Utc};
use kaiye_domain::certificate::{ReadinessProof, ReadinessState, ReadinessStatus};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::openapi::words;

/// A proof.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReadinessProof)]
pub struct ReadinessView {
    /// Its id.
    pub id: Uuid,
    /// The clauses it proves.
    pub clauses: Vec<String>,
    /// The materials it rests on.
    pub material_ids: Vec<Uuid>,
    /// The business's words.
    pub statement: String,
    /// When it was filed.
    pub filed_at: DateTime<Utc>,
    /// Where it stands.
    #[schema(schema_with = words::<ReadinessStatus>)]
    pub status: ReadinessStatus,
    /// When the department gave its word.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why it was rejected.
    pub rejected_because: Option<String>,
}

impl From<&ReadinessProof> for ReadinessView {
    fn from(proof: &ReadinessProof) -> Self {
        let (decided_at, rejected_because) = match &proof.state {
            ReadinessState::Filed => (None, None),
            ReadinessState::Confirmed { at, .. } => (Some(*at), None),
            ReadinessState::Rejected { at, reason, .. } => (Some(*at), Some(reason.clone())),
        };
        Self {
            id: proof.id.into(),
            clauses: proof.clauses.clone(),
            material_ids: proof.materials.iter().map(|id| id.0).collect(),
            statement: proof.statement.clone(),
            filed_at: proof.filed_at,
            status: (&proof.state).into(),
            decided_at,
            rejected_because,
        }
    }
}
