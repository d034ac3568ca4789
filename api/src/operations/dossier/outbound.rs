//! What a dossier's applicant has to be sent on paper (S21): the commitment letters when the application came by post and
//! the like, and every notice that is served by post. Whichever operation or sweep serves it, the task is there with it.

use kaiye_domain::{
    obligation::{Begins, Duty, Obligation, ObligationSubject},
    outbound::{OutboundContent, OutboundKind, OutboundNotice, OutboundState, letters_to_send},
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
    if dossier.loaded.is_none() {
        let letters = letters_to_send(&dossier.application, tx.jurisdiction()?.as_ref(), tx.today());
        if !letters.is_empty() {
            let begins = Begins::At(dossier.application.intake.received_at);
            open(tx, dossier, OutboundContent::CommitmentLetters { letters }, Obligation::ProvideLetters, begins)?;
        }
    }
    let posted = dossier.notices.iter().filter(|notice| notice.channel == ServiceChannel::Post);
    let posted: Vec<_> = posted.map(|notice| (notice.kind, notice.number.clone())).collect();
    for (notice, number) in posted {
        let content = OutboundContent::ServedNotice { notice, number };
        open(tx, dossier, content, Obligation::SendNotice, Begins::Now)?;
    }
    let ended = dossier.application.items.iter().all(|item| item.state.is_final());
    if ended || !dossier.application.is_draft() {
        forgo_letters(tx, dossier)?;
    }
    Ok(())
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

/// The letters are for who has not filed yet: once the application is filed, or has ended, nobody waits for them.
fn forgo_letters(tx: &mut Tx<'_>, dossier: &mut Dossier) -> Outcome<()> {
    let waiting = dossier.deadlines.iter().filter(|it| it.obligation == Obligation::ProvideLetters);
    let waiting: Vec<_> = waiting.filter(|it| it.deadline.is_undone()).map(|it| it.subject.1).collect();
    if waiting.is_empty() {
        return Ok(());
    }
    for row in outbound::these(tx.conn, &waiting)? {
        let expected = row.version;
        let notice = outbound_from(row)?;
        if notice.state == OutboundState::Open {
            let gone = notice.fall_away(tx.now);
            let row = outbound_row(&gone, dossier.application.division(), expected + 1)?;
            outbound::update(tx.conn, &row, expected)?;
            dossier.fact("outbound_notice.fallen_away", json!({ "outbound_notice": gone.id }));
        }
    }
    dossier.end_deadlines(tx, |it| waiting.contains(&it.subject.1), End::Cancelled)
}
