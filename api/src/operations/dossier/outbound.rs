//! What a dossier's applicant has to be sent on paper (S21): the commitment letters when the application came by post and
//! the like, and every notice that is served by post. Whichever operation or sweep serves it, the task is there with it.

use kaiye_domain::{
    application::Application,
    obligation::{Begins, Duty, Obligation, ObligationSubject},
    outbound::{LetterToSend, OutboundContent, OutboundKind, OutboundNotice, OutboundState, letters_to_send},
    served_notice::ServiceChannel,
};
use kaiye_persistence::{
    map::{outbound_from, outbound_row},
    repo::outbound,
};
use serde_json::json;

use super::{Dossier, End};
use crate::operations::{Outcome, Tx};

/// Opens what is newly to be sent, and lets fall away what nobody needs any more.
pub(super) fn settle(tx: &mut Tx<'_>, dossier: &mut Dossier) -> Outcome<()> {
    settle_letters(tx, dossier)?;
    let posted = dossier.notices.iter().filter(|notice| notice.channel == ServiceChannel::Post);
    let posted: Vec<_> = posted.map(|notice| (notice.kind, notice.number.clone())).collect();
    for (notice, number) in posted {
        let content = OutboundContent::ServedNotice { notice, number };
        open(tx, dossier, content, Obligation::SendNotice, Begins::Now)?;
    }
    Ok(())
}

/// The letters are for who has not filed yet: once the application is filed, or has ended, nobody waits for them. Until
/// then they are those of what is asked for, as that changes.
fn settle_letters(tx: &mut Tx<'_>, dossier: &mut Dossier) -> Outcome<()> {
    let (jurisdiction, today) = (tx.jurisdiction()?, tx.today());
    let application = &dossier.application;
    let asked = |it: &Application| letters_to_send(it, &jurisdiction, today);
    if !application.is_draft() || application.items.iter().all(|item| item.state.is_final()) {
        return redraw_letters(tx, dossier, Vec::new());
    }
    let letters = asked(application);
    match &dossier.loaded {
        None => {
            let begins = Begins::At(application.intake.received_at);
            open_letters(tx, dossier, letters, begins)
        }
        Some(was) if asked(&was.application) == letters => Ok(()),
        Some(_) => redraw_letters(tx, dossier, letters),
    }
}

/// Draws up anew what waits to be sent. What was sent is not sent again; what is asked for only now, when nothing waits any
/// more, is to be sent from now on.
fn redraw_letters(tx: &mut Tx<'_>, dossier: &mut Dossier, mut letters: Vec<LetterToSend>) -> Outcome<()> {
    let tasks = dossier.deadlines.iter().filter(|it| it.obligation == Obligation::ProvideLetters);
    if letters.is_empty() && !tasks.clone().any(|it| it.deadline.is_undone()) {
        return Ok(());
    }
    let tasks: Vec<_> = tasks.map(|it| it.subject.1).collect();
    let rows = outbound::these(tx.conn, &tasks)?;
    let kept = rows.into_iter().map(|row| Ok((row.version, outbound_from(row)?)));
    let kept = kept.collect::<Outcome<Vec<_>>>()?;
    let sent: Vec<_> = kept.iter().flat_map(|(_, notice)| notice.sent_letters()).cloned().collect();
    letters.retain(|letter| !sent.contains(letter));
    for (expected, notice) in kept.into_iter().filter(|(_, notice)| notice.state == OutboundState::Open) {
        let (id, was) = (notice.id, notice.clone());
        let (notice, fact) = match std::mem::take(&mut letters) {
            none if none.is_empty() => (notice.fall_away(tx.now), "outbound_notice.fallen_away"),
            letters => (notice.redraw(letters), "outbound_notice.redrawn"),
        };
        if notice == was {
            continue;
        }
        outbound::update(tx.conn, &outbound_row(&notice, dossier.application.division(), expected + 1)?, expected)?;
        dossier.fact(fact, json!({ "outbound_notice": id }));
        if notice.state != OutboundState::Open {
            dossier.end_deadlines(tx, |it| it.subject.1 == id.0, End::Cancelled)?;
        }
    }
    open_letters(tx, dossier, letters, Begins::Now)
}

fn open_letters(tx: &mut Tx<'_>, dossier: &mut Dossier, letters: Vec<LetterToSend>, begins: Begins) -> Outcome<()> {
    if letters.is_empty() {
        return Ok(());
    }
    open(tx, dossier, OutboundContent::CommitmentLetters { letters }, Obligation::ProvideLetters, begins)
}

fn open(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    content: OutboundContent,
    rule: Obligation,
    begins: Begins,
) -> Outcome<()> {
    let jurisdiction = tx.jurisdiction()?;
    let department = jurisdiction.registrar.department.clone();
    let notice = OutboundNotice {
        id: tx.id(),
        application: dossier.application.id,
        department: department.clone(),
        content,
        created_at: tx.now,
        state: OutboundState::Open,
    };
    let period = jurisdiction.policy.outbound_notice.value;
    let subject = (ObligationSubject::OutboundNotice, notice.id.0);
    dossier.owe(tx, Duty::of_department(department, rule, subject, period, begins))?;
    outbound::insert(tx.conn, &[outbound_row(&notice, dossier.application.division(), 1)?])?;
    let kind = OutboundKind::from(&notice.content);
    dossier.fact("outbound_notice.opened", json!({ "outbound_notice": notice.id, "kind": kind }));
    Ok(())
}
