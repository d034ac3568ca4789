//! A calendar came in: every clock that was reckoned by an older one is reckoned anew.

use kaiye_domain::{actor::Actor, id::ApplicationId};
use kaiye_persistence::repo::deadline;
use uuid::Uuid;

use super::BATCH;
use crate::{
    background::each_case,
    operations::{Failure, Outcome, calendar::recompute, dossier::Dossier},
    state::AppState,
};

/// Goes through the applications with a clock that is behind, in batches, each application in its own transaction.
pub fn reckon_anew(state: &AppState) -> Result<usize, Failure> {
    let (mut after, mut done) = (None::<Uuid>, 0);
    loop {
        let behind = state.look_here(&Actor::kaiye(), |tx| -> Outcome<_> {
            let version = tx.calendar()?.version();
            Ok(deadline::behind_calendar(tx.conn, version, after, BATCH)?)
        })?;
        let Some(last) = behind.last() else { return Ok(done) };
        after = Some(*last);
        let applications: Vec<ApplicationId> = behind.into_iter().map(Into::into).collect();
        done += each_case(state, applications, |tx, id| {
            let mut dossier = Dossier::open(tx, *id)?;
            recompute(tx, &mut dossier)?;
            dossier.save(tx)?;
            Ok(())
        });
    }
}
