//! Commitments.

use kaiye_domain::{
    commitment::{Commitment, CommitmentState},
    id::ApplicationId,
};

use super::{aggregate, document};
use crate::{error::StoreResult, row::CommitmentRow};

/// A commitment's row.
pub fn commitment_row(
    commitment: &Commitment,
    application: ApplicationId,
    division: &str,
) -> StoreResult<CommitmentRow> {
    let (status, withdrawn_at) = match commitment.state {
        CommitmentState::Signed => ("signed", None),
        CommitmentState::Superseded { .. } => ("superseded", None),
        CommitmentState::Withdrawn { at } => ("withdrawn", Some(at)),
    };
    Ok(CommitmentRow {
        id: commitment.id.into(),
        application_id: application.into(),
        requested_item_id: commitment.item.into(),
        division: division.to_owned(),
        status: status.to_owned(),
        doc: document(commitment)?,
        signed_at: commitment.signed_at.into(),
        withdrawn_at: withdrawn_at.map(Into::into),
    })
}

/// A commitment from its row.
pub fn commitment_from(row: CommitmentRow) -> StoreResult<Commitment> {
    aggregate(row.doc)
}
