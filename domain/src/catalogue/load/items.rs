//! Checks of items, one file each.

use std::collections::{BTreeMap, BTreeSet};

use super::{expressions, files::Known, mistake::Mistake, places::unknown, source::Source};
use crate::catalogue::{
    Department, Division, Due, Item, ItemKind, MaterialNeed, Need, Numbering, OnFailure, Question, ReviewMode, Route,
};

/// What items are checked against; what could not be read is not there, and nothing is said of it.
pub(super) struct Around<'a> {
    pub(super) known: &'a Known,
    pub(super) counties: Option<&'a [Division]>,
    pub(super) departments: Option<&'a [Department]>,
    pub(super) questions: Option<&'a [Question]>,
}

/// Checks one item, and writes out the counties of `"*"`.
pub(super) fn check(source: &Source<'_>, item: &mut Item, around: &Around<'_>, mistakes: &mut Vec<Mistake>) {
    for given in ["version", "source_hash"] {
        if source.has(given) {
            mistakes.push(source.mistake(given, "it is given when the files are loaded, and not written"));
        }
    }
    item.source_hash = crate::hash::sha256(source.canonical());
    if item.effective_to.is_some_and(|to| to < item.effective_from) {
        mistakes.push(source.mistake("effective_to", "it ends before it begins"));
    }
    route(source, item, around.known, mistakes);
    conditions(source, item, mistakes);
    for (index, need) in item.materials.iter().enumerate() {
        let key = format!("materials[{index}]");
        if item.materials[..index].iter().any(|earlier| earlier.material == need.material) {
            mistakes.push(source.mistake(format!("{key}.material"), "the material is there twice"));
        }
        material(source, need, &key, around, mistakes);
    }
    for (index, code) in item.prerequisites.iter().enumerate() {
        let key = format!("prerequisites[{index}]");
        if !around.known.items.has(code) {
            mistakes.push(unknown(source, &key, "item", code));
        } else if item.prerequisites[..index].contains(code) {
            mistakes.push(source.mistake(key, "the item is there twice"));
        }
    }
    for (index, code) in item.requires_existing.iter().enumerate() {
        let key = format!("requires_existing[{index}]");
        if !around.known.items.has(code) {
            mistakes.push(unknown(source, &key, "item", code));
        } else if item.requires_existing[..index].contains(code) {
            mistakes.push(source.mistake(key, "the item is there twice"));
        }
    }
    if item.site_check.as_ref().is_some_and(|check| check.periods.is_empty()) {
        mistakes.push(source.mistake("site_check.periods", "a site check needs a period"));
    }
    if let (Some(fits), Some(questions)) = (&item.fits, around.questions) {
        expressions::check(source, "fits", fits, questions, mistakes);
    }
    for (field, by_county) in [("issuers", &mut item.issuers), ("supervisors", &mut item.supervisors)] {
        assignments(source, field, by_county, around, mistakes);
    }
}

/// S3, S4: the route, the letter, the review and the numbers fit each other.
fn route(source: &Source<'_>, item: &Item, known: &Known, mistakes: &mut Vec<Mistake>) {
    let mut note = |key: &str, message: &str| mistakes.push(source.mistake(key, message));
    match (item.route, &item.letter) {
        (Route::Commitment, None) => note("letter", "an item on the commitment route needs its letter"),
        (Route::Filing | Route::OrdinaryOnly, Some(_)) => note("letter", "nothing is committed to on this route"),
        _ => {}
    }
    if item.route == Route::Commitment && item.conditions.is_empty() {
        note("conditions", "there is no condition to commit to");
    }
    if item.route == Route::Commitment && item.review == ReviewMode::Approver {
        note("review", "on the commitment route the window or a joint review decides");
    }
    if (item.route == Route::Filing) != (item.kind == ItemKind::Filing) {
        note("route", "a filing is filed, and nothing else is");
    }
    match (&item.numbering, item.kind) {
        (None, ItemKind::Filing) | (Some(Numbering::Uscc), ItemKind::BusinessLicence) => {}
        (Some(Numbering::FoodPermit { kind: None }), _) if !item.changes_a_permit() => {
            note("numbering", "the kind is missing, and there is no permit that has one");
        }
        (Some(Numbering::FoodPermit { .. } | Numbering::Plain(_)), ItemKind::Permit | ItemKind::Registration) => {}
        (None, _) => note("numbering", "its certificates need numbers"),
        (Some(_), ItemKind::Filing) => note("numbering", "a filing has no numbers"),
        (Some(_), _) => note("numbering", "a licence, and only a licence, is numbered by its holder's code"),
    }
    if let Some(letter) = item.letter.as_ref().filter(|letter| !known.letters.has(letter)) {
        mistakes.push(unknown(source, "letter", "letter", letter));
    }
}

