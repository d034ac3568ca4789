//! Filing an application: drafting, changing, submitting and taking back (S1, S4, S6, S22).

mod create;
mod submit;
mod update;
mod withdraw;

pub use create::{Filing, create};
pub use submit::submit;
pub use update::{Change, update};
pub use withdraw::withdraw;

use kaiye_domain::{
    application::{ApplicationReason, ItemRequest},
    id::RequestedItemId,
    obligation::{Begins, Duty, Obligation, ObligationSubject},
};

use kaiye_persistence::map::TrackedDeadline;

use super::{
    Failure, Outcome, Tx,
    dossier::{Dossier, End},
};

/// An item asked for, before it has an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Code in the catalogue.
    pub code: String,
    /// The route chosen; the catalogue's own when empty.
    pub route: Option<kaiye_domain::application::ChosenRoute>,
    /// Number of the permit to change or renew.
    pub existing_permit: Option<String>,
}

impl Asked {
    fn with_id(self, tx: &Tx<'_>) -> ItemRequest {
        let id: RequestedItemId = tx.id();
        ItemRequest { id, code: self.code, route: self.route, existing_permit: self.existing_permit }
    }
}

/// The draft is kept for so long from its last change (policy); a change on the day on which the time began moves
/// nothing.
fn keep_draft(tx: &mut Tx<'_>, dossier: &mut Dossier) -> Outcome<()> {
    if !dossier.application.is_draft() {
        return Ok(());
    }
    let running = |it: &TrackedDeadline| it.obligation == Obligation::SubmitDraft;
    let run_out = |it: &TrackedDeadline| running(it) && it.obligation.has_run_out(&it.deadline, tx.now);
    if dossier.deadlines.iter().any(run_out) {
        return Err(Failure::refused(ApplicationReason::FiledTooLate));
    }
    let period = tx.jurisdiction()?.policy.draft_expiry.value;
    let last = period.last_day(kaiye_domain::time::local_date(tx.now), tx.calendar()?.as_ref()).date;
    if dossier.deadlines.iter().any(|it| running(it) && it.deadline.due() == Some(last)) {
        return Ok(());
    }
    dossier.end_deadlines(tx, running, End::Cancelled)?;
    let subject = (ObligationSubject::Application, dossier.application.id.0);
    dossier.owe(tx, Duty::of_applicant(Obligation::SubmitDraft, subject, period, Begins::Now))?;
    Ok(())
}
