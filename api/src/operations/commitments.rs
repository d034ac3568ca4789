//! Signing a commitment and taking it back (S4, S10).

use kaiye_domain::{
    actor::Role,
    application::{ItemReason, ItemState, RequestedItem, SubjectRole, check::CheckCode, check::Outcome as Checked},
    commitment::{ClausePromise, Commitment, CommitmentReason, LetterBinding, Signature, Signing},
    id::CommitmentId,
    obligation::{Begins, Duty, Obligation, ObligationSubject, decision_clock},
    refusal::{Fault, Refusal},
    served_notice::{NoticeKind, ServiceChannel},
    time::local_date,
};
use kaiye_persistence::{StoreError, StoreErrorKind};
use serde_json::json;

use super::{
    Failure, Outcome, Tx,
    dossier::{Dossier, End},
};

/// What is signed.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Code of the item.
    pub item: String,
    /// The letter that was read.
    pub binding: LetterBinding,
    /// A promise a clause.
    pub promises: Vec<ClausePromise>,
    /// Who signs and how.
    pub signature: Signature,
}

/// Signs the letter of an item. An earlier signature for the item makes room for it.
pub fn sign(tx: &mut Tx<'_>, dossier: &mut Dossier, letter: &Letter) -> Outcome<Commitment> {
    let jurisdiction = tx.jurisdiction()?;
    let requested = dossier.application.item(&letter.item).ok_or_else(unknown_item)?.clone();
    requested.require_signable()?;
    require_not_barred(tx, dossier, &requested)?;
    let signature = letter.signature.clone();
    signature.check(&dossier.application.people, &dossier.materials, tx.actor.is(Role::WindowClerk))?;
    let item = jurisdiction.item(&requested.item_code, requested.item_version);
    let template = item
        .and_then(|item| item.letter.as_ref())
        .and_then(|code| jurisdiction.letter_in_force(code, local_date(tx.now)));
    let (Some(item), Some(template)) = (item, template) else {
        return Err(Failure::refused(CommitmentReason::LetterNotCurrent));
    };
    let capacity = signature.capacity;
    let of_signer = |keys: Vec<(SubjectRole, String)>| {
        keys.into_iter().find(|(role, _)| *role == capacity).map(|(_, key)| key).unwrap_or_default()
    };
    let signing = Signing {
        item: requested.id,
        letter: letter.binding.clone(),
        promises: letter.promises.clone(),
        signature,
        signer_key: of_signer(dossier.subjects(tx)),
        blanks_key: of_signer(dossier.blanks(tx)),
    };
    let commitment = Commitment::sign(tx.id(), signing, item, template, tx.now)?;
    let now = tx.now;
    for earlier in dossier.commitments.iter_mut().filter(|it| it.item == requested.id && it.stands()) {
        *earlier = earlier.clone().supersede(now);
    }
    dossier.commitments.push(commitment.clone());
    let by_date: Vec<_> = commitment.by_date().into_iter().map(|(clause, date)| json!([clause, date])).collect();
    dossier.fact(
        "commitment.signed",
        json!({
            "commitment_id": commitment.id,
            "item": requested.item_code,
            "letter": template.code,
            "letter_version": template.version,
            "letter_hash": template.hash,
            "by_date": by_date,
        }),
    );
    dossier.save(tx)?;
    Ok(commitment)
}

/// Takes a commitment back before the decision: its item goes the ordinary route (S4).
pub fn withdraw(tx: &mut Tx<'_>, dossier: &mut Dossier, id: CommitmentId) -> Outcome<()> {
    let slot = dossier.commitments.iter_mut().find(|it| it.id == id).ok_or_else(no_such_commitment)?;
    let item = slot.item;
    *slot = slot.clone().withdraw(tx.now)?;
    dossier.application.step(item, RequestedItem::commitment_withdrawn)?;
    let Some(requested) = dossier.application.item_by_id(item).cloned() else { return Ok(()) };
    restart_decision(tx, dossier, &requested)?;
    if !matches!(requested.state, ItemState::Draft) {
        let channel = ServiceChannel::usual(dossier.application.intake.channel, tx.actor.is(Role::WindowClerk));
        let content = json!({ "item": requested.item_code, "commitment_id": id, "route": requested.route });
        dossier.serve(tx, NoticeKind::Withdrawal, Some(item), channel, content);
    }
    dossier.fact(
        "commitment.withdrawn",
        json!({ "commitment_id": id, "item": requested.item_code, "route": requested.route }),
    );
    dossier.save(tx)?;
    Ok(())
}

/// A joint review's clock ends; an item that was accepted already has the ordinary one from today (行政许可法 §42).
fn restart_decision(tx: &mut Tx<'_>, dossier: &mut Dossier, requested: &RequestedItem) -> Outcome<()> {
    let subject = (ObligationSubject::RequestedItem, requested.id.0);
    let of_decision = |it: Obligation| it.is_the_windows() || it.is_decision();
    dossier.end_deadlines(tx, |it| it.subject == subject && of_decision(it.obligation), End::Cancelled)?;
    if requested.state.acceptance().is_none() {
        return Ok(());
    }
    let jurisdiction = tx.jurisdiction()?;
    let clock = jurisdiction
        .item(&requested.item_code, requested.item_version)
        .and_then(|item| decision_clock(item, requested.route, requested.handling, &jurisdiction.policy));
    if let Some((obligation, period)) = clock {
        dossier.owe(tx, Duty::of_department(&requested.issuer, obligation, subject, period.within, Begins::Now))?;
    }
    Ok(())
}

/// S19: who is barred is told before signing, not only when filing.
fn require_not_barred(tx: &mut Tx<'_>, dossier: &Dossier, requested: &RequestedItem) -> Outcome<()> {
    let barred = dossier.checks(tx)?.iter().any(|check| {
        check.code == CheckCode::NotBarred
            && check.outcome == Checked::Failed
            && check.item.as_ref() == Some(&requested.item_code)
    });
    if barred { Err(Failure::refused(CommitmentReason::Barred)) } else { Ok(()) }
}

fn unknown_item() -> Refusal {
    let code = kaiye_domain::refusal::Reason::code(&ItemReason::NotRequested);
    Refusal::fields("content_invalid", vec![Fault { pointer: "/item".to_owned(), code }])
}

fn no_such_commitment() -> Failure {
    StoreError::new(StoreErrorKind::NotFound, "no such commitment").into()
}
