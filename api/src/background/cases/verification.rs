//! An approval that nobody received counts as received (S14): once, however many processes look.

use chrono::NaiveDate;
use kaiye_domain::{id::VerificationTaskId, obligation::Obligation};

use super::{each_overdue, missed, run_out};
use crate::{
    operations::{Failure, verification::deem},
    state::AppState,
};

/// What was available long enough counts as received (policy `deemed_receipt`); that its department did not receive it by
/// itself is the missed duty, which goes up the chain of responsibility (S24).
pub fn deemed_received(state: &AppState) -> Result<usize, Failure> {
    each_overdue(state, Obligation::Acknowledge, |tx, dossier| {
        let late: Vec<(VerificationTaskId, Option<NaiveDate>)> =
            run_out(dossier, Obligation::Acknowledge, tx).map(|it| (it.subject.1.into(), it.deadline.due())).collect();
        missed(tx, dossier, Obligation::Acknowledge)?;
        for (task, day) in late {
            deem(tx, dossier, task, day.unwrap_or(tx.today()))?;
        }
        Ok(())
    })
}
