//! Filing what was drafted, or filing again what was corrected (S6).

use kaiye_domain::{
    application::{
        ApplicationReason, ItemState,
        check::{Check, CheckCode, require_submittable},
    },
    id::RequestedItemId,
    obligation::{Begins, Duty, Obligation, ObligationSubject},
};
use kaiye_persistence::map::TrackedDeadline;
use serde_json::json;

use crate::operations::{
    Failure, Outcome, Tx,
    dossier::{Dossier, End},
};

/// Files every item that is a draft or was returned; the time for a correction notice begins (行政许可法 §32(4)).
pub fn submit(tx: &mut Tx<'_>, dossier: &mut Dossier) -> Outcome<()> {
    let checks = dossier.checks(tx)?;
    let corrected = !dossier.application.is_draft();
    let ready = dossier.application.items.iter().filter(|item| item.state.is_editable());
    let codes: Vec<String> = ready.map(|item| item.item_code.clone()).collect();
    if !codes.is_empty() {
        require_submittable(&checks, &codes.iter().map(String::as_str).collect::<Vec<_>>())?;
        require_letters(dossier, &checks)?;
    }
    let filed = dossier.application.submit(tx.now)?;
    require_in_time(tx, dossier, &filed)?;
    dossier.end_deadlines(tx, |tracked| waits_for_filing(tracked, &filed), End::Met)?;
    let jurisdiction = tx.jurisdiction()?;
    let period = jurisdiction.policy.correction_notice.value;
    let window = &jurisdiction.registrar.department;
    for id in filed {
        let item = dossier.application.item_by_id(id);
        if let Some(ItemState::Submitted { at }) = item.map(|item| item.state.clone()) {
            let subject = (ObligationSubject::RequestedItem, id.0);
            let begins = Begins::At(at);
            dossier.owe(tx, Duty::of_department(window, Obligation::RequestCorrection, subject, period, begins))?;
        }
    }
    dossier.fact(
        if corrected { "application.corrected" } else { "application.submitted" },
        json!({ "items": codes, "received_at": dossier.application.intake.received_at }),
    );
    dossier.save(tx)?;
    Ok(())
}

/// A letter of an item that waits to be accepted is signed anew as well, where what was corrected for another one stands in
/// its blanks (decision 124).
fn require_letters(dossier: &Dossier, checks: &[Check]) -> Outcome<()> {
    let waiting = dossier.application.items.iter().filter(|it| matches!(it.state, ItemState::Submitted { .. }));
    let waiting: Vec<&str> = waiting.map(|it| it.item_code.as_str()).collect();
    let letters: Vec<Check> = checks.iter().filter(|it| it.code == CheckCode::CommitmentSigned).cloned().collect();
    Ok(require_submittable(&letters, &waiting)?)
}

/// What has run out lapses, whether or not the sweep has come by: a slow sweep gives nobody more time. A date that is
/// provisional has not run out for the applicant.
fn require_in_time(tx: &Tx<'_>, dossier: &Dossier, filed: &[RequestedItemId]) -> Outcome<()> {
    let late = |tracked: &TrackedDeadline| {
        waits_for_filing(tracked, filed) && tracked.obligation.has_run_out(&tracked.deadline, tx.now)
    };
    if dossier.deadlines.iter().any(late) {
        return Err(Failure::refused(ApplicationReason::FiledTooLate));
    }
    Ok(())
}

/// Whether it is the time in which the applicant files the draft, or files one of these items again.
fn waits_for_filing(tracked: &TrackedDeadline, filed: &[RequestedItemId]) -> bool {
    match tracked.obligation {
        Obligation::SubmitDraft => true,
        Obligation::MakeCorrection => filed.iter().any(|id| id.0 == tracked.subject.1),
        _ => false,
    }
}
