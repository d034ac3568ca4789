//! What an event's thin data says that a message can name.

use serde_json::Value;

/// What it names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mentioned {
    /// Codes of the items, each once.
    pub items: Vec<String>,
    /// Numbers of notices, decisions and documents.
    pub documents: Vec<String>,
    /// The last day, as written.
    pub due_on: Option<String>,
}

impl Mentioned {
    /// What this data names. Events say `item` of one, and list several by code or each with its own facts.
    pub fn of(data: &Value) -> Self {
        let mut mentioned = Self::default();
        mentioned.note(data);
        for list in ["items", "points", "materials", "issued", "filed"] {
            for element in data[list].as_array().into_iter().flatten() {
                match element {
                    Value::String(code) => mentioned.item(code),
                    facts => mentioned.note(facts),
                }
            }
        }
        mentioned.due_on = data["due_on"].as_str().map(str::to_owned);
        mentioned
    }

    fn note(&mut self, facts: &Value) {
        if let Some(code) = facts["item"].as_str() {
            self.item(code);
        }
        for name in ["notice", "document", "receipt"] {
            let number = facts[name].as_str().filter(|number| !number.is_empty());
            self.documents.extend(number.map(str::to_owned));
        }
    }

    fn item(&mut self, code: &str) {
        if !self.items.iter().any(|known| known == code) {
            self.items.push(code.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn items_and_documents_are_found_wherever_an_event_says_them() {
        let declined = json!({ "items": [{ "item": "a", "receipt": "BSL-1" }, { "item": "b", "receipt": "BSL-2" }] });
        let mentioned = Mentioned::of(&declined);
        assert_eq!(
            (mentioned.items, mentioned.documents),
            (vec!["a".into(), "b".into()], vec!["BSL-1".into(), "BSL-2".into()])
        );
        let correction =
            json!({ "notice": "BZ-1", "points": [{ "item": "a" }, { "item": "a" }], "due_on": "2025-06-03" });
        let mentioned = Mentioned::of(&correction);
        assert_eq!((mentioned.items.len(), mentioned.due_on.as_deref()), (1, Some("2025-06-03")));
        assert_eq!(Mentioned::of(&json!({ "issued": ["a"], "filed": ["b"], "refused": ["c"] })).items, ["a", "b"]);
    }
}
