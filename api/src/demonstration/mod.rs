//! Demonstration seals: for an evaluation and for the tests, every department entrusts every item that it grants to the
//! window, with numbered forms, so that the first application can be issued (S8). Never for more than that.

use kaiye_domain::{
    actor::{Actor, Role},
    catalogue::{Item, Jurisdiction, Numbering},
    delegation::{Coverage, Delegation, DelegationState, LetterVersion, NumberRange, SealImage},
    hash::sha256,
    identity::{DivisionCode, FoodPermitKind, IdentityFault, NumberFormat},
};
use kaiye_persistence::repo::delegation::{self as delegations, DelegationFilter};

use crate::{
    operations::{Failure, Outcome, Tx, delegation},
    state::AppState,
};

/// The image that every demonstration seal has; it says itself that it is worth nothing.
pub const SEAL: &[u8] = include_bytes!("seal.png");

/// Serials kept apart for each item and county; a range has no more.
const APART: u64 = 4_000;

/// Entrusts and publishes, unless a delegation is there already; how many it made. Each range has so many numbers.
pub fn entrust(state: &AppState, numbers: u64) -> Result<usize, Failure> {
    let mut actor = Actor::kaiye();
    actor.roles.insert(Role::Administrator);
    state.transact_here(&actor, |tx| entrust_all(tx, numbers))
}

fn entrust_all(tx: &mut Tx<'_>, numbers: u64) -> Outcome<usize> {
    if !delegations::list(tx.conn, &DelegationFilter::default(), None, 1)?.is_empty() {
        return Ok(0);
    }
    let jurisdiction = tx.jurisdiction()?;
    let seal = SealImage::read(SEAL.to_vec())?;
    let mut made = 0;
    for department in &jurisdiction.departments {
        let delegation = drawn_up(tx, &jurisdiction, &department.code);
        if delegation.covers.is_empty() {
            continue;
        }
        let ranges = ranges(tx, &jurisdiction, &delegation, numbers);
        let kept = delegation::create(tx, delegation, ranges)?;
        let kept = delegation::deposit(tx, kept, &seal)?;
        delegation::publish(tx, kept)?;
        made += 1;
    }
    Ok(made)
}

/// What a department grants, and the letters for it.
fn drawn_up(tx: &Tx<'_>, jurisdiction: &Jurisdiction, department: &str) -> Delegation {
    let today = tx.today();
    let (mut covers, mut letters) = (Vec::new(), Vec::new());
    for item in jurisdiction.items_in_force(today).filter(|item| item.numbering.is_some()) {
        let own = item.issuers.iter().filter(|(_, issuer)| issuer.as_str() == department);
        let before = covers.len();
        covers.extend(own.map(|(county, _)| Coverage { item_code: item.code.clone(), division: county.clone() }));
        let letter = item.letter.as_ref().and_then(|code| jurisdiction.letter_in_force(code, today));
        if let Some(letter) = letter.filter(|_| covers.len() > before) {
            letters.push(LetterVersion { code: letter.code.clone(), version: letter.version });
        }
    }
    Delegation {
        id: tx.id(),
        entruster: department.to_owned(),
        entrusted: jurisdiction.registrar.department.clone(),
        covers,
        letters,
        instrument_number: format!("演示委托-{department}"),
        seal_image_hash: Some(sha256(SEAL)),
        valid_from: today,
        valid_to: None,
        state: DelegationState::Given,
    }
}

/// A range for each item and county, or for each kind of business that is registered.
fn ranges(tx: &Tx<'_>, jurisdiction: &Jurisdiction, delegation: &Delegation, numbers: u64) -> Vec<NumberRange> {
    let mut ranges = Vec::new();
    for (place, cover) in delegation.covers.iter().enumerate() {
        let Some(item) = jurisdiction.latest_item(&cover.item_code) else { continue };
        let county = jurisdiction.divisions.iter().take_while(|division| division.code != cover.division).count();
        let order = jurisdiction.items.iter().take_while(|it| it.code != item.code).count();
        let first = APART * u64::try_from(1 + 10 * order + county).unwrap_or_default();
        let first_of_item = delegation.covers[..place].iter().all(|earlier| earlier.item_code != cover.item_code);
        for (format, division) in formats(item, jurisdiction, &cover.division, first_of_item) {
            let id = tx.id();
            let item_code = item.code.clone();
            let last_serial = first + numbers.clamp(1, APART) - 1;
            ranges.push(NumberRange { id, item_code, division, format, first_serial: first, last_serial });
        }
    }
    ranges
}

fn formats(
    item: &Item,
    jurisdiction: &Jurisdiction,
    county: &str,
    first_of_item: bool,
) -> Vec<(NumberFormat, Option<String>)> {
    let registrar = &jurisdiction.registrar;
    match &item.numbering {
        // One stock of codes for each kind of business, wherever its premises are.
        Some(Numbering::Uscc) if first_of_item => {
            let prefixes = registrar.kinds.iter().filter_map(|kind| registrar.uscc_prefix(kind).ok());
            prefixes.map(|prefix| (NumberFormat::Uscc { prefix }, None)).collect()
        }
        Some(Numbering::FoodPermit { kind }) => {
            let code: Result<DivisionCode, IdentityFault> = county.parse();
            let kinds = kind.map_or_else(|| permit_kinds(item, jurisdiction), |kind| vec![kind]);
            let of_kind = |kind| Some(NumberFormat::FoodPermit { kind, county: code.clone().ok()? });
            kinds.into_iter().filter_map(of_kind).map(|format| (format, Some(county.to_owned()))).collect()
        }
        Some(Numbering::Plain(plain)) => vec![(NumberFormat::Plain(plain.clone()), Some(county.to_owned()))],
        Some(Numbering::Uscc) | None => Vec::new(),
    }
}

/// The kinds of the permits that an item changes or renews.
fn permit_kinds(item: &Item, jurisdiction: &Jurisdiction) -> Vec<FoodPermitKind> {
    let bases = item.requires_existing.iter().filter_map(|code| jurisdiction.latest_item(code));
    let kinds = bases.filter_map(|base| match base.numbering {
        Some(Numbering::FoodPermit { kind }) => kind,
        _ => None,
    });
    kinds.collect()
}
