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
        for code in guides_linked(text).filter(|code| !known.items.has(code)) {
            mistakes.push(whole(file, &format!("it leads to a guide to `{code}`, and there is no such item")));
        }
        guides.push(GuideText { item: item.to_owned(), markdown: (*text).to_owned() });
    }
    guides
}

/// The items to whose guides a text leads: a link without a place of its own, as `[消防安全检查](fire_check)`.
fn guides_linked(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(to, _)| to);
    targets.filter(|to| to.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'))
}
