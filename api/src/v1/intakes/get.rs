//! One intake.

use kaiye_domain::{actor::need, id::IntakeId, intake::only_of};
use kaiye_persistence::{map::intake_from, repo::intake};

use super::IntakeView;
use crate::{
    http::{Answered, Caller, PathId, Shown},
    operations::Tx,
    state::State,
};

/// Read an intake
///
/// What came in, and what became of it.
#[utoipa::path(get, path = "/intakes/{id}")]
pub async fn get_intake(
    caller: Caller<need::ReadIntake>,
    state: State,
    id: PathId<IntakeId>,
) -> Answered<Shown<IntakeView>> {
    state
        .read(&caller, move |tx: &mut Tx<'_>| {
            let intake = intake_from(intake::find(tx.conn, only_of(tx.actor), id.0)?)?;
            Ok(Shown::new(IntakeView::new(intake, tx.actor)))
        })
        .await
}
