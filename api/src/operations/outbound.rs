//! Sending what has to be sent on paper (S21). What is to be sent comes with the dossier that serves it.

use kaiye_domain::{
    id::OutboundNoticeId,
    obligation::ObligationSubject,
    outbound::{Dispatch, OutboundKind, OutboundNotice},
};
use kaiye_persistence::{
    map::{outbound_from, outbound_row},
    repo::outbound,
    row::OutboundNoticeRow,
};
use serde_json::json;

use super::{
    Outcome, Tx,
    dossier::{Dossier, End},
};

/// An outbound notice as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The notice.
    pub notice: OutboundNotice,
    /// Where the case lies.
    pub division: String,
    /// Its version.
    pub version: i32,
}

impl Kept {
    /// From its row.
    pub fn of(row: OutboundNoticeRow) -> Outcome<Self> {
        let (division, version) = (row.division.clone(), row.version);
        Ok(Self { notice: outbound_from(row)?, division, version })
    }
}

/// An outbound notice within the caller's reach, with its case locked.
pub fn open(tx: &mut Tx<'_>, id: OutboundNoticeId) -> Outcome<(Dossier, Kept)> {
    let found = find(tx, id)?;
    let dossier = Dossier::open_found(tx, found.notice.application)?;
    Ok((dossier, find(tx, id)?))
}

fn find(tx: &mut Tx<'_>, id: OutboundNoticeId) -> Outcome<Kept> {
    let of = tx.actor.reach().departments();
    Kept::of(outbound::find(tx.conn, &of, id)?)
}

/// It was sent: the duty is done.
pub fn complete(tx: &mut Tx<'_>, dossier: &mut Dossier, kept: Kept, dispatch: Dispatch) -> Outcome<Kept> {
    let (way, sent_on) = (dispatch.way, dispatch.sent_on);
    let notice = kept.notice.complete(dispatch, tx.actor, tx.now)?;
    let version = kept.version + 1;
    outbound::update(tx.conn, &outbound_row(&notice, &kept.division, version)?, kept.version)?;
    let subject = (ObligationSubject::OutboundNotice, notice.id.0);
    dossier.end_deadlines(tx, |it| it.subject == subject, End::Met)?;
    let kind = OutboundKind::from(&notice.content);
    let data = json!({ "outbound_notice": notice.id, "kind": kind, "way": way, "sent_on": sent_on });
    dossier.fact("outbound_notice.sent", data);
    dossier.save(tx)?;
    Ok(Kept { notice, version, ..kept })
}
