//! What is published of a decision, and taken back when it is set aside; both leave their trace (S12).

use kaiye_domain::{
    enforcement::CaseDecision,
    publication::{PublicContent, PublicationKind, WithdrawalGround, decided},
};
use kaiye_persistence::{map::publication_from, repo::publication};

use super::keep::Opened;
use crate::operations::{Outcome, Tx, register};

impl Opened {
    /// Publishes a decision at once, within the policy's time for penalties.
    pub(super) fn publish(&mut self, tx: &mut Tx<'_>, decision: &CaseDecision) -> Outcome<()> {
        let jurisdiction = tx.jurisdiction()?;
        let authority = jurisdiction.department(&decision.department).map(|it| it.name.zh.clone()).unwrap_or_default();
        let Some(content) = decided(&self.certificate, decision, &authority) else { return Ok(()) };
        register::announce(tx, &mut self.dossier, &self.certificate, PublicationKind::Decision, content)
    }

    /// Takes back what was published of a decision that was set aside.
    pub(super) fn take_back(&mut self, tx: &mut Tx<'_>, document: &str) -> Outcome<()> {
        for row in publication::standing_of(tx.conn, &[self.certificate.id], PublicationKind::Decision.into())? {
            let entry = publication_from(row.clone())?;
            if matches!(&entry.content, PublicContent::Decision { document: own, .. } if own == document) {
                register::withdraw(tx, &mut self.dossier, &self.certificate, &row, WithdrawalGround::SetAside)?;
            }
        }
        Ok(())
    }
}
