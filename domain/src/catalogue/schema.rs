//! A bundle's questions as JSON Schema 2020-12, so that a portal can draw the form.

use serde_json::{Map, Value, json};

use super::{Bundle, Question, QuestionKind, Text};

impl Bundle {
    /// The schema of its answers: what it accepts and what [`super::checked_answers`] accepts is the same.
    pub fn json_schema(&self) -> Value {
        let required: Vec<&str> = self.questions.iter().filter(|it| it.required).map(|it| it.id.as_str()).collect();
        let properties: Map<String, Value> =
            self.questions.iter().map(|question| (question.id.clone(), question.json_schema())).collect();
        let order: Vec<&str> = self.questions.iter().map(|it| it.id.as_str()).collect();
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": self.name.zh,
            "x-title-en": self.name.en,
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
            "x-order": order,
        })
    }
}

impl Question {
    fn json_schema(&self) -> Value {
        let mut schema = titled(&self.text);
        let kind = match self.kind {
            QuestionKind::Number => "number",
            QuestionKind::Integer => "integer",
            QuestionKind::Boolean => "boolean",
            QuestionKind::Choice | QuestionKind::County => "string",
        };
        schema.insert("type".into(), kind.into());
        if matches!(self.kind, QuestionKind::Choice | QuestionKind::County) {
            let values: Vec<&str> = self.choices.iter().map(|choice| choice.value.as_str()).collect();
            schema.insert("enum".into(), json!(values));
            let options: Vec<Value> = self
                .choices
                .iter()
                .map(|choice| {
                    let mut option = titled(&choice.name);
                    option.insert("const".into(), choice.value.clone().into());
                    Value::Object(option)
                })
                .collect();
            schema.insert("oneOf".into(), Value::Array(options));
        }
        for (name, bound) in [("minimum", self.min), ("maximum", self.max)] {
            if let Some(bound) = bound {
                schema.insert(name.into(), json!(bound));
            }
        }
        if let Some(unit) = &self.unit {
            schema.insert("x-unit".into(), unit.zh.clone().into());
            schema.insert("x-unit-en".into(), unit.en.clone().into());
        }
        Value::Object(schema)
    }
}

fn titled(text: &Text) -> Map<String, Value> {
    Map::from_iter([("title".into(), text.zh.clone().into()), ("x-title-en".into(), text.en.clone().into())])
}
