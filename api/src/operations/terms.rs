//! The end of a certificate's term (行政许可法 §50, §70(1)).

use kaiye_domain::{
    actor::Reach,
    application::ItemStatus,
    catalogue::Jurisdiction,
    certificate::{Certificate, CertificateStatus, PendingRenewal, TermEnd},
    event::{Fact, SubjectKind},
    id::CertificateId,
    time::local_date,
};
use kaiye_persistence::{
    map::certificate_from,
    repo::{certificate, requested_item},
};
use serde_json::json;
use strum::IntoEnumIterator;

use super::{Outcome, Tx, certificates::update};

/// More renewals than anybody asks for of one permit.
const MOST: i64 = 100;

/// Ends a certificate's term, if it is over and nobody did before: it expires, or is deemed renewed.
pub fn end_term(tx: &mut Tx<'_>, id: CertificateId) -> Outcome<()> {
    let row = certificate::lock(tx.conn, &Reach::All, id)?;
    let certificate = certificate_from(row.clone())?;
    let over = certificate.valid_to.is_some_and(|to| to < tx.today());
    if !over || certificate.status() != CertificateStatus::Valid {
        return Ok(());
    }
    let jurisdiction = tx.jurisdiction()?;
    let pending = pending(tx, &certificate, &jurisdiction)?;
    let (certificate, end) = certificate.end_term(&pending, jurisdiction.policy.renewal_days_before.value, tx.now)?;
    update(tx, &certificate, &row)?;
    let fact = match end {
        TermEnd::Expired => Fact::new(
            "certificate.expired",
            json!({ "certificate": id, "item": certificate.item_code, "valid_to": certificate.valid_to }),
        ),
        TermEnd::DeemedRenewed(renewal) => Fact::new(
            "certificate.deemed_renewed",
            json!({
                "certificate": id, "item": certificate.item_code, "renewal": renewal.item,
                "valid_to_before": renewal.from, "valid_to": renewal.to,
            }),
        ),
    };
    tx.append((SubjectKind::Application, certificate.application), Some(&certificate.division), vec![fact])?;
    Ok(())
}

/// Renewals of the certificate that its holder asked for and nobody decided, each for the term of its item.
fn pending(tx: &mut Tx<'_>, certificate: &Certificate, jurisdiction: &Jurisdiction) -> Outcome<Vec<PendingRenewal>> {
    let holder = tx.keyring().lookup_key("subject", &certificate.face.holder_uscc);
    let undecided: Vec<&str> = ItemStatus::iter().filter(|it| it.is_undecided()).map(Into::into).collect();
    let asked = requested_item::for_permit(tx.conn, &holder, &certificate.number, &undecided, MOST)?;
    let renewals = asked.into_iter().filter_map(|(row, received_at)| {
        let item = jurisdiction.item(&row.item_code, row.item_version).filter(|item| item.renews())?;
        Some(PendingRenewal { item: row.id.into(), received_on: local_date(received_at), term: item.validity })
    });
    Ok(renewals.collect())
}
