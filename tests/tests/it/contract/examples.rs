//! Every example in the document is what its schema says.

use jsonschema::Validator;
use serde_json::{Value, json};

use super::spec::document;

#[test]
fn every_example_fits_its_schema() {
    let mut faults = Vec::new();
    walk("#", document(), &mut faults);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Finds examples beside a `schema` (bodies, parameters, headers) and within a schema itself.
fn walk(at: &str, value: &Value, faults: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            let own = fields.contains_key("type") || fields.contains_key("$ref");
            let schema = fields.get("schema").or_else(|| own.then_some(value));
            if let Some(schema) = schema {
                for example in examples(value) {
                    check(at, schema, example, faults);
                }
            }
            for (name, inner) in fields.iter().filter(|(name, _)| !matches!(name.as_str(), "example" | "examples")) {
                walk(&format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")), inner, faults);
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, inner)| walk(&format!("{at}/{index}"), inner, faults));
        }
        _ => {}
    }
}

/// The examples that stand at this place, in any of their three forms.
fn examples(value: &Value) -> Vec<&Value> {
    let mut found: Vec<&Value> = value.get("example").into_iter().collect();
    match &value["examples"] {
        Value::Array(listed) => found.extend(listed),
        Value::Object(named) => found.extend(named.values().filter_map(|example| example.get("value"))),
        _ => {}
    }
    found
}

fn check(at: &str, schema: &Value, example: &Value, faults: &mut Vec<String>) {
    let mut schema = schema.clone();
    if let Some(fields) = schema.as_object_mut() {
        fields.retain(|name, _| !matches!(name.as_str(), "example" | "examples"));
    }
    let whole = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "allOf": [schema],
        "components": document()["components"],
    });
    let validator: Validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&whole)
        .unwrap_or_else(|error| panic!("{at}: {error}"));
    faults.extend(validator.iter_errors(example).map(|error| format!("{at}: {error} (at {})", error.instance_path())));
}
