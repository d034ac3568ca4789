//! What time brings about with credit records (S19): their publication ends. Each is looked at again under its
//! application's lock, so that it happens once however many processes run.

use kaiye_domain::{
    credit::CreditStatus,
    id::{ApplicationId, CreditRecordId},
    time::local_date,
};
use kaiye_persistence::repo::credit;

use super::{BATCH, each_found};
use crate::{
    operations::{Failure, credit::end},
    state::AppState,
};

/// Records whose time is over are published no longer.
pub(super) fn end_credit_publications(state: &AppState) -> Result<usize, Failure> {
    let today = local_date(state.clock.now());
    each_found(
        state,
        |tx, after| Ok(credit::over(tx.conn, CreditStatus::Published.into(), today, after, BATCH)?),
        |row| Some((row.public_to, row.id.0)),
        |row| Case(row.application_id.into(), row.id.into()),
        |tx, case| end(tx, case.0, case.1),
    )
}

/// A record and the application under whose lock it is ended.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Case(ApplicationId, CreditRecordId);

impl std::fmt::Display for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.1.fmt(f)
    }
}
