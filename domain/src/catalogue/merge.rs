//! Laying freshly read files over what was in force before (S28): an item or letter that changed becomes a new version,
//! one that is gone ends, and nothing that anything was filed under disappears. Doing it again changes nothing.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Edition, Jurisdiction};

/// What a change did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It changed; an item or letter has a new version.
    Changed,
    /// It is no longer in force.
    Ended,
}

/// One change that a load makes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What it did.
    pub kind: ChangeKind,
    /// The part of the data: `items`, `letters`, `departments`…
    pub part: String,
    /// Code of the item or letter.
    pub code: Option<String>,
    /// Its version now.
    pub version: Option<i32>,
}

/// What comes of laying a load over what was there.
#[derive(Debug, Clone, PartialEq)]
pub struct Merge {
    /// The data from now on.
    pub jurisdiction: Jurisdiction,
    /// What changed; nothing is to be stored when empty.
    pub changes: Vec<Change>,
}

impl Jurisdiction {
    /// Lays what was read from files over what was in force before. A changed item begins on the later of its own first
    /// day and `today`, and its old version ends the day before; what was read for the first time keeps its own day.
    pub fn merge(previous: Option<&Self>, loaded: Self, today: NaiveDate) -> Merge {
        let Some(previous) = previous else { return first(loaded) };
        let mut changes = Vec::new();
        let items = editions("items", &previous.items, &loaded.items, today, &mut changes);
        let letters = editions("letters", &previous.letters, &loaded.letters, today, &mut changes);
        // What earlier versions and filed applications name must stay readable.
        let departments = kept(&previous.departments, loaded.departments, |it| &it.code);
        let divisions = kept(&previous.divisions, loaded.divisions, |it| &it.code);
        let materials = kept(&previous.materials, loaded.materials, |it| &it.code);
        let jurisdiction = Self { items, letters, departments, divisions, materials, ..loaded };
        let mut part = |name: &str, same: bool| {
            if !same {
                changes.push(Change { kind: ChangeKind::Changed, part: name.to_owned(), code: None, version: None });
            }
        };
        part("departments", jurisdiction.departments == previous.departments);
        part("divisions", jurisdiction.divisions == previous.divisions);
        part("materials", jurisdiction.materials == previous.materials);
        part("questions", jurisdiction.questions == previous.questions);
        part("bundles", jurisdiction.bundles == previous.bundles);
        part("messages", jurisdiction.messages == previous.messages);
        part("guides", jurisdiction.guides == previous.guides);
        part("appraisal", jurisdiction.appraisal == previous.appraisal);
        part("documents", jurisdiction.documents == previous.documents);
        part("policy", jurisdiction.policy == previous.policy);
        let same_responsibilities =
            jurisdiction.responsibility == previous.responsibility && jurisdiction.tasks == previous.tasks;
        part("responsibilities", same_responsibilities);
        let same_head = jurisdiction.name == previous.name
            && jurisdiction.registrar == previous.registrar
            && jurisdiction.window == previous.window
            && jurisdiction.review_body == previous.review_body
            && jurisdiction.calendars_overlay_required == previous.calendars_overlay_required;
        part("jurisdiction", same_head);
        Merge { jurisdiction, changes }
    }
}

fn first(mut loaded: Jurisdiction) -> Merge {
    let mut changes = Vec::new();
    for item in &mut loaded.items {
        item.begin(1, item.effective_from);
        changes.push(change(ChangeKind::Added, "items", item));
    }
    for letter in &mut loaded.letters {
        letter.begin(1, letter.effective_from);
        changes.push(change(ChangeKind::Added, "letters", letter));
    }
    Merge { jurisdiction: loaded, changes }
}

fn change(kind: ChangeKind, part: &str, edition: &impl Edition) -> Change {
    let code = Some(edition.code().to_owned());
    Change { kind, part: part.to_owned(), code, version: Some(edition.version()) }
}

fn editions<E: Edition + Clone>(
    part: &str,
    previous: &[E],
    loaded: &[E],
    today: NaiveDate,
    changes: &mut Vec<Change>,
) -> Vec<E> {
    let mut all = Vec::new();
    for new in loaded {
        let mut versions: Vec<E> = previous.iter().filter(|old| old.code() == new.code()).cloned().collect();
        let latest = versions.iter().max_by_key(|old| old.version()).cloned();
        match latest {
            // One that was gone and is back has an end that the file does not give: it becomes a new version.
            Some(old) if old.source_hash() == new.source_hash() && old.effective_to() == new.effective_to() => {}
            Some(old) => {
                let mut new = new.clone();
                new.begin(old.version() + 1, new.effective_from().max(today));
                end_before(&mut versions, new.effective_from());
                changes.push(change(ChangeKind::Changed, part, &new));
                versions.push(new);
            }
            None => {
                let mut new = new.clone();
                new.begin(1, new.effective_from());
                changes.push(change(ChangeKind::Added, part, &new));
                versions.push(new);
            }
        }
        all.append(&mut versions);
    }
    let codes: BTreeSet<&str> = loaded.iter().map(Edition::code).collect();
    let mut gone: Vec<E> = previous.iter().filter(|old| !codes.contains(old.code())).cloned().collect();
    for ended in end_before(&mut gone, today) {
        changes.push(change(ChangeKind::Ended, part, &gone[ended]));
    }
    all.append(&mut gone);
    all
}

/// Ends every version that would go on to `from` or beyond on the day before, and says which.
fn end_before<E: Edition>(versions: &mut [E], from: NaiveDate) -> Vec<usize> {
    let last = from - Days::new(1);
    let mut ended = Vec::new();
    for (index, version) in versions.iter_mut().enumerate() {
        if version.effective_to().is_none_or(|to| to > last) {
            version.end(last);
            ended.push(index);
        }
    }
    ended
}

/// What was loaded, and behind it what is named in no file any more.
fn kept<T: Clone>(previous: &[T], mut loaded: Vec<T>, code: impl Fn(&T) -> &String) -> Vec<T> {
    let gone = previous.iter().filter(|old| !loaded.iter().any(|new| code(new) == code(old))).cloned();
    let gone: Vec<T> = gone.collect();
    loaded.extend(gone);
    loaded
}
