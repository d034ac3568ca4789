//! `openapi.yaml` is current, and every operation says what the conventions ask.

use std::collections::BTreeSet;

use kaiye_api::openapi;
use serde_json::Value;

use super::spec::{Operation, document, operations};

/// POSTs that take no `Idempotency-Key`: they read, or their effect is a token (design §5).
const EXEMPT: &[&str] = &[
    "check_certificates",
    "compare_reconciliation",
    "find_approvals",
    "create_session",
    "refresh_session",
    "create_token",
    "revoke_token",
    // Each answer holds a secret that is shown once and kept only as a hash.
    "create_client",
    "replace_client_secret",
    "create_subscription",
    "rotate_subscription_secret",
];

#[test]
fn the_committed_file_is_current() {
    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi.yaml");
    let current = openapi::yaml().expect("the document");
    if std::env::var_os("KAIYE_TEST_WRITE").is_some() {
        std::fs::write(FILE, &current).expect("openapi.yaml");
    }
    let committed = std::fs::read_to_string(FILE).expect("a file");
    assert!(committed == current, "openapi.yaml is not current; run: cargo run -- openapi --write");
}

#[test]
fn every_operation_is_described_and_guarded() {
    let tags: BTreeSet<&str> = openapi::TAGS.iter().map(|(name, _)| *name).collect();
    let mut ids = BTreeSet::new();
    for Operation { id, json, .. } in operations() {
        assert!(ids.insert(id.clone()), "{id} stands twice");
        assert!(
            (id.contains('_') || id == "redeliver") && id.chars().all(|c| c.is_ascii_lowercase() || c == '_'),
            "{id}: <verb>_<resource>"
        );
        for text in ["summary", "description"] {
            assert!(json[text].as_str().is_some_and(|text| !text.is_empty()), "{id} has no {text}");
        }
        let listed = json["tags"].as_array().expect("tags");
        assert_eq!(listed.len(), 1, "{id} has one tag");
        assert!(tags.contains(listed[0].as_str().expect("a tag")), "{id} has an unknown tag");
        assert!(json["security"].is_array(), "{id} declares no security");
    }
}

/// A permission that everybody has needs no token, and no other does: the empty requirement says so.
#[test]
fn security_follows_from_the_permission() {
    for operation in operations() {
        let open = operation.json["security"].as_array().expect("security").contains(&serde_json::json!({}));
        let public = operation.admits(kaiye_domain::actor::Role::Public);
        assert_eq!(open, public, "{}", operation.id);
        for status in ["401", "403"] {
            let declared = operation.json["responses"].get(status).is_some();
            assert!(declared || public, "{} declares no {status}", operation.id);
        }
    }
}

#[test]
fn every_request_body_refuses_unknown_fields() {
    for operation in operations() {
        let Some(schema) = operation.body_schema() else { continue };
        let closed = |schema: &Value| schema["additionalProperties"] == false;
        let choices = schema["oneOf"].as_array();
        assert!(
            closed(schema) || choices.is_some_and(|choices| !choices.is_empty()),
            "the body of {} lacks deny_unknown_fields",
            operation.id
        );
    }
}

#[test]
fn every_post_with_an_effect_takes_an_idempotency_key() {
    for operation in operations() {
        let takes = operation.parameters("header").contains(&"Idempotency-Key");
        let ought = operation.method == "POST" && !EXEMPT.contains(&operation.id.as_str());
        assert_eq!(takes, ought, "{} and Idempotency-Key", operation.id);
    }
}

#[test]
fn every_edit_takes_the_version_that_was_read() {
    for operation in operations() {
        let takes = operation.parameters("header").contains(&"If-Match");
        assert!(takes || operation.method != "PATCH", "{} takes no If-Match", operation.id);
    }
}

#[test]
fn every_list_is_paged() {
    for operation in operations().iter().filter(|operation| operation.id.starts_with("list_")) {
        let query = operation.parameters("query");
        let name = operation.answer_schema().unwrap_or_else(|| panic!("{} answers no schema", operation.id));
        let page = &document()["components"]["schemas"][name];
        let properties = page["properties"].as_object().unwrap_or_else(|| panic!("{name} is no object"));
        assert!(properties.contains_key("items"), "{}: no items", operation.id);
        assert!(properties.contains_key("next_cursor"), "{}: no next_cursor", operation.id);
        assert!(query.contains(&"limit") && query.contains(&"cursor"), "{}: no limit or cursor", operation.id);
    }
}

/// What one of a few words may stand in explains itself by them.
#[test]
fn every_field_and_parameter_is_described() {
    for (name, schema) in document()["components"]["schemas"].as_object().expect("schemas") {
        for (field, property) in schema["properties"].as_object().into_iter().flatten() {
            let words = property["enum"].is_array() || property["items"]["enum"].is_array();
            let told =
                property["description"].is_string() || property["$ref"].is_string() || property["oneOf"].is_array();
            assert!(told || words, "{name}.{field} has no description");
        }
    }
    for operation in operations() {
        for parameter in operation.json["parameters"].as_array().into_iter().flatten() {
            assert!(parameter["description"].is_string(), "{}: {} has no description", operation.id, parameter["name"]);
        }
    }
}
