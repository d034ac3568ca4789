//! What time brings about in enforcement: a day to mend that passed without a word (S16), a hearing that nobody asked for
//! (行政处罚法 §64).

use kaiye_domain::obligation::Obligation;

use super::{each_overdue, missed};
use crate::{
    operations::{Failure, enforcement, rectification},
    state::AppState,
};

/// The day of an order to rectify passed.
pub fn rectification_overdue(state: &AppState) -> Result<usize, Failure> {
    each_overdue(state, Obligation::Rectify, |tx, dossier| {
        for passed in missed(tx, dossier, Obligation::Rectify)? {
            rectification::pass(tx, dossier, passed.subject.1.into())?;
        }
        Ok(())
    })
}

/// The time to ask for a hearing passed.
pub fn hearing_waived(state: &AppState) -> Result<usize, Failure> {
    each_overdue(state, Obligation::RequestHearing, |tx, dossier| {
        for passed in missed(tx, dossier, Obligation::RequestHearing)? {
            enforcement::waive(tx, dossier, passed.subject.1.into())?;
        }
        Ok(())
    })
}
