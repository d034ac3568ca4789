//! An approval that nobody received counts as received (S14): once, however many processes look.

use kaiye_domain::obligation::Obligation;

use super::{each_overdue, missed};
use crate::{
    operations::{Failure, verification::deem},
    state::AppState,
};

/// What was available long enough counts as received (policy `deemed_receipt`); that its department did not receive it by
/// itself is the missed duty, which goes up the chain of responsibility (S24).
pub fn deemed_received(state: &AppState) -> Result<usize, Failure> {
    each_overdue(state, Obligation::Acknowledge, |tx, dossier| {
        for late in missed(tx, dossier, Obligation::Acknowledge)? {
            deem(tx, dossier, late.subject.1.into(), late.deadline.due().unwrap_or(tx.today()))?;
        }
        Ok(())
    })
}