fn conditions(source: &Source<'_>, item: &Item, mistakes: &mut Vec<Mistake>) {
    for (index, condition) in item.conditions.iter().enumerate() {
        if item.conditions[..index].iter().any(|earlier| earlier.clause == condition.clause) {
            mistakes.push(source.mistake(format!("conditions[{index}].clause"), "the clause is there twice"));
        }
        if condition.by_date != condition.max_days.is_some() {
            let message = "what may be promised by a date says how far ahead (`max_days`), and nothing else does";
            mistakes.push(source.mistake(format!("conditions[{index}]"), message));
        }
    }
}

/// S5: only what may follow has a due date and a failure, and one that fits.
fn material(source: &Source<'_>, need: &MaterialNeed, key: &str, around: &Around<'_>, mistakes: &mut Vec<Mistake>) {
    if !around.known.materials.has(&need.material) {
        mistakes.push(unknown(source, &format!("{key}.material"), "material", &need.material));
    }
    let follows = need.need == Need::Deferrable;
    if follows && (need.due.is_none() || need.within.is_none()) {
        mistakes.push(source.mistake(key, "what may follow says when it is due: `due` and `within`"));
    }
    if !follows && (need.due.is_some() || need.within.is_some() || need.on_failure.is_some() || need.unless.is_some()) {
        mistakes.push(source.mistake(key, "only what may follow has `due`, `within`, `on_failure` or `unless`"));
    }
    let fits = match (need.due, need.on_failure) {
        (_, None) => true,
        (Some(Due::AfterIssue), Some(failure)) => failure == OnFailure::CheckTask,
        (_, Some(failure)) => failure != OnFailure::CheckTask,
    };
    if !fits {
        let message = "before the decision an item lapses or is refused; after issue the failure opens a check task";
        mistakes.push(source.mistake(format!("{key}.on_failure"), message));
    }
    if let (Some(unless), Some(questions)) = (&need.unless, around.questions) {
        expressions::check(source, &format!("{key}.unless"), unless, questions, mistakes);
    }
}

/// Each county has its department, and each department is there; who issues has a code to put on certificates.
fn assignments(
    source: &Source<'_>,
    field: &str,
    by_county: &mut BTreeMap<String, String>,
    around: &Around<'_>,
    mistakes: &mut Vec<Mistake>,
) {
    for (county, code) in by_county.iter() {
        let key = format!("{field}.{county}");
        if !around.known.departments.has(code) {
            mistakes.push(unknown(source, &key, "department", code));
        }
        let department = around.departments.and_then(|all| all.iter().find(|it| it.code == *code));
        if field == "issuers" && department.is_some_and(|it| it.uscc.is_none()) {
            mistakes.push(source.mistake(&key, format!("`{code}` has no code (`uscc`) to issue certificates under")));
        }
        if county != "*" && around.counties.is_some_and(|all| !all.iter().any(|it| it.code == *county)) {
            mistakes.push(unknown(source, &key, "county", county));
        }
    }
    let everywhere = by_county.remove("*");
    for county in around.counties.unwrap_or_default() {
        match (&everywhere, by_county.contains_key(&county.code)) {
            (_, true) => {}
            (Some(code), false) => {
                by_county.insert(county.code.clone(), code.clone());
            }
            (None, false) => {
                mistakes.push(source.mistake(field, format!("county {} has no department here", county.code)));
            }
        }
    }
}

/// Checks that go over all items: one licence, and no item that builds on itself.
pub(super) fn check_all(items: &[(&Source<'_>, Item)], mistakes: &mut Vec<Mistake>) {
    let licences: Vec<_> = items.iter().filter(|(_, item)| item.kind == ItemKind::BusinessLicence).collect();
    for (source, _) in licences.iter().skip(1) {
        mistakes.push(source.mistake("kind", "there is more than one business licence"));
    }
    let builds_on: BTreeMap<&str, &[String]> =
        items.iter().map(|(_, item)| (item.code.as_str(), item.prerequisites.as_slice())).collect();
    for (source, item) in items {
        if let Some(way) = way_back(&item.code, &builds_on) {
            let key = item.prerequisites.iter().position(|code| way.get(1) == Some(&code.as_str())).unwrap_or(0);
            let message = format!("it builds on itself: {}", way.join(" → "));
            mistakes.push(source.mistake(format!("prerequisites[{key}]"), message));
        }
        if item.prerequisites.iter().any(|code| licences.iter().any(|(_, it)| it.code == *code)) {
            mistakes.push(source.mistake("prerequisites", "the licence goes without saying"));
        }
    }
}

/// A way from an item over its prerequisites back to itself.
fn way_back<'a>(start: &'a str, builds_on: &BTreeMap<&'a str, &'a [String]>) -> Option<Vec<&'a str>> {
    let mut seen = BTreeSet::new();
    let mut open = vec![vec![start]];
    while let Some(way) = open.pop() {
        let here = *way.last()?;
        for next in builds_on.get(here).copied().unwrap_or_default() {
            let longer = [way.as_slice(), &[next.as_str()]].concat();
            if next == start {
                return Some(longer);
            }
            if seen.insert(next.as_str()) {
                open.push(longer);
            }
        }
    }
    None
}
