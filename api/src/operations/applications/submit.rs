//! Filing what was drafted, or filing again what was corrected (S6).

use kaiye_domain::{
    application::{ItemState, check::require_submittable},
    id::RequestedItemId,
    obligation::{Obligation, ObligationSubject},
};
use serde_json::json;

use crate::operations::{
    Outcome, Tx,
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
    }
    let filed = dossier.application.submit(tx.now)?;
    end_waits(tx, dossier, &filed)?;
    let period = tx.jurisdiction()?.policy.correction_notice.value;
    for id in filed {
        let item = dossier.application.items.iter().find(|item| item.id == id);
        if let Some(ItemState::Submitted { at }) = item.map(|item| item.state.clone()) {
            let subject = (ObligationSubject::RequestedItem, id.0);
            dossier.start(tx, Obligation::RequestCorrection, subject, period, at)?;
        }
    }
    dossier.fact(
        if corrected { "application.corrected" } else { "application.submitted" },
        json!({ "items": codes, "received_at": dossier.application.intake.received_at }),
    );
    dossier.save(tx)?;
    Ok(())
}

/// What the applicant had to do in time is done: the draft is filed, the correction made.
fn end_waits(tx: &Tx<'_>, dossier: &mut Dossier, filed: &[RequestedItemId]) -> Outcome<()> {
    let whole = dossier.application.id.0;
    let filed: Vec<_> = filed.iter().map(|id| id.0).collect();
    dossier.end_deadlines(
        tx,
        |tracked| match tracked.obligation {
            Obligation::SubmitDraft => true,
            Obligation::MakeCorrection => tracked.subject.1 == whole || filed.contains(&tracked.subject.1),
            _ => false,
        },
        End::Met,
    )
}
