//! What a message carries: the envelope of CloudEvents, and the data of its type as JSON Schema.

use kaiye_domain::event::{EventType, Field, Form};
use serde_json::{Map, Value, json};
use utoipa::PartialSchema;

use super::title;
use crate::cloud_event::{CloudEvent, MEDIA_TYPE};

/// The message of a type.
pub(super) fn message(event: &EventType) -> Value {
    let subjects: Vec<&str> = event.subjects.iter().map(Into::into).collect();
    json!({
        "name": event.kind,
        "title": title(event),
        "summary": event.en,
        "contentType": MEDIA_TYPE,
        "payload": {
            "allOf": [
                { "$ref": "#/components/schemas/CloudEvent" },
                {
                    "type": "object",
                    "properties": {
                        "type": { "type": "string", "const": event.kind },
                        "subject": { "type": "string", "pattern": format!("^{}/", subjects.join("/|^")) },
                        "data": data(event),
                    },
                },
            ],
        },
    })
}

/// The envelope, from the schema that the API's document has.
pub(super) fn envelope() -> Value {
    serde_json::to_value(CloudEvent::schema()).unwrap_or_default()
}

fn data(event: &EventType) -> Value {
    let properties: Map<String, Value> = event
        .always
        .iter()
        .map(|field| (field.name.to_owned(), form(field.form)))
        .chain(event.maybe.iter().map(|field| (field.name.to_owned(), or_null(field))))
        .collect();
    let required: Vec<&str> = event.always.iter().map(|field| field.name).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

fn or_null(field: &Field) -> Value {
    let mut schema = form(field.form);
    schema["type"] = json!([schema["type"], "null"]);
    schema
}

fn form(form: Form) -> Value {
    let text = |says: &str| json!({ "type": "string", "description": says });
    let list = |items: Value| json!({ "type": "array", "items": items });
    match form {
        Form::Id => json!({ "type": "string", "format": "uuid" }),
        Form::Code => text("A code of the catalogue."),
        Form::Department => text("A department's code; the event goes to it."),
        Form::Word => text("A word of an enumeration, as `openapi.yaml` lists it."),
        Form::Text => json!({ "type": "string" }),
        Form::Date => json!({ "type": "string", "format": "date" }),
        Form::Instant => json!({ "type": "string", "format": "date-time" }),
        Form::Count => json!({ "type": "integer" }),
        Form::Flag => json!({ "type": "boolean" }),
        Form::Ids => list(self::form(Form::Id)),
        Form::Codes => list(self::form(Form::Code)),
        Form::Departments => list(self::form(Form::Department)),
        Form::Words => list(self::form(Form::Word)),
        Form::Rows => list(json!({ "type": "object" })),
        Form::Days => list(json!({
            "type": "array", "items": { "type": "string" }, "minItems": 2, "maxItems": 2,
            "description": "A clause and a day.",
        })),
    }
}
