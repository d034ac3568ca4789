//! One intake.

use kaiye_domain::{actor::need, id::IntakeId, intake::only_of};
use kaiye_persistence::repo::intake;

use super::IntakeView;
use crate::{
    http::{Answered, Caller, Language, PathId, Shown},
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
    language: Language,
) -> Answered<Shown<IntakeView>> {
    state
        .read(&caller, move |tx: &mut Tx<'_>| {
            let row = intake::find(tx.conn, only_of(tx.actor), id.0)?;
            Ok(Shown::new(IntakeView::of(tx, row, language)?))
        })
        .await
}
