//! Tests of the catalogue, on the shipped jurisdiction's own files.

mod answers;
mod expression;
mod letters;
mod merge;
mod mistakes;
mod schema;
mod shipped;

use std::{collections::BTreeMap, fs, path::Path};

use chrono::NaiveDate;

use super::{Jurisdiction, Loaded, load};

/// The shipped files.
pub(crate) fn zhundong_files() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../jurisdictions/zhundong");
    let mut files = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).expect("inside").to_str().expect("text").replace('\\', "/");
                files.insert(name, fs::read_to_string(&path).expect("a text"));
            }
        }
    }
    files
}

/// The shipped files, read.
pub(crate) fn zhundong_loaded() -> Loaded {
    load(&zhundong_files()).unwrap_or_else(|mistakes| {
        let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    })
}

/// The shipped jurisdiction in force.
pub(crate) fn zhundong() -> Jurisdiction {
    Jurisdiction::merge(None, zhundong_loaded().jurisdiction, day("2026-06-01")).jurisdiction
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}
