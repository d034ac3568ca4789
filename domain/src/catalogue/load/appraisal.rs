//! Checks of the schemes that appraisal scores by.

use std::collections::BTreeSet;

use super::{mistake::Mistake, source::Source};
use crate::appraisal::Scheme;

/// Each can score, and no two have one version or one first day.
pub(super) fn check(source: &Source<'_>, schemes: &[Scheme], mistakes: &mut Vec<Mistake>) {
    let (mut versions, mut days) = (BTreeSet::new(), BTreeSet::new());
    for (index, scheme) in schemes.iter().enumerate() {
        if let Err(fault) = scheme.check() {
            mistakes.push(source.mistake(format!("scheme.{index}.part"), fault.to_string()));
        }
        if !versions.insert(scheme.version) {
            let message = format!("there is a scheme of version {} already", scheme.version);
            mistakes.push(source.mistake(format!("scheme.{index}.version"), message));
        }
        if !days.insert(scheme.effective_from) {
            let message = format!("another scheme begins on {}", scheme.effective_from);
            mistakes.push(source.mistake(format!("scheme.{index}.effective_from"), message));
        }
    }
    if schemes.is_empty() {
        mistakes.push(source.mistake("scheme", "there is no scheme"));
    }
}
