//! Checks of the texts of guides: a file an item, named by its code.

use super::{
    files::{Known, whole},
    mistake::Mistake,
};
use crate::catalogue::GuideText;

/// The longest text in characters: what a person reads in one go.
const LONGEST: usize = 20_000;

/// Reads and checks them.
pub(super) fn read(files: &[(&str, &str)], known: &Known, mistakes: &mut Vec<Mistake>) -> Vec<GuideText> {
    let mut guides = Vec::new();
    for (file, text) in files {
        let item = file.trim_start_matches("guides/").trim_end_matches(".md");
        if !known.items.has(item) {
            mistakes.push(whole(file, &format!("a guide is named by its item, and there is no item `{item}`")));
        }
        if text.trim().is_empty() {
            mistakes.push(whole(file, "the text is missing"));
        }
        if text.chars().count() > LONGEST {
            mistakes.push(whole(file, &format!("longer than {LONGEST} characters")));
        }
        if text.contains('\0') {
            mistakes.push(whole(file, "no text has U+0000"));
        }
        guides.push(GuideText { item: item.to_owned(), markdown: (*text).to_owned() });
    }
    guides
}
