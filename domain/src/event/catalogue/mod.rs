//! Every type of event: what it is about, what people call it, and which data it has. From here come the AsyncAPI
//! document, the filters of the feed, and which departments an event names. A type that is appended and not listed here
//! fails a test, as do data that are not as listed.

mod applications;
mod certificates;
mod credit;
mod duties;
mod enforcement;
mod field;
mod intake;
mod keeping;
mod supervision;
mod verification;

use std::{collections::BTreeMap, sync::OnceLock};

pub use field::{Field, Form};
use serde_json::Value;

use super::SubjectKind;

/// A type of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventType {
    /// Its name, e.g. `application.submitted`.
    pub kind: &'static str,
    /// What it may be about.
    pub subjects: &'static [SubjectKind],
    /// What happened, in Chinese.
    pub zh: &'static str,
    /// What happened, in English.
    pub en: &'static str,
    /// Data that it always has.
    pub always: &'static [Field],
    /// Data that may be absent or null.
    pub maybe: &'static [Field],
}

/// Lists the types of one kind of subject, or of several: name, Chinese, English, data that it always has, data that it may have.
macro_rules! events {
    ($list:ident: $($subject:ident)|+ {
        $($kind:literal $zh:literal $en:literal { $($field:ident: $form:ident),* $(,)? }
          $([ $($other:ident: $other_form:ident),* $(,)? ])?)+
    }) => {
        pub(super) const $list: &[crate::event::EventType] = {
            const SUBJECTS: &[crate::event::SubjectKind] = &[$(crate::event::SubjectKind::$subject),+];
            &[$(crate::event::EventType {
            kind: $kind,
            subjects: SUBJECTS,
            zh: $zh,
            en: $en,
            always: &[$(crate::event::Field {
                name: stringify!($field),
                form: crate::event::Form::$form,
            }),*],
            maybe: &[$($(crate::event::Field {
                name: stringify!($other),
                form: crate::event::Form::$other_form,
            }),*)?],
        }),+]
        };
    };
}
use events;

/// Every type.
pub fn event_types() -> impl Iterator<Item = &'static EventType> {
    let lists = [
        applications::APPLICATIONS,
        duties::DUTIES,
        certificates::CERTIFICATES,
        verification::VERIFICATION,
        enforcement::ENFORCEMENT,
        credit::CREDIT,
        supervision::SUPERVISION_NOTICES,
        keeping::DELEGATIONS,
        keeping::DESIGNATIONS,
        keeping::ACCOUNTS,
        keeping::CLIENTS,
        keeping::CALENDARS,
        keeping::JURISDICTIONS,
        keeping::NOTICES,
        keeping::DRAWS,
        keeping::SUBSCRIPTIONS,
        keeping::ANNOUNCEMENTS,
        intake::INTAKES,
        intake::INTAKE_BATCHES,
    ];
    lists.into_iter().flatten()
}

/// The type of this name.
pub fn event_type(kind: &str) -> Option<&'static EventType> {
    static BY_NAME: OnceLock<BTreeMap<&'static str, &'static EventType>> = OnceLock::new();
    BY_NAME.get_or_init(|| event_types().map(|it| (it.kind, it)).collect()).get(kind).copied()
}

/// Whether an event tells its departments of what they are to verify: with its receipt they have received that (S13, S14).
pub fn carries_approval(kind: &str) -> bool {
    matches!(kind, "application.issued" | "certificate.issued" | "verification.created")
}

impl EventType {
    /// All data that it may have.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> {
        self.always.iter().chain(self.maybe)
    }

    /// The departments that an event's data name.
    pub fn departments<'a>(&self, data: &'a Value) -> Vec<&'a str> {
        let named = self.fields().filter(|field| matches!(field.form, Form::Department | Form::Departments));
        let codes = |field: &Field| match &data[field.name] {
            Value::Array(codes) => codes.iter().filter_map(Value::as_str).collect(),
            one => one.as_str().into_iter().collect::<Vec<_>>(),
        };
        named.flat_map(codes).collect()
    }

    /// In what an event's data are not as listed.
    pub fn faults(&self, data: &Value) -> Vec<String> {
        let Some(fields) = data.as_object() else { return vec!["not an object".to_owned()] };
        let unlisted = fields.keys().filter(|name| !self.fields().any(|field| field.name == name.as_str()));
        let unlisted = unlisted.map(|name| format!("{name} is not listed"));
        let absent = |field: &&Field| !fields.contains_key(field.name);
        let missing = self.always.iter().filter(absent).map(|field| format!("{} is missing", field.name));
        let optional = self.maybe.iter().filter(|field| !data[field.name].is_null());
        let present = self.always.iter().filter(|field| !absent(field)).chain(optional);
        let misshapen = present.filter(|field| !field.form.admits(&data[field.name]));
        let misshapen = misshapen.map(|field| format!("{} is {}", field.name, data[field.name]));
        unlisted.chain(missing).chain(misshapen).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::json;

    use super::*;
    use crate::credit::CREDIT_CHANGES;

    #[test]
    fn every_type_is_listed_once_and_has_its_titles() {
        let names: Vec<&str> = event_types().map(|it| it.kind).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        assert!(event_types().all(|it| !it.zh.is_ascii() && !it.en.is_empty()));
        assert!(CREDIT_CHANGES.iter().all(|kind| event_type(kind).is_some()));
        assert!(names.iter().any(|kind| carries_approval(kind)));
    }

    #[test]
    fn what_differs_from_the_list_is_named() {
        let filed = event_type("item.filed").expect("listed");
        assert!(filed.faults(&json!({ "item": "a", "receipt": "BA1" })).is_empty());
        assert_eq!(
            filed.faults(&json!({ "item": 1, "name": "张三" })),
            ["name is not listed", "receipt is missing", "item is 1"]
        );
    }

    #[test]
    fn the_departments_are_those_that_the_data_name() {
        let opened = event_type("review.opened").expect("listed");
        assert_eq!(
            opened.departments(&json!({ "review": "x", "departments": ["fire", "health"] })),
            ["fire", "health"]
        );
        let issued = event_type("certificate.issued").expect("listed");
        assert_eq!(issued.departments(&json!({ "supervisor": "fire", "item": "health" })), ["fire"]);
    }
}
