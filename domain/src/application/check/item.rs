//! Checks on one requested item.

use serde_json::{Map, Value, json};

use super::{Application, Check, CheckCode, Facts, RequestedItem, Stage};
use crate::{
    application::{ChosenRoute, LicenceBasis},
    catalogue::{Due, Item, ItemKind, Need, Numbering},
    commitment::PromiseKind,
    identity::FoodPermitNumber,
};

/// The checks of one item; `answers` are the application's own, reckoned once for all its items.
pub(super) fn checks(
    application: &Application,
    answers: &Map<String, Value>,
    requested: &RequestedItem,
    facts: &Facts<'_>,
) -> Vec<Check> {
    let version = json!({ "version": requested.item_version });
    let Some(item) = facts.jurisdiction.item(&requested.item_code, requested.item_version) else {
        return vec![Check::new(CheckCode::ItemKnown, Stage::Submission, false).of(requested).by(version)];
    };
    let mut checks = vec![Check::new(CheckCode::ItemKnown, Stage::Submission, true).by(version)];
    checks.extend(in_force(application, requested, facts));
    checks.extend(fits(application, answers, item));
    checks.extend(materials(answers, item, requested, facts));
    checks.push(may_apply(item, facts));
    if requested.route == ChosenRoute::Commitment {
        checks.push(not_barred(facts));
        checks.extend(commitment(item, requested, facts));
    }
    checks.extend(item.prerequisites.iter().map(|code| prerequisite(application, code, facts)));
    checks.extend(existing_permit(item, requested, facts));
    checks.extend(not_under_enforcement(item, requested, facts));
    if item.one_place_one_certificate {
        let taken: Vec<&str> =
            facts.at_place.iter().filter(|h| h.item_code == item.code).map(|h| h.number.as_str()).collect();
        checks.push(
            Check::new(CheckCode::PlaceFree, Stage::Submission, taken.is_empty()).by(json!({ "certificates": taken })),
        );
    }
    if !matches!(item.kind, ItemKind::BusinessLicence | ItemKind::Filing) {
        checks.push(licence(application));
    }
    checks.push(
        Check::new(CheckCode::Cleared, Stage::Issue, requested.is_cleared())
            .by(json!({ "status": requested.status(), "handling": requested.handling })),
    );
    if item.kind != ItemKind::Filing {
        let delegation = facts.delegations.get(&item.code).and_then(|all| all.first());
        checks.push(
            Check::new(CheckCode::DelegationInForce, Stage::Issue, delegation.is_some())
                .by(json!({ "delegation": delegation, "division": application.division(), "on": facts.today })),
        );
    }
    checks.into_iter().map(|check| check.of(requested)).collect()
}

/// S28: a draft that outlived the version of its item is drawn up anew before it is filed. What was filed keeps its own.
fn in_force(application: &Application, requested: &RequestedItem, facts: &Facts<'_>) -> Option<Check> {
    if !application.is_draft() {
        return None;
    }
    let in_force = facts.jurisdiction.item_in_force(&requested.item_code, facts.today).map(|item| item.version);
    let same = in_force == Some(requested.item_version);
    let inputs = json!({ "version": requested.item_version, "in_force": in_force, "on": facts.today });
    Some(Check::new(CheckCode::ItemInForce, Stage::Submission, same).by(inputs))
}

/// S3: the item is for such a business. Where too little was answered to tell, and for its trades, the clerk looks.
fn fits(application: &Application, answers: &Map<String, Value>, item: &Item) -> Vec<Check> {
    let mut checks = Vec::new();
    if let Some(fits) = &item.fits {
        let holds = fits.holds(answers);
        let check = Check::new(CheckCode::ItemFits, Stage::Submission, holds == Some(true)).by(json!({ "fits": fits }));
        checks.push(if holds == Some(false) { check } else { check.only_warns() });
    }
    if !item.trade_codes.is_empty() {
        let trades = &application.business.trade_codes;
        let one = trades.iter().any(|trade| item.trade_codes.contains(trade));
        checks.push(
            Check::new(CheckCode::TradeFits, Stage::Submission, one).by(json!({ "trades": trades })).only_warns(),
        );
    }
    checks
}

/// S5: what is primary must be filed; what is deferrable may follow, and holds the issue only when it was due before
/// the decision.
fn materials(
    answers: &Map<String, Value>,
    item: &Item,
    requested: &RequestedItem,
    facts: &Facts<'_>,
) -> impl Iterator<Item = Check> {
    item.materials.iter().map(|need| {
        let filed = facts.materials.contains(&need.material);
        let subject = format!("materials/{}", need.material);
        match need.need_given(answers) {
            Need::Primary => Check::new(CheckCode::MaterialFiled, Stage::Submission, filed).about(subject),
            Need::Deferrable => {
                let holds = need.due == Some(Due::BeforeDecision)
                    && facts
                        .deferred
                        .iter()
                        .filter(|owed| owed.item == requested.id && owed.material_code == need.material)
                        .all(|owed| owed.holds_issue());
                let check = Check::new(CheckCode::MaterialDeferred, Stage::Issue, filed)
                    .about(subject)
                    .by(json!({ "due": need.due }));
                if holds { check } else { check.only_warns() }
            }
        }
    })
}

