//! Granting, in the plan's order: each certificate is drawn up, each filing taken on file. What was granted before in the
//! same run counts for what builds on it (S9).

use std::collections::BTreeSet;

use kaiye_domain::{
    actor::Reach,
    application::{Handling, ItemState, RequestedItem},
    catalogue::{Item, ItemKind, Jurisdiction},
    certificate::{Certificate, CertificateReason, CertificateStatus},
    commitment::Commitment,
    id::CertificateId,
    issue::{FiledItem, IssueInputs, IssuedItem, awaiting, certificate_for, held_uscc},
    served_notice::{NoticeKind, ServiceChannel},
};
use kaiye_persistence::{StoreError, map::certificate_from, repo::certificate as certificates, row::CertificateRow};
use serde_json::json;

use super::prepare::{Prepared, Supply};
use crate::{
    ids::random,
    operations::{Failure, Outcome, Tx, dossier::Dossier, item::decided},
};

/// More certificates than one application can have.
const MOST: i64 = 1000;

/// A certificate with what it rests on.
#[derive(Debug)]
pub(super) struct Grant {
    /// The certificate.
    pub(super) certificate: Certificate,
    /// The version of the item it was issued under.
    pub(super) item: Item,
    /// The commitment it rests on.
    pub(super) commitment: Option<Commitment>,
}

/// What a run granted.
#[derive(Debug, Default)]
pub(super) struct Granted {
    pub(super) granted: Vec<Grant>,
    pub(super) issued: Vec<IssuedItem>,
    pub(super) filed: Vec<FiledItem>,
    /// What was changed or renewed, with its row as it was.
    pub(super) replaced: Vec<(Certificate, CertificateRow)>,
}

/// What is settled about the holder as the run goes on.
struct Standing {
    /// Items whose holder may open on them.
    operative: BTreeSet<String>,
    /// The holder's unified social credit code.
    uscc: Option<String>,
}

/// Issues and files what the plan says.
pub(super) fn grant(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    jurisdiction: &Jurisdiction,
    prepared: &Prepared,
    channel: ServiceChannel,
) -> Outcome<Granted> {
    let mut standing = standing(tx, dossier, prepared)?;
    let mut granted = Granted::default();
    for id in &prepared.plan.issue {
        let requested = dossier.application.item_by_id(*id).cloned();
        let requested = requested.ok_or_else(|| StoreError::corrupt("a plan for an item that is not asked for"))?;
        match prepared.supplies.get(id) {
            Some(supply) => {
                let drawn = draw_up(tx, dossier, jurisdiction, prepared, &requested, supply, &standing)?;
                standing.note(&drawn.0.certificate);
                issue_one(tx, dossier, &requested, drawn, channel, &mut granted)?;
            }
            None => granted.filed.push(file(tx, dossier, &requested, channel, &mut standing)?),
        }
    }
    dossier.licence_number = standing.uscc;
    Ok(granted)
}

impl Standing {
    fn note(&mut self, certificate: &Certificate) {
        if certificate.kind == ItemKind::BusinessLicence {
            self.uscc = Some(certificate.number.clone());
        }
        if certificate.may_operate() {
            self.operative.insert(certificate.item_code.clone());
        }
    }
}

/// What earlier runs and other applications settled.
fn standing(tx: &mut Tx<'_>, dossier: &Dossier, prepared: &Prepared) -> Outcome<Standing> {
    let application = &dossier.application;
    let held = prepared.held.iter().filter(|held| held.operative).map(|held| held.item_code.clone());
    let filed = application.items.iter().filter(|item| matches!(item.state, ItemState::Filed { .. }));
    let operative = held.chain(filed.map(|item| item.item_code.clone())).collect();
    let mut standing = Standing { operative, uscc: held_uscc(application) };
    if application.items.iter().any(|item| matches!(item.state, ItemState::Issued { .. })) {
        for row in certificates::of_application(tx.conn, application.id, MOST)? {
            let certificate = certificate_from(row)?;
            if certificate.status() == CertificateStatus::Valid {
                standing.note(&certificate);
            }
        }
    }
    Ok(standing)
}

