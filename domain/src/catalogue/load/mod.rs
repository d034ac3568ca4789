//! Reading a jurisdiction from its files: pure, and with every mistake at once, each with its file and place. Nothing is
//! loaded from files that have one.
//!
//! Checks of meaning are made on the files whose shape is right, against the codes that any file defines: one mistake
//! brings no other in its train.

mod appraisal;
mod bundles;
mod codes;
mod expressions;
mod files;
mod guides;
mod items;
mod letters;
mod messages;
mod mistake;
mod places;
mod source;
mod tree;

use std::collections::BTreeMap;

use files::{
    AppraisalFile, DepartmentsFile, DivisionsFile, Files, HeadFile, Known, MaterialsFile, QuestionsFile,
    ResponsibilitiesFile, StandardFile, whole,
};
pub use mistake::{Mistake, Place};
use serde::de::DeserializeOwned;
use source::Source;

use strum::IntoEnumIterator;

use super::{Division, DivisionKind, Item, ItemKind, Jurisdiction};
use crate::{
    document::{DocumentKind, PAGES},
    policy::Policy,
    time::CalendarYear,
};

/// What a jurisdiction's files hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The data, for [`Jurisdiction::merge`].
    pub jurisdiction: Jurisdiction,
    /// The calendar sheets, which are kept by themselves as new ones come every year.
    pub calendars: Vec<CalendarYear>,
}

/// Reads a jurisdiction from its files, by their paths within its folder.
pub fn load(files: &BTreeMap<String, String>) -> Result<Loaded, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let loaded = read(&Files::sort(files, &mut mistakes), &mut mistakes);
    mistakes.sort();
    mistakes.dedup();
    match loaded {
        Some(loaded) if mistakes.is_empty() => Ok(loaded),
        _ => Err(mistakes),
    }
}

fn read_one<T: DeserializeOwned>(source: &Option<Source<'_>>, mistakes: &mut Vec<Mistake>) -> Option<T> {
    source.as_ref()?.read(mistakes)
}

/// Reads and checks everything. Whatever is `None` has a mistake noted.
fn read(files: &Files<'_>, mistakes: &mut Vec<Mistake>) -> Option<Loaded> {
    let known = Known::gather(files, mistakes);
    let head: Option<HeadFile> = read_one(&files.head, mistakes);
    let divisions: Option<DivisionsFile> = read_one(&files.divisions, mistakes);
    let departments: Option<DepartmentsFile> = read_one(&files.departments, mistakes);
    let responsibilities: Option<ResponsibilitiesFile> = read_one(&files.responsibilities, mistakes);
    let policy: Option<Policy> = read_one(&files.policy, mistakes);
    let materials: Option<MaterialsFile> = read_one(&files.materials, mistakes);
    let questions: Option<QuestionsFile> = read_one(&files.questions, mistakes);
    let standard: Option<StandardFile> = read_one(&files.standard, mistakes);

    let is_county = |it: &&Division| it.kind == DivisionKind::County;
    let counties: Option<Vec<Division>> =
        divisions.as_ref().map(|file| file.division.iter().filter(is_county).cloned().collect());
    if let (Some(source), Some(head)) = (&files.head, &head) {
        places::head(source, head, &known, mistakes);
    }
    if let (Some(source), Some(file)) = (&files.divisions, &divisions) {
        places::divisions(source, file, &known, mistakes);
    }
    if let (Some(source), Some(file)) = (&files.departments, &departments) {
        places::departments(source, file, counties.as_deref(), &known, mistakes);
    }
    if let (Some(source), Some(file)) = (&files.responsibilities, &responsibilities) {
        places::responsibilities(source, file, &known, mistakes);
    }
    if let (Some(source), Some(policy)) = (&files.policy, &policy) {
        places::policy(source, policy, mistakes);
    }
    if let (Some(source), Some(file)) = (&files.materials, &materials) {
        places::materials(source, file, mistakes);
    }
    let questions = match (&files.questions, questions, &counties) {
        (Some(source), Some(file), Some(counties)) => Some(places::questions(source, file, counties, mistakes)),
        _ => None,
    };
    let overlay_required = head.as_ref().map(|head| head.calendars_overlay_required);
    let calendars = places::calendars(&files.calendars, overlay_required, mistakes);

    let around = items::Around {
        known: &known,
        counties: counties.as_deref(),
        departments: departments.as_ref().map(|file| file.department.as_slice()),
        questions: questions.as_deref(),
    };
    let items = read_items(files, &around, mistakes);

    let mut bundles = Vec::new();
    for source in &files.bundles {
        if let Some(file) = source.read(mistakes) {
            bundles.extend(bundles::check(source, file, questions.as_deref(), &known, &items, mistakes));
        }
    }
    let appraisal: Option<AppraisalFile> = read_one(&files.appraisal, mistakes);
    if let (Some(source), Some(file)) = (&files.appraisal, &appraisal) {
        appraisal::check(source, &file.scheme, mistakes);
    }
    let messages = messages::read(&files.messages, mistakes);
    let guides = guides::read(&files.guides, &known, mistakes);
    let mut letters = Vec::new();
    let named = materials.as_ref().map(|file| file.material.as_slice()).unwrap_or_default();
    for source in &files.letters {
        let wording = standard.as_ref().map(|file| &file.wording);
        if let Some(file) = source.read(mistakes) {
            letters.extend(letters::make(source, file, wording, &known, &items, named, mistakes));
        }
    }

    let kinds = DocumentKind::iter().map(|kind| format!("{kind}.html"));
    let templates = kinds.chain(PAGES.map(str::to_owned));
    for name in templates.filter(|name| !files.documents.contains_key(name)) {
        mistakes.push(whole("documents/", &format!("there is no template `{name}`")));
    }

    let (head, responsibilities) = (head?, responsibilities?);
    let jurisdiction = Jurisdiction {
        code: head.code,
        name: head.name,
        calendars_overlay_required: head.calendars_overlay_required,
        review_body: head.review_body,
        registrar: head.registrar,
        window: head.window,
        responsibility: responsibilities.responsibility,
        tasks: responsibilities.task,
        policy: policy?,
        divisions: divisions?.division,
        departments: departments?.department,
        materials: materials?.material,
        questions: questions?,
        items: items.into_iter().map(|(_, item)| item).collect(),
        letters,
        bundles,
        messages,
        guides,
        appraisal: appraisal?.scheme,
        documents: files.documents.clone(),
    };
    Some(Loaded { jurisdiction, calendars })
}

fn read_items<'s, 'a>(
    files: &'s Files<'a>,
    around: &items::Around<'_>,
    mistakes: &mut Vec<Mistake>,
) -> Vec<(&'s Source<'a>, Item)> {
    let mut items: Vec<(&Source<'_>, Item)> = Vec::new();
    for source in &files.items {
        if let Some(mut item) = source.read::<Item>(mistakes) {
            items::check(source, &mut item, around, mistakes);
            items.push((source, item));
        }
    }
    items::check_all(&items, mistakes);
    let all_read = items.len() == files.items.len();
    if all_read && !items.iter().any(|(_, item)| item.kind == ItemKind::BusinessLicence) {
        mistakes.push(whole("items/", "there is no business licence"));
    }
    items
}
