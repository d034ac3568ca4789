//! Readiness proofs.

use kaiye_domain::{
    certificate::{ReadinessProof, ReadinessState, ReadinessStatus},
    id::ApplicationId,
};

use super::{aggregate, document, text};
use crate::{error::StoreResult, row::ReadinessProofRow};

/// A proof's row.
pub fn readiness_row(
    proof: &ReadinessProof,
    application: ApplicationId,
    division: &str,
) -> StoreResult<ReadinessProofRow> {
    let decided_at = match proof.state {
        ReadinessState::Filed => None,
        ReadinessState::Confirmed { at, .. } | ReadinessState::Rejected { at, .. } => Some(at),
    };
    Ok(ReadinessProofRow {
        id: proof.id.into(),
        certificate_id: proof.certificate.into(),
        application_id: application.into(),
        division: division.to_owned(),
        status: text(ReadinessStatus::from(&proof.state)),
        doc: document(proof)?,
        filed_at: proof.filed_at.into(),
        decided_at: decided_at.map(Into::into),
    })
}

/// A proof from its row.
pub fn readiness_from(row: ReadinessProofRow) -> StoreResult<ReadinessProof> {
    aggregate(row.doc)
}
