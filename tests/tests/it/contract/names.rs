//! Each schema has a name of its own. Two types under one name would both be sent and answered, but the document would
//! show one of them in both places; the sources are searched, as it no longer tells.

use std::{collections::BTreeMap, fs, path::PathBuf};

use super::codes::sources;

#[test]
fn no_two_schemas_share_a_name() {
    let mut places: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for file in sources() {
        let text = fs::read_to_string(&file).expect("a source");
        for name in schemas(&text) {
            places.entry(name).or_default().push(file.clone());
        }
    }
    assert!(places.len() > 100, "the sources are not read: {}", places.len());
    let shared: Vec<_> = places.iter().filter(|(_, files)| files.len() > 1).collect();
    assert!(shared.is_empty(), "say `#[schema(as = …)]` in all but one of each: {shared:#?}");
}

#[test]
fn a_name_is_found_whether_it_is_the_types_own_or_given() {
    let source = "#[derive(ToSchema)]\npub struct Own {\n}\n\n/// Given.\n#[derive(Debug, ToSchema)]\n\
                  #[schema(as = Given)]\npub enum Word {\n}\n\n#[derive(Debug)]\npub struct Other {\n}\n";
    assert_eq!(schemas(source), ["Own", "Given"]);
}

/// The names of the schemas that a source derives.
fn schemas(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut attributes = String::new();
    for line in source.lines().map(str::trim) {
        let declared = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "));
        match declared {
            Some(rest) if attributes.contains("ToSchema") => {
                let given = attributes.split("schema(as = ").nth(1).unwrap_or(rest);
                names.push(given.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect());
            }
            _ => {}
        }
        match line.is_empty() || declared.is_some() {
            true => attributes.clear(),
            false => attributes.push_str(line),
        }
    }
    names
}
