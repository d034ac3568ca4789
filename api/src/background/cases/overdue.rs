//! What departments do late: the case goes on waiting, but that it is late is a fact from here (S20), and goes up the
//! chain of responsibility (S24).

use kaiye_domain::obligation::Obligation;
use strum::IntoEnumIterator;

use super::{each_overdue, missed};
use crate::{operations::Failure, state::AppState};

/// The clock of a department's duty has run out; the dossier notes the event.
pub fn duties_overdue(state: &AppState) -> Result<usize, Failure> {
    let rules = Obligation::iter().filter(|rule| rule.lateness_is_only_noted());
    rules.map(|rule| each_overdue(state, rule, |tx, dossier| missed(tx, dossier, rule).map(drop))).sum()
}
