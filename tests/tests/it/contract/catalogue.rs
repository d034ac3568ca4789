//! Every type of event that the sources append is listed in the domain's catalogue, and nothing else is; the document made
//! from it is current. The walk through all operations holds the data to it.

use std::{collections::BTreeSet, fs};

use kaiye_api::asyncapi;
use kaiye_domain::event::event_types;

use super::codes::sources;

#[test]
fn what_is_appended_is_listed_and_what_is_listed_is_appended() {
    let listed: BTreeSet<String> = event_types().map(|it| it.kind.to_owned()).collect();
    let (mut appended, mut named) = (BTreeSet::new(), BTreeSet::new());
    for file in sources() {
        let path = file.to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).expect("a source");
        let types = types(text.split("#[cfg(test)]").next().unwrap_or_default());
        let appends = ["api/src/operations", "api/src/background", "domain/src/obligation"];
        if appends.iter().any(|place| path.contains(place)) {
            appended.extend(types);
        } else if !path.contains("event/catalogue") {
            named.extend(types);
        }
    }
    let missing: Vec<_> = appended.difference(&listed).collect();
    assert!(missing.is_empty(), "not in domain/src/event/catalogue: {missing:?}");
    let idle: Vec<_> = listed.iter().filter(|kind| !appended.contains(*kind) && !named.contains(*kind)).collect();
    assert!(idle.is_empty(), "nothing appends {idle:?}");
}

#[test]
fn the_committed_document_is_current() {
    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../asyncapi.yaml");
    let current = asyncapi::yaml().expect("the document");
    if std::env::var_os("KAIYE_TEST_WRITE").is_some() {
        fs::write(FILE, &current).expect("asyncapi.yaml");
    }
    let committed = fs::read_to_string(FILE).expect("a file");
    assert!(committed == current, "asyncapi.yaml is not current; run: cargo run -- asyncapi --write");
}

/// Texts that look like a type: two words of small letters with a dot between them.
fn types(source: &str) -> impl Iterator<Item = String> {
    let word = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let typed = move |text: &&str| text.split_once('.').is_some_and(|(family, rest)| word(family) && word(rest));
    source.split('"').filter(typed).map(str::to_owned).collect::<Vec<_>>().into_iter()
}
