//! `openapi.yaml` is current, and every operation says what the conventions ask.

use std::collections::BTreeSet;

use kaiye_api::openapi;
use serde_json::Value;

fn document() -> Value {
    serde_json::to_value(openapi::document()).expect("the document")
}

/// Every operation: method, path, itself.
fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("a path item") {
            found.push((method.clone(), path.clone(), operation.clone()));
        }
    }
    found
}

#[test]
fn the_committed_file_is_current() {
    let committed = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi.yaml")).expect("a file");
    let current = openapi::yaml().expect("the document");
    assert!(committed == current, "openapi.yaml is not current; run: cargo run -- openapi --write");
}

#[test]
fn every_operation_is_described_and_guarded() {
    let document = document();
    let tags: BTreeSet<&str> = openapi::TAGS.iter().map(|(name, _)| *name).collect();
    let mut ids = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        let place = format!("{method} {path}");
        let id = operation["operationId"].as_str().unwrap_or_else(|| panic!("{place} has no operation id"));
        assert!(ids.insert(id.to_owned()), "{id} stands twice");
        assert!(id.contains('_') && id == id.to_lowercase(), "{id} is no <verb>_<resource>");
        for text in ["summary", "description"] {
            assert!(operation[text].as_str().is_some_and(|text| !text.is_empty()), "{id} has no {text}");
        }
        let listed = operation["tags"].as_array().expect("tags");
        assert_eq!(listed.len(), 1, "{id} has one tag");
        assert!(tags.contains(listed[0].as_str().expect("a tag")), "{id} has an unknown tag");
        assert!(operation["x-permission"].is_string(), "{id} names no permission");
        assert!(operation["security"].is_array(), "{id} declares no security");
    }
}

#[test]
fn every_request_body_refuses_unknown_fields() {
    let document = document();
    for (_, _, operation) in operations(&document) {
        let Some(reference) = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str() else {
            continue;
        };
        let schema = document.pointer(&reference[1..]).expect("a schema");
        let closed = schema["additionalProperties"] == false || schema["oneOf"].is_array();
        assert!(closed, "{reference} of {} lacks deny_unknown_fields", operation["operationId"]);
    }
}
