//! Checks of commitment letters, and making them of the item's terms and the standard wording.

use super::{
    files::{Known, LetterFile, Wording},
    mistake::Mistake,
    places::unknown,
    source::Source,
};
use crate::{
    catalogue::{Declarations, Item, LetterMaterial, LetterTemplate, Material, NoticePart},
    hash::sha256,
};

/// Checks a letter and makes it; `None` when its item or something it says could not be read.
pub(super) fn make(
    source: &Source<'_>,
    file: LetterFile,
    standard: Option<&Wording>,
    known: &Known,
    items: &[(&Source<'_>, Item)],
    materials: &[Material],
    mistakes: &mut Vec<Mistake>,
) -> Option<LetterTemplate> {
    if !known.items.has(&file.item) {
        mistakes.push(unknown(source, "item", "item", &file.item));
    }
    let item = items.iter().map(|(_, item)| item).find(|item| item.code == file.item)?;
    if item.letter.as_ref() != Some(&file.code) {
        mistakes.push(source.mistake("item", format!("`{}` does not name this letter", file.item)));
    }
    let standard = standard?;
    let own = file.wording;
    let mut say = |name: &str, own: Option<String>, standard: &Option<String>| {
        let said = own.or_else(|| standard.clone());
        if said.is_none() {
            let message = format!("neither the letter nor letters/standard.toml says `{name}`");
            mistakes.push(source.mistake(format!("wording.{name}"), message));
        }
        said
    };
    let met_now = say("met_now", own.met_now, &standard.met_now);
    let by_date = say("by_date", own.by_date, &standard.by_date);
    let verification = say("verification", own.verification, &standard.verification);
    let liability = say("liability", own.liability, &standard.liability);
    let publication = say("publication", own.publication, &standard.publication);
    let ordinary_route = say("ordinary_route", own.ordinary_route, &standard.ordinary_route);
    let withdrawal = say("withdrawal", own.withdrawal, &standard.withdrawal);
    let declarations = own.declarations.or_else(|| standard.declarations.clone()).filter(|all| !all.is_empty());
    if declarations.is_none() {
        let message = "neither the letter nor letters/standard.toml says `declarations`";
        mistakes.push(source.mistake("wording.declarations", message));
    }
    let notice = NoticePart {
        basis: item.legal_basis.clone(),
        conditions: item.conditions.clone(),
        materials: letter_materials(item, materials),
        met_now: met_now?,
        by_date: by_date?,
        verification: verification?,
        liability: liability?,
        publication: publication?,
        ordinary_route: ordinary_route?,
        withdrawal: withdrawal?,
    };
    let commitment = Declarations { declarations: declarations? };
    let text = LetterTemplate::render(&file.title, &notice, &commitment);
    // A letter is not in force before the terms of the item that it states.
    let effective_from = file.effective_from.max(item.effective_from);
    Some(LetterTemplate {
        source_hash: sha256(format!("{effective_from}\n{}\n{text}", file.title.en)),
        hash: sha256(&text),
        code: file.code,
        version: 0,
        effective_from,
        effective_to: None,
        item: file.item,
        title: file.title,
        notice,
        commitment,
        text,
    })
}

fn letter_materials(item: &Item, materials: &[Material]) -> Vec<LetterMaterial> {
    let named = item.materials.iter().filter_map(|need| {
        let material = materials.iter().find(|material| material.code == need.material)?;
        Some(LetterMaterial {
            material: need.material.clone(),
            name: material.name.clone(),
            need: need.need,
            due: need.due,
            within: need.within,
            sometimes_primary: need.unless.is_some(),
        })
    });
    named.collect()
}
