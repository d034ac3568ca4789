//! How far a batch has come.

use kaiye_domain::{actor::need, id::IntakeBatchId, intake::only_of};
use kaiye_persistence::{map::batch_from, repo::intake_batch};

use super::IntakeBatchView;
use crate::{
    http::{Answered, Caller, PathId, Shown},
    operations::Tx,
    state::State,
};

/// Read a batch of applications
///
/// How far it has come, and how many of its rows became applications. A system sees what it sent itself.
#[utoipa::path(get, path = "/intake-batches/{id}")]
pub async fn get_intake_batch(
    caller: Caller<need::ReadIntake>,
    state: State,
    id: PathId<IntakeBatchId>,
) -> Answered<Shown<IntakeBatchView>> {
    state
        .read(&caller, move |tx: &mut Tx<'_>| {
            let batch = batch_from(intake_batch::find(tx.conn, only_of(tx.actor), id.0)?)?;
            Ok(Shown::new(IntakeBatchView::from(batch)))
        })
        .await
}
