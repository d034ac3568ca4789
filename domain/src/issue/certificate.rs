//! Drawing up a certificate: its face as issued, its term, its identifier, and whether its holder may open (S9, S10).

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::{
    application::{Application, LicenceBasis, RequestedItem},
    catalogue::{Department, Item, ItemKind},
    certificate::{Certificate, CertificateState, Face, OpenClause, Operativity, check_code, term_end},
    commitment::Commitment,
    delegation::Delegation,
    id::CertificateId,
    identity::{CertificateIdentifier, IdentityFault},
    time::local_date,
};

/// What a certificate is drawn up from.
#[derive(Debug)]
pub struct IssueInputs<'a> {
    /// Its id, minted at the edge.
    pub id: CertificateId,
    /// 16 random bytes for the check code.
    pub random: [u8; 16],
    /// The number taken from the ledger.
    pub number: String,
    /// The application.
    pub application: &'a Application,
    /// The requested item.
    pub requested: &'a RequestedItem,
    /// Its version in the catalogue.
    pub item: &'a Item,
    /// The commitment that stands for it.
    pub commitment: Option<&'a Commitment>,
    /// The delegation it is issued under.
    pub delegation: &'a Delegation,
    /// The holder's unified social credit code: the one held, or the licence's number from this transaction.
    pub holder_uscc: String,
    /// Items it builds on that are not operative yet (S9).
    pub awaiting: Vec<String>,
    /// The certificate that it changes or renews.
    pub replaces: Option<&'a Certificate>,
    /// The instant of issue.
    pub now: DateTime<Utc>,
}

/// Draws up a certificate in the name of `authority`.
pub fn certificate_for(inputs: IssueInputs<'_>, authority: &Department) -> Result<Certificate, IdentityFault> {
    let IssueInputs { application, requested, item, delegation, now, .. } = inputs;
    let today = local_date(now);
    let valid_to = last_day(item, requested, inputs.replaces, today);
    let identifier = CertificateIdentifier::make(
        &item.certificate_type,
        authority.uscc.as_ref().ok_or(IdentityFault::UsccLength)?,
        &CertificateIdentifier::serial_from(&inputs.number),
        1,
    )?;
    let business = &application.business;
    let kind: &str = business.kind.into();
    let face = Face {
        title: item.certificate_title.clone(),
        number: inputs.number.clone(),
        holder_name: business.name.clone().unwrap_or_default(),
        holder_uscc: inputs.holder_uscc,
        operator_name: application.people.operator.as_ref().map(|person| person.name.clone()).unwrap_or_default(),
        business_kind: kind.to_owned(),
        address: business.address.clone().unwrap_or_default(),
        scope: business.scope.clone().unwrap_or_default(),
        capital: business.capital,
        authority: authority.name.zh.clone(),
        seal_image_hash: delegation.seal_image_hash.clone(),
        delegation_instrument: delegation.instrument_number.clone(),
        issued_on: today,
        valid_from: today,
        valid_to,
    };
    Ok(Certificate {
        id: inputs.id,
        application: application.id,
        requested_item: requested.id,
        item_code: item.code.clone(),
        item_version: item.version,
        kind: item.kind,
        number: inputs.number,
        identifier,
        check_code: check_code(inputs.random),
        issuer: requested.issuer.clone(),
        supervisor: requested.supervisor.clone(),
        delegation: delegation.id,
        division: application.division().to_owned(),
        owner: application.owner,
        route: requested.route,
        face,
        valid_from: today,
        valid_to,
        issued_at: now,
        state: CertificateState::Valid,
        operativity: operativity(inputs.commitment, inputs.awaiting, inputs.replaces, now),
        deemed_renewals: Vec::new(),
        case: None,
        stop: None,
    })
}

/// The last day of its term. A change has no term of its own and keeps that of what it changes; a renewal adds its term
/// to what is left of the old one, once: what was deemed granted before has moved it already (行政许可法 §50).
fn last_day(
    item: &Item,
    requested: &RequestedItem,
    replaces: Option<&Certificate>,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let Some(old) = replaces else { return term_end(today, item.validity) };
    match (old.valid_to, item.validity) {
        (old_end, None) => old_end,
        (Some(end), Some(_)) if old.was_deemed_renewed(requested.id) => Some(end),
        (Some(end), term) => term_end(end + Days::new(1), term),
        (None, term) => term_end(today, term),
    }
}

/// Whether its holder may open (S10). What was promised for the certificate it replaces and is not proved yet is owed on
/// the new one: a change of form opens nothing.
fn operativity(
    commitment: Option<&Commitment>,
    mut awaiting: Vec<String>,
    replaces: Option<&Certificate>,
    now: DateTime<Utc>,
) -> Operativity {
    let promised = commitment.map(Commitment::by_date).unwrap_or_default();
    let mut open: Vec<OpenClause> =
        promised.into_iter().map(|(clause, due)| OpenClause { clause: clause.to_owned(), due }).collect();
    if let Some(Certificate { operativity: Operativity::Dormant { clauses, awaiting: before }, .. }) = replaces {
        let inherited = clauses.iter().filter(|old| !open.iter().any(|new| new.clause == old.clause));
        let inherited: Vec<OpenClause> = inherited.cloned().collect();
        open.extend(inherited);
        awaiting.extend(before.iter().filter(|code| !awaiting.contains(code)).cloned().collect::<Vec<_>>());
    }
    Operativity::start(open, awaiting, now)
}

/// The unified social credit code a holder has before the transaction, if any.
pub fn held_uscc(application: &Application) -> Option<String> {
    match &application.licence {
        LicenceBasis::Existing { uscc } => Some(uscc.to_string()),
        LicenceBasis::New => None,
    }
}

/// What an item builds on, the licence apart, that is not operative: neither held so, nor issued so before it (S9).
pub fn awaiting(item: &Item, operative: impl Fn(&str) -> bool) -> Vec<String> {
    if item.kind == ItemKind::BusinessLicence {
        return Vec::new();
    }
    item.prerequisites.iter().filter(|code| !operative(code)).cloned().collect()
}
