//! What people read, made of the jurisdiction's templates: papers, forms and the public check page. HTML that loads nothing,
//! runs nothing and prints on A4.
//!
//! A paper's template is given:
//!
//! | name | what |
//! |---|---|
//! | `paper` | `kind`, `title`, `number`, `issued_on` (a date), `authority` (its name), `seal` (a `data:` address of its image, or null), `check_url` (what the QR code leads to, or null) |
//! | `application` | `number` |
//! | `holder` | `name`, `uscc`, `address`, `operator`, each a text or null |
//! | `item` | `code`, `version` (the one that was applied for), `name`; null where the paper is not about one item |
//! | `item_names` | what each item of the application was called in the version that was applied for, by its code |
//! | `content` | what the document itself says: its own JSON, as the API shows it |
//! | `appeal` | `review_body` and `court` (names; null where none is known), `review_within`, `suit_within`, `hearing_within` (periods) |
//! | `face` | of a certificate: its face; else null |
//! | `letter` | of a signed commitment: `title`, and `lines`, each a list of parts, `printed` or `written`; else null |
//!
//! and knows, beside what every template language knows, filters for dates, numbers and periods, and the names of the
//! catalogue: `item_name(code)` (of `item_names`, else the latest), `department_name(code)`, `material_name(code)`, and `clause_text(item, version, clause)`. What is not
//! there is a mistake, unless it is asked about with `if`. Every value is escaped, and marks in it that turn the direction of
//! what follows are written out.

mod direction;
pub(crate) mod hostile;
mod qr;
mod words;

use std::{collections::BTreeMap, fmt, sync::Arc};

pub(crate) use direction::{named, turns};
pub(crate) use words::date;

use kaiye_domain::catalogue::Jurisdiction;
use minijinja::{AutoEscape, Environment, State, UndefinedBehavior, Value, syntax::SyntaxConfig, value::Serde};
use serde::Serialize;

/// The templates of a jurisdiction, ready to be filled in.
pub struct Templates {
    environment: Environment<'static>,
}

/// A template that is wrong, or lacks what it wants: for whoever keeps the jurisdiction's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderError(String);

/// A page to be made of what is made up.
#[derive(Debug)]
pub struct Sample {
    /// What it is called in a preview.
    pub name: String,
    /// The template that makes it.
    pub template: String,
    /// What the template is given.
    pub context: serde_json::Value,
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Templates {
    /// Reads a jurisdiction's templates, by their file names; every one that cannot be read is told.
    pub fn of(jurisdiction: &Arc<Jurisdiction>, files: &BTreeMap<String, String>) -> Result<Self, Vec<RenderError>> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(syntax.map_err(|error| vec![RenderError(error.to_string())])?);
        environment.set_formatter(direction::written_out);
        words::add_to(&mut environment);
        environment.add_filter("qr", qr::svg);
        names(&mut environment, jurisdiction);
        let mut errors = Vec::new();
        for (name, text) in files {
            if let Err(error) = environment.add_template_owned(name.clone(), text.clone()) {
                errors.push(RenderError(told(name, &error)));
            }
        }
        if errors.is_empty() { Ok(Self { environment }) } else { Err(errors) }
    }

    /// Fills a template in.
    pub fn render(&self, name: &str, context: &impl Serialize) -> Result<String, RenderError> {
        let error = |error: minijinja::Error| RenderError(told(name, &error));
        self.environment.get_template(name).map_err(error)?.render(Value::from(Serde(context))).map_err(error)
    }
}

/// Names of the catalogue by their codes; a code that no file has stands for itself.
fn names(environment: &mut Environment<'static>, jurisdiction: &Arc<Jurisdiction>) {
    let of = jurisdiction.clone();
    environment.add_function("item_name", move |state: &State<'_, '_>, code: String| {
        // As the application has it: the words that the applicant was told and promised (S28).
        let own =
            state.lookup("item_names").and_then(|names| names.get_attr(&code).ok()).filter(|it| !it.is_undefined());
        own.unwrap_or_else(|| {
            let latest = of.latest_item(&code).map(|item| item.name.zh.clone());
            Value::from(latest.unwrap_or(code))
        })
    });
    let of = jurisdiction.clone();
    environment.add_function("department_name", move |code: String| {
        of.department(&code).map_or(code, |department| department.name.zh.clone())
    });
    let of = jurisdiction.clone();
    environment.add_function("material_name", move |code: String| {
        of.material(&code).map_or(code, |material| material.name.zh.clone())
    });
    let of = jurisdiction.clone();
    environment.add_function("clause_text", move |item: String, version: i32, clause: String| {
        let conditions = of.item(&item, version).map(|item| item.conditions.as_slice()).unwrap_or_default();
        conditions.iter().find(|condition| condition.clause == clause).map(|it| Value::from(it.text.zh.clone()))
    });
}

/// What is wrong, with its line; never what it was filled in with, which is personal.
fn told(name: &str, error: &minijinja::Error) -> String {
    let line = error.line().map_or(String::new(), |line| format!(":{line}"));
    format!("documents/{}{line}: {}", error.name().unwrap_or(name), error.kind())
}

#[cfg(test)]
mod tests;
