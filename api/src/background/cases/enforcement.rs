//! What time brings about in enforcement: a day to mend that passed without a word (S16), a hearing that nobody asked for
//! (行政处罚法 §64).

use kaiye_domain::obligation::Obligation;

use super::{each_overdue, missed, run_out};
use crate::{
    operations::{Failure, enforcement, rectification},
    state::AppState,
};

/// The day of an order to rectify passed.
pub fn rectification_overdue(state: &AppState) -> Result<usize, Failure> {
    each_overdue(state, Obligation::Rectify, |tx, dossier| {
        let passed: Vec<_> = run_out(dossier, Obligation::Rectify, tx).map(|it| it.subject.1).collect();
        missed(tx, dossier, Obligation::Rectify)?;
        for order in passed {
            rectification::pass(tx, dossier, order.into())?;
        }
        Ok(())
    })
}

/// The time to ask for a hearing passed.
pub fn hearing_waived(state: &AppState) -> Result<usize, Failure> {
    each_overdue(state, Obligation::RequestHearing, |tx, dossier| {
        let passed: Vec<_> = run_out(dossier, Obligation::RequestHearing, tx).map(|it| it.subject.1).collect();
        missed(tx, dossier, Obligation::RequestHearing)?;
        for case in passed {
            enforcement::waive(tx, dossier, case.into())?;
        }
        Ok(())
    })
}
