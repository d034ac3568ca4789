//! Checks of bundles.

use super::{
    expressions,
    files::{BundleFile, Known},
    mistake::Mistake,
    places::unknown,
    source::Source,
};
use crate::catalogue::{Bundle, Item, ItemKind, Question, QuestionKind};

/// Checks a bundle and puts its questions in; `None` when one of them could not be read.
pub(super) fn check(
    source: &Source<'_>,
    file: BundleFile,
    questions: Option<&[Question]>,
    known: &Known,
    items: &[(&Source<'_>, Item)],
    mistakes: &mut Vec<Mistake>,
) -> Option<Bundle> {
    let mut asked = Vec::new();
    for (index, id) in file.questions.iter().enumerate() {
        let key = format!("questions[{index}]");
        if file.questions[..index].contains(id) {
            mistakes.push(source.mistake(key, "the question is asked twice"));
        } else if !known.questions.has(id) {
            mistakes.push(unknown(source, &key, "question", id));
        }
        asked.extend(questions.unwrap_or_default().iter().find(|question| question.id == *id).cloned());
    }
    for (index, rule) in file.rules.iter().enumerate() {
        if let (Some(when), Some(_)) = (&rule.when, questions) {
            expressions::check(source, &format!("rules[{index}].when"), when, &asked, mistakes);
        }
        if rule.items.is_empty() {
            mistakes.push(source.mistake(format!("rules[{index}].items"), "the rule asks for nothing"));
        }
        for (at, code) in rule.items.iter().enumerate() {
            let key = format!("rules[{index}].items[{at}]");
            if !known.items.has(code) {
                mistakes.push(unknown(source, &key, "item", code));
            } else if items.iter().any(|(_, it)| it.code == *code && it.kind == ItemKind::BusinessLicence) {
                mistakes.push(source.mistake(key, "the licence goes without saying"));
            }
        }
    }
    let counties = asked.iter().filter(|question| question.kind == QuestionKind::County && question.required);
    if questions.is_some() && counties.count() != 1 {
        mistakes.push(source.mistake("questions", "a bundle asks for the county once, and wants it answered"));
    }
    questions?;
    let BundleFile { code, name, trade_codes, rules, provenance, .. } = file;
    Some(Bundle { code, name, trade_codes, questions: asked, rules, provenance })
}
