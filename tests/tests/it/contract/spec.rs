//! The document as the tests read it: one [`Operation`] each, with what it takes and who may call it.

use std::sync::OnceLock;

use kaiye_api::openapi;
use kaiye_domain::actor::{Permission, Role};
use serde_json::Value;

/// One operation of the document.
#[derive(Debug, Clone)]
pub(super) struct Operation {
    pub(super) id: String,
    /// In capitals.
    pub(super) method: String,
    /// As a template, e.g. `/api/v1/items/{code}`.
    pub(super) path: String,
    pub(super) permission: Permission,
    /// The operation as it stands in the document.
    pub(super) json: Value,
}

/// The whole document as JSON.
pub(super) fn document() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| serde_json::to_value(openapi::document()).expect("the document"))
}

/// Every operation of it, in the order of paths.
pub(super) fn operations() -> Vec<Operation> {
    let paths = document()["paths"].as_object().expect("paths");
    let mut found = Vec::new();
    for (path, item) in paths {
        for (method, json) in item.as_object().expect("a path item") {
            let place = format!("{method} {path}");
            let text = |name: &str| json[name].as_str().unwrap_or_else(|| panic!("{place} has no {name}")).to_owned();
            found.push(Operation {
                id: text("operationId"),
                method: method.to_uppercase(),
                path: path.clone(),
                permission: text("x-permission").parse().expect("a permission"),
                json: json.clone(),
            });
        }
    }
    found
}

impl Operation {
    /// Whether it changes something, as far as its method says.
    pub(super) fn writes(&self) -> bool {
        self.method != "GET"
    }

    /// Whether a caller with this role, or without a token, may call it.
    pub(super) fn admits(&self, role: Role) -> bool {
        let roles = self.permission.roles();
        roles.contains(&Role::Public) || roles.contains(&role)
    }

    /// Its path with each parameter filled in by `value`, given the text before the parameter and its name.
    pub(super) fn path_with(&self, value: impl Fn(&str, &str) -> String) -> String {
        let mut filled = String::new();
        let mut rest = self.path.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').expect("a closed brace");
            filled.push_str(before);
            let value = value(&filled, name);
            filled.push_str(&value);
            rest = after;
        }
        filled + rest
    }

    /// Whether it answers with a page for people and nothing else.
    pub(super) fn is_a_page(&self) -> bool {
        let answers = self.json["responses"]["200"]["content"].as_object();
        answers.is_some_and(|all| all.keys().eq(["text/html"]))
    }

    /// The schema of its JSON body, resolved, if it takes one.
    pub(super) fn body_schema(&self) -> Option<&'static Value> {
        let schema = &self.json["requestBody"]["content"]["application/json"]["schema"];
        let reference = schema["$ref"].as_str()?;
        Some(document().pointer(&reference[1..]).unwrap_or_else(|| panic!("{reference} leads nowhere")))
    }

    /// The media type of its body, if it takes one.
    pub(super) fn body_type(&self) -> Option<&str> {
        self.json["requestBody"]["content"].as_object()?.keys().next().map(String::as_str)
    }

    /// Its parameters in the query or in the headers, by name.
    pub(super) fn parameters(&self, place: &str) -> Vec<&str> {
        let listed = self.json["parameters"].as_array().map_or(&[][..], Vec::as_slice);
        listed.iter().filter(|p| p["in"] == place).filter_map(|p| p["name"].as_str()).collect()
    }

    /// The name of the schema that its success answers with, if it is JSON.
    pub(super) fn answer_schema(&self) -> Option<&str> {
        let responses = self.json["responses"].as_object()?;
        let (_, success) = responses.iter().find(|(status, _)| status.starts_with('2'))?;
        success["content"]["application/json"]["schema"]["$ref"].as_str()?.rsplit('/').next()
    }
}
