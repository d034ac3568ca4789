//! Checks a JSON value against the schema that the document shows, so that every field of the wrong shape is named at
//! once; serde alone stops at the first.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate};
use kaiye_domain::refusal::Fault;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// Each place where `value` does not have the shape of `T`, in the order of their pointers.
pub(crate) fn faults<T: ToSchema>(value: &Value) -> Vec<Fault> {
    let mut named = Vec::new();
    T::schemas(&mut named);
    let json = |schema| serde_json::to_value(schema).unwrap_or_default();
    let walk = Walk { named: named.into_iter().map(|(name, schema)| (name, json(schema))).collect() };
    let mut found = Vec::new();
    walk.check("", value, &json(T::schema()), &mut found);
    found.sort_by(|a, b| a.pointer.cmp(&b.pointer));
    found.dedup();
    found
}

/// A key as a part of a JSON pointer (RFC 6901).
pub(crate) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

struct Walk {
    named: BTreeMap<String, Value>,
}

impl Walk {
    fn check(&self, at: &str, value: &Value, schema: &Value, found: &mut Vec<Fault>) {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
            if let Some(schema) = self.named.get(name) {
                self.check(at, value, schema, found);
            }
            return;
        }
        for part in list(schema, "allOf") {
            self.check(at, value, part, found);
        }
        for choices in [list(schema, "oneOf"), list(schema, "anyOf")] {
            self.check_choice(at, value, choices, found);
        }
        if !of_type(value, &schema["type"]) || !of_format(value, schema["format"].as_str()) {
            found.push(fault(at, "field_malformed"));
            return;
        }
        if schema["enum"].as_array().is_some_and(|values| !value.is_null() && !values.contains(value)) {
            found.push(fault(at, "field_value_unknown"));
        }
        if let Value::Object(fields) = value {
            self.check_fields(at, fields, schema, found);
        }
        if let (Value::Array(items), Some(schema)) = (value, schema.get("items")) {
            for (index, item) in items.iter().enumerate() {
                self.check(&format!("{at}/{index}"), item, schema, found);
            }
        }
    }

    fn check_fields(&self, at: &str, fields: &serde_json::Map<String, Value>, schema: &Value, found: &mut Vec<Fault>) {
        for name in list(schema, "required").iter().filter_map(Value::as_str) {
            if !fields.contains_key(name) {
                found.push(fault(&format!("{at}/{}", escaped(name)), "field_missing"));
            }
        }
        for (name, value) in fields {
            let here = format!("{at}/{}", escaped(name));
            match (schema["properties"].get(name), &schema["additionalProperties"]) {
                (Some(schema), _) => self.check(&here, value, schema, found),
                (None, Value::Bool(false)) => found.push(fault(&here, "field_unknown")),
                (None, schema @ Value::Object(_)) => self.check(&here, value, schema, found),
                (None, _) => {}
            }
        }
    }

    /// One of several shapes: no fault when any fits, else the faults of the nearest, the one with the fewest.
    fn check_choice(&self, at: &str, value: &Value, choices: &[Value], found: &mut Vec<Fault>) {
        let nearest = choices
            .iter()
            .map(|schema| {
                let mut faults = Vec::new();
                self.check(at, value, schema, &mut faults);
                faults
            })
            .min_by_key(Vec::len);
        found.extend(nearest.unwrap_or_default());
    }
}

fn fault(at: &str, code: &'static str) -> Fault {
    Fault { pointer: at.to_owned(), code }
}

fn list<'a>(schema: &'a Value, key: &str) -> &'a [Value] {
    schema[key].as_array().map_or(&[], Vec::as_slice)
}

fn of_type(value: &Value, wanted: &Value) -> bool {
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => true,
    };
    match wanted {
        Value::String(name) => is(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(is),
        _ => true,
    }
}

fn of_format(value: &Value, format: Option<&str>) -> bool {
    match (value, format) {
        (Value::String(text), Some("uuid")) => text.parse::<Uuid>().is_ok(),
        (Value::String(text), Some("date")) => text.parse::<NaiveDate>().is_ok(),
        (Value::String(text), Some("date-time")) => DateTime::parse_from_rfc3339(text).is_ok(),
        (Value::Number(number), Some("int32")) => number.as_i64().is_some_and(|n| i32::try_from(n).is_ok()),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    #[derive(Deserialize, ToSchema)]
    #[serde(deny_unknown_fields, tag = "kind", rename_all = "snake_case")]
    #[expect(dead_code, reason = "only its schema is used")]
    enum Applicant {
        Person { born: NaiveDate, id: Option<Uuid> },
        Business { name: String },
    }

    #[test]
    fn the_nearest_choice_is_judged() {
        let faults = faults::<Applicant>(&json!({"kind": "person", "born": "2020-13-01", "id": null}));
        assert_eq!(faults, [Fault { pointer: "/born".into(), code: "field_malformed" }]);
    }

    #[test]
    fn pointers_are_escaped() {
        assert_eq!(escaped("a/b~c"), "a~1b~0c");
    }
}
