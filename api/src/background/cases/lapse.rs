//! What nobody answered: deemed accepted where the window was to answer, lapsed where the applicant was (S6).

use kaiye_domain::{
    application::{ItemStatus, LapseCause},
    id::RequestedItemId,
    obligation::Obligation,
    served_notice::{NoticeKind, ServiceChannel},
};
use serde_json::json;

use super::{each_overdue, missed};
use crate::{
    operations::{Failure, Outcome, Tx, acceptance::accept_deemed, dossier::Dossier, item::ended},
    state::AppState,
};

/// 5 working days without a correction notice: accepted from the day it was received (行政许可法 §32(4)).
pub fn deemed_accepted(state: &AppState) -> Result<usize, Failure> {
    each_overdue(state, Obligation::RequestCorrection, accept_deemed)
}

/// The correction was not made in time: the item lapses, and the applicant is told.
pub fn correction_overdue(state: &AppState) -> Result<usize, Failure> {
    each_overdue(state, Obligation::MakeCorrection, |tx, dossier| {
        let passed = missed(tx, dossier, Obligation::MakeCorrection)?;
        let waiting = |dossier: &Dossier, id: &RequestedItemId| {
            dossier.application.items.iter().any(|it| it.id == *id && it.status() == ItemStatus::Correction)
        };
        for item in passed.into_iter().map(|it| it.subject.1.into()) {
            if waiting(dossier, &item) {
                lapse(tx, dossier, item, LapseCause::CorrectionOverdue)?;
            }
        }
        Ok(())
    })
}

/// A draft that nobody submitted: it lapses. Nothing was filed, so nothing is served.
pub fn draft_expired(state: &AppState) -> Result<usize, Failure> {
    each_overdue(state, Obligation::SubmitDraft, |tx, dossier| {
        missed(tx, dossier, Obligation::SubmitDraft)?;
        let now = tx.now;
        let drafts: Vec<_> =
            dossier.application.items.iter().filter(|it| it.status() == ItemStatus::Draft).map(|it| it.id).collect();
        for item in drafts {
            dossier.application.step(item, |it| it.lapse(now, LapseCause::DraftExpired))?;
            ended(dossier, tx, item)?;
        }
        dossier.fact("application.draft_expired", json!({}));
        Ok(())
    })
}

fn lapse(tx: &mut Tx<'_>, dossier: &mut Dossier, item: RequestedItemId, cause: LapseCause) -> Outcome<()> {
    let now = tx.now;
    dossier.application.step(item, |it| it.lapse(now, cause))?;
    ended(dossier, tx, item)?;
    tell_of_lapse(tx, dossier, item, cause);
    Ok(())
}

/// Serves the notice that an item ended without a decision.
pub(super) fn tell_of_lapse(tx: &Tx<'_>, dossier: &mut Dossier, item: RequestedItemId, cause: LapseCause) {
    let code = dossier.application.item_by_id(item).map(|it| it.item_code.clone());
    let channel = ServiceChannel::usual(dossier.application.intake.channel, false);
    let content = json!({ "item": code, "cause": cause, "at": tx.now });
    let notice = dossier.serve(tx, NoticeKind::Lapse, Some(item), channel, content);
    dossier.fact("item.lapsed", json!({ "item": code, "cause": cause, "notice": notice }));
}
