//! What time brings about with credit records (S19): their publication ends. Each is looked at again under its
//! application's lock, so that it happens once however many processes run; every page is looked at, so that a case that
//! fails again and again hides none behind it.

use kaiye_domain::{
    actor::Actor,
    credit::CreditStatus,
    id::{ApplicationId, CreditRecordId},
    time::local_date,
};
use kaiye_persistence::repo::credit;

use super::each_case;
use crate::{
    operations::{Failure, Outcome, credit::end},
    state::AppState,
};

/// Rows a query.
const BATCH: i64 = 200;

/// Records whose time is over are published no longer.
pub(super) fn end_credit_publications(state: &AppState) -> Result<usize, Failure> {
    let today = local_date(state.clock.now());
    let (mut after, mut done) = (None, 0);
    loop {
        let rows = state.look_here(&Actor::kaiye(), |tx| -> Outcome<_> {
            Ok(credit::over(tx.conn, CreditStatus::Published.into(), today, after, BATCH)?)
        })?;
        let Some(last) = rows.last() else { return Ok(done) };
        after = Some((last.public_to, last.id.0));
        let cases: Vec<Case> = rows.iter().map(|row| Case(row.application_id.into(), row.id.into())).collect();
        done += each_case(state, cases, |tx, case| end(tx, case.0, case.1));
    }
}

/// A record and the application under whose lock it is ended.
struct Case(ApplicationId, CreditRecordId);

impl std::fmt::Display for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.1.fmt(f)
    }
}