/// Draws up a certificate, and locks the one that it changes or renews.
fn draw_up(
    tx: &mut Tx<'_>,
    dossier: &Dossier,
    jurisdiction: &Jurisdiction,
    prepared: &Prepared,
    requested: &RequestedItem,
    supply: &Supply,
    standing: &Standing,
) -> Outcome<(Grant, Option<(Certificate, CertificateRow)>)> {
    let missing = |what: &str| StoreError::corrupt(format!("{what} of {}", requested.item_code));
    let item = jurisdiction.item(&requested.item_code, requested.item_version).ok_or_else(|| missing("no version"))?;
    let delegation = prepared.delegations.get(&supply.delegation).ok_or_else(|| missing("no delegation"))?;
    let authority = jurisdiction.department(&requested.issuer).ok_or_else(|| missing("no issuer"))?;
    let commitment = dossier.commitments.iter().find(|it| it.item == requested.id && it.stands()).cloned();
    let replaced = replaced(tx, dossier, jurisdiction, requested)?;
    let inputs = IssueInputs {
        id: supply.certificate,
        random: random(),
        number: supply.number.clone(),
        application: &dossier.application,
        requested,
        item,
        commitment: commitment.as_ref(),
        delegation,
        holder_uscc: match item.kind {
            ItemKind::BusinessLicence => supply.number.clone(),
            _ => standing.uscc.clone().ok_or_else(|| missing("no licence before the permit"))?,
        },
        awaiting: awaiting(item, |code| standing.operative.contains(code)),
        replaces: replaced.as_ref().map(|(certificate, _)| certificate),
        now: tx.now,
    };
    let certificate =
        certificate_for(inputs, authority).map_err(|_| Failure::refused(CertificateReason::AuthorityWithoutCode))?;
    Ok((Grant { certificate, item: item.clone(), commitment }, replaced))
}

/// The certificate that a change or renewal takes the place of, locked; none when this register does not know it.
fn replaced(
    tx: &mut Tx<'_>,
    dossier: &Dossier,
    jurisdiction: &Jurisdiction,
    requested: &RequestedItem,
) -> Outcome<Option<(Certificate, CertificateRow)>> {
    let Some(number) = &requested.existing_permit else { return Ok(None) };
    let held = dossier.held(tx, jurisdiction)?;
    let Some(known) = held.into_iter().find(|certificate| certificate.number == *number) else { return Ok(None) };
    let row = certificates::lock(tx.conn, &Reach::All, known.id)?;
    let certificate = certificate_from(row.clone())?;
    Ok(Some((certificate, row)).filter(|(certificate, _)| certificate.status() == CertificateStatus::Valid))
}

fn issue_one(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    requested: &RequestedItem,
    (grant, replaced): (Grant, Option<(Certificate, CertificateRow)>),
    channel: ServiceChannel,
    granted: &mut Granted,
) -> Outcome<()> {
    let certificate = &grant.certificate;
    let (id, now): (CertificateId, _) = (certificate.id, tx.now);
    dossier.application.step(requested.id, |item| item.issue(now, id))?;
    decided(dossier, tx, requested.id)?;
    // The approver's own decision was served when it was made.
    let notice = (requested.handling != Handling::Approver).then(|| serve(tx, dossier, certificate, channel));
    dossier.fact(
        "certificate.issued",
        json!({
            "certificate": id, "item": certificate.item_code, "number": certificate.number,
            "issuer": certificate.issuer, "supervisor": certificate.supervisor, "route": certificate.route,
            "operative": certificate.operativity.is_operative(), "valid_to": certificate.valid_to, "notice": notice,
        }),
    );
    if let Some((old, row)) = replaced {
        let data = json!({ "certificate": old.id, "item": old.item_code, "by": id });
        dossier.fact("certificate.replaced", data);
        granted.replaced.push((old.replace(now, id)?, row));
    }
    granted.issued.push(IssuedItem::of(certificate, notice));
    granted.granted.push(grant);
    Ok(())
}

/// Serves the decision to grant (行政许可法 §38, §44): what was granted, by whom, and whether the holder may open (S10).
fn serve(tx: &Tx<'_>, dossier: &mut Dossier, certificate: &Certificate, channel: ServiceChannel) -> String {
    let face = &certificate.face;
    let content = json!({
        "item": certificate.item_code, "title": face.title, "number": certificate.number,
        "authority": certificate.issuer, "decided_at": tx.now, "valid_from": certificate.valid_from,
        "valid_to": certificate.valid_to, "operativity": certificate.operativity,
        "seal_image_hash": face.seal_image_hash,
    });
    dossier.serve(tx, NoticeKind::Grant, Some(certificate.requested_item), channel, content)
}

/// Takes a filing on file, with its receipt.
fn file(
    tx: &mut Tx<'_>,
    dossier: &mut Dossier,
    requested: &RequestedItem,
    channel: ServiceChannel,
    standing: &mut Standing,
) -> Outcome<FiledItem> {
    let content = json!({ "item": requested.item_code, "authority": requested.issuer, "filed_at": tx.now });
    let receipt = dossier.serve(tx, NoticeKind::Filing, Some(requested.id), channel, content);
    let (now, number) = (tx.now, receipt.clone());
    dossier.application.step(requested.id, |item| item.file(now, number))?;
    decided(dossier, tx, requested.id)?;
    dossier.fact("item.filed", json!({ "item": requested.item_code, "receipt": receipt }));
    standing.operative.insert(requested.item_code.clone());
    Ok(FiledItem { item: requested.item_code.clone(), receipt })
}
