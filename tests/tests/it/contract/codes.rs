//! Each code that the program can answer says something to people, in both languages: the sources are searched for the
//! places where codes are written, so that none is found out by a caller.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use kaiye_api::http::texts;

/// What stands before a code where one is written: arms of `Reason::code`, faults, problems.
const BEFORE: &[&str] = &[
    "Refusal::fields(\"",
    "into_result(\"",
    "into_refusal(\"",
    "unauthenticated(\"",
    "code: \"",
    "StatusCode::BAD_REQUEST, \"",
    "StatusCode::UNAUTHORIZED, \"",
    "StatusCode::FORBIDDEN, \"",
    "StatusCode::NOT_FOUND, \"",
    "StatusCode::CONFLICT, \"",
    "StatusCode::PRECONDITION_FAILED, \"",
    "StatusCode::PRECONDITION_REQUIRED, \"",
    "StatusCode::PAYLOAD_TOO_LARGE, \"",
    "StatusCode::UNSUPPORTED_MEDIA_TYPE, \"",
    "StatusCode::UNPROCESSABLE_ENTITY, \"",
    "StatusCode::TOO_MANY_REQUESTS, \"",
    "StatusCode::REQUEST_TIMEOUT, \"",
    "StatusCode::SERVICE_UNAVAILABLE, \"",
];

#[test]
fn every_code_in_the_sources_has_its_texts() {
    let mut missing = BTreeMap::new();
    for file in sources() {
        let text = fs::read_to_string(&file).expect("a source");
        for code in codes(without_tests(&text)) {
            if !texts::all().contains_key(&code) {
                missing.insert(code, file.clone());
            }
        }
    }
    assert!(missing.is_empty(), "codes without texts in api/src/http/texts/: {missing:#?}");
}

#[test]
fn every_declared_problem_code_is_explained() {
    for operation in super::spec::operations() {
        for (status, response) in operation.json["responses"].as_object().expect("responses") {
            let codes = response["description"].as_str().unwrap_or_default().split('`').skip(1).step_by(2);
            if response["content"]["application/problem+json"].is_object() {
                codes.for_each(|code| assert!(texts::all().contains_key(code), "{} {status}: {code}", operation.id));
            }
        }
    }
}

/// Every source of the rules and of the API, without tests.
pub(super) fn sources() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut folders = vec![root.join("domain/src"), root.join("api/src")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true if !path.ends_with("tests") => folders.push(path),
                false if path.extension().is_some_and(|ext| ext == "rs") => files.push(path),
                _ => {}
            }
        }
    }
    files
}

/// The part before the tests of a file.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or_default()
}

fn codes(text: &str) -> Vec<String> {
    let mut found: Vec<String> = BEFORE.iter().flat_map(|before| text.split(before).skip(1)).map(word).collect();
    // The arms of every `fn code(&self) -> &'static str`.
    for body in text.split("fn code(&self) -> &'static str {").skip(1) {
        let body = body.split("\n    }\n").next().unwrap_or_default();
        found.extend(body.split("=> \"").skip(1).map(word));
    }
    found.retain(|code| {
        !code.is_empty() && code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    });
    found
}

fn word(rest: &str) -> String {
    rest.split('"').next().unwrap_or_default().to_owned()
}
