//! A calendar came in: every clock that was reckoned by an older one is reckoned anew.

use kaiye_domain::id::ApplicationId;
use kaiye_persistence::repo::deadline;
use uuid::Uuid;

use crate::{
    background::{BATCH, each_found},
    operations::{Failure, calendar::recompute, dossier::Dossier},
    state::AppState,
};

/// Goes through the applications with a clock that is behind.
pub fn reckon_anew(state: &AppState) -> Result<usize, Failure> {
    each_found(
        state,
        |tx, after: Option<(i32, Uuid)>| {
            let version = tx.calendar()?.version();
            Ok(deadline::behind_calendar(tx.conn, version, after, BATCH)?)
        },
        |found| Some(*found),
        |(_, id)| ApplicationId(*id),
        |tx, id| {
            let mut dossier = Dossier::open(tx, *id)?;
            recompute(tx, &mut dossier)?;
            dossier.save(tx)?;
            Ok(())
        },
    )
}