/// S19: looked at whenever the route is used.
fn not_barred(facts: &Facts<'_>) -> Check {
    Check::new(CheckCode::NotBarred, Stage::Submission, facts.bars.is_empty()).by(json!({ "bars": facts.bars }))
}

/// 行政许可法 §78, §79: whichever route is asked for.
fn may_apply(item: &Item, facts: &Facts<'_>) -> Check {
    let hits: Vec<_> = facts.exclusions.iter().filter(|hit| hit.item_code == item.code).collect();
    Check::new(CheckCode::MayApply, Stage::Submission, hits.is_empty()).by(json!({ "exclusions": hits }))
}

/// S4, S10.
fn commitment(item: &Item, requested: &RequestedItem, facts: &Facts<'_>) -> Vec<Check> {
    let Some(commitment) = facts.commitment(requested.id) else {
        return vec![Check::new(CheckCode::CommitmentSigned, Stage::Submission, false).about("commitment")];
    };
    // A letter stays good for who signed it while it was in force: it is bound to its version for good.
    let letter = &commitment.letter;
    let known = facts.jurisdiction.letter(&letter.code, letter.version).is_some_and(|known| known.hash == letter.hash);
    // What was accepted was accepted on what was signed then, whatever another item's correction changes.
    let reads = requested.state.acceptance().is_some() || commitment.reads_as_signed(&facts.blanks);
    let binds = known && reads && commitment.binds(item, &facts.subjects);
    let mut checks = vec![
        Check::new(CheckCode::CommitmentSigned, Stage::Submission, binds)
            .about("commitment")
            .by(json!({ "letter": letter.code, "version": letter.version, "hash": letter.hash, "item": item.code })),
    ];
    for promise in &commitment.promises {
        if let PromiseKind::ByDate { date } = promise.promise {
            let ahead = Check::new(CheckCode::PromiseAhead, Stage::Submission, facts.today <= date)
                .about(format!("commitment/{}", promise.clause))
                .by(json!({ "date": date, "on": facts.today }));
            // Until the item is accepted it can be signed anew. Afterwards a day that passed while the offices were at
            // work holds nothing up: the certificate is issued dormant, its day missed, for the supervisor to look into.
            checks.push(if requested.state.acceptance().is_some() { ahead.only_warns() } else { ahead });
        }
    }
    checks
}

/// S9: what the item builds on is held, or asked for in the same application.
fn prerequisite(application: &Application, code: &str, facts: &Facts<'_>) -> Check {
    let held = facts.held.iter().any(|held| held.item_code == code);
    let asked = application.item(code).is_some_and(|item| !item.state.is_final() || item.state.is_granted());
    Check::new(CheckCode::PrerequisiteMet, Stage::Submission, held || asked)
        .about(code)
        .by(json!({ "held": held, "asked": asked }))
}

/// A change or renewal names its permit; one that this register does not know is shown to the clerk, who has the copy.
fn existing_permit(item: &Item, requested: &RequestedItem, facts: &Facts<'_>) -> Option<Check> {
    if !item.changes_a_permit() {
        return None;
    }
    // Where its own number follows the permit's, that one has to be one of these.
    let readable = |number: &String| match item.numbering {
        Some(Numbering::FoodPermit { kind: None }) => number.parse::<FoodPermitNumber>().is_ok(),
        _ => true,
    };
    let named = requested.existing_permit.as_ref().filter(|number| readable(number));
    let check = Check::new(CheckCode::ExistingPermit, Stage::Submission, named.is_some()).about("existing_permit");
    let Some(number) = named else { return Some(check) };
    let known = facts.held.iter().any(|held| held.number == *number);
    Some(Check::new(CheckCode::ExistingPermit, Stage::Submission, known).about("existing_permit").only_warns())
}

/// S17: what is before a case or stopped is settled before it is changed or renewed, and what was taken is neither.
fn not_under_enforcement(item: &Item, requested: &RequestedItem, facts: &Facts<'_>) -> Option<Check> {
    let number = requested.existing_permit.as_ref().filter(|_| item.changes_a_permit())?;
    let free = !facts.contested.contains(number);
    Some(Check::new(CheckCode::NotUnderEnforcement, Stage::Issue, free).about("existing_permit"))
}

fn licence(application: &Application) -> Check {
    let asked = application
        .items
        .iter()
        .any(|item| item.kind == ItemKind::BusinessLicence && (!item.state.is_final() || item.state.is_granted()));
    let held = matches!(application.licence, LicenceBasis::Existing { .. });
    Check::new(CheckCode::LicenceHeld, Stage::Submission, held || asked).by(json!({ "held": held, "asked": asked }))
}
