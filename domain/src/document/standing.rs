//! What a document is worth when somebody checks it (S10, S12): it stands as it was issued, but what it decided may be over.
//! That is read off what it is about at that moment, so that nothing has to be written when that changes (decision 117).

use chrono::NaiveDate;

use super::{DocumentKind, DocumentStatus, OfficialDocument};
use crate::{
    application::{ItemState, RequestedItem},
    certificate::{Certificate, CheckStatus},
    commitment::{Commitment, CommitmentState},
};

/// What a document is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentStanding {
    /// It has its effect.
    InEffect,
    /// It fell: what it says was set aside.
    Void,
    /// The order was lifted.
    Lifted,
    /// The commitment was taken back, or its application was.
    Withdrawn,
    /// A later signature took the commitment's place.
    Superseded,
    /// Nothing was granted on the commitment, and nothing will be.
    NotGranted,
    /// It was granted, but ended before anything was issued on it.
    NotIssued,
    /// The certificate that it is about has ended so, or is held up so.
    AsCertificate(CheckStatus),
}

/// What the worth of a document hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HangsOn {
    /// The commitment of its own id (decision 110).
    Commitment,
    /// The certificate of its application and item; before there is one, that item.
    Certificate,
}

/// That, as it stands at the moment of the check.
#[derive(Debug, Clone, Copy)]
pub enum About<'a> {
    /// Nothing that could change what it says: it tells what happened.
    Nothing,
    /// A commitment, and its item where it is still asked for.
    Commitment(&'a Commitment, Option<&'a RequestedItem>),
    /// A certificate on a day.
    Certificate(&'a Certificate, NaiveDate),
    /// An item of which there is no certificate.
    Item(&'a RequestedItem),
}

impl OfficialDocument {
    /// What its worth hangs on; none where it tells what happened, or where a decision that falls makes it void.
    pub fn hangs_on(&self) -> Option<HangsOn> {
        match self.kind {
            DocumentKind::CommitmentLetter => Some(HangsOn::Commitment),
            DocumentKind::StopOrder | DocumentKind::Rectification | DocumentKind::Readiness | DocumentKind::Grant => {
                Some(HangsOn::Certificate)
            }
            _ => None,
        }
    }

    /// What it is worth, given what it is about.
    pub fn standing(&self, about: About<'_>) -> DocumentStanding {
        match (self.status(), about) {
            (DocumentStatus::Void, _) => DocumentStanding::Void,
            (DocumentStatus::Issued, About::Nothing) => DocumentStanding::InEffect,
            (DocumentStatus::Issued, About::Commitment(commitment, item)) => of_commitment(commitment, item),
            (DocumentStatus::Issued, About::Certificate(certificate, on)) => self.of_certificate(certificate, on),
            (DocumentStatus::Issued, About::Item(item)) => of_item(&item.state),
        }
    }

    /// An order to stop is over when it is lifted and holds beyond its certificate; an order to rectify binds its holder
    /// until the certificate is taken; a grant, and a confirmation that one may open, is worth what the certificate is.
    fn of_certificate(&self, certificate: &Certificate, on: NaiveDate) -> DocumentStanding {
        if self.kind == DocumentKind::StopOrder {
            let in_force = certificate.stop.as_ref().is_some_and(|stop| stop.document == self.number);
            return if in_force { DocumentStanding::InEffect } else { DocumentStanding::Lifted };
        }
        match certificate.public_status(on) {
            CheckStatus::Valid | CheckStatus::Dormant => DocumentStanding::InEffect,
            CheckStatus::Stopped | CheckStatus::Replaced | CheckStatus::Expired
                if self.kind == DocumentKind::Rectification =>
            {
                DocumentStanding::InEffect
            }
            status => DocumentStanding::AsCertificate(status),
        }
    }
}

/// Granted by the approver, it is handed out by the window: until then the item may still end otherwise.
fn of_item(state: &ItemState) -> DocumentStanding {
    match state {
        ItemState::Withdrawn { .. }
        | ItemState::Declined { .. }
        | ItemState::Refused { .. }
        | ItemState::Lapsed { .. } => DocumentStanding::NotIssued,
        _ => DocumentStanding::InEffect,
    }
}

fn of_commitment(commitment: &Commitment, item: Option<&RequestedItem>) -> DocumentStanding {
    match (commitment.state, item.map(|item| &item.state)) {
        (CommitmentState::Withdrawn { .. }, _) => DocumentStanding::Withdrawn,
        (CommitmentState::Superseded { .. }, _) => DocumentStanding::Superseded,
        (CommitmentState::Signed, Some(ItemState::Withdrawn { .. })) => DocumentStanding::Withdrawn,
        (
            CommitmentState::Signed,
            Some(ItemState::Declined { .. } | ItemState::Refused { .. } | ItemState::Lapsed { .. }),
        ) => DocumentStanding::NotGranted,
        (CommitmentState::Signed, _) => DocumentStanding::InEffect,
    }
}
