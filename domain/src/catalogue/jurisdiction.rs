//! The whole of a jurisdiction's data, as one document; each load that changes something makes a new revision of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Bundle, Chain, Department, DepartmentKind, Division, DivisionKind, GuideText, Item, ItemKind, LetterTemplate,
    Material, PlanTask, Question, Registrar, Responsibility, Text, Window,
    edition::{self, Edition},
};
use crate::{
    appraisal::Scheme,
    message::{MessageTemplate, Topic},
    policy::Policy,
};

/// A jurisdiction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jurisdiction {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// Whether a year of the calendar is unknown without the regional sheet.
    pub calendars_overlay_required: bool,
    /// Who registers businesses.
    pub registrar: Registrar,
    /// Code of the department that decides on objections to enforcement's decisions (行政复议法 §24).
    #[serde(default)]
    pub review_body: String,
    /// The window that takes applications.
    #[serde(default)]
    pub window: Option<Window>,
    /// The posts that answer for the whole zone (S24).
    pub responsibility: Responsibility,
    /// The plan's tasks with their lead and responsible units (S23).
    pub tasks: Vec<PlanTask>,
    /// Policy figures, each with its clause.
    pub policy: Policy,
    /// Places.
    pub divisions: Vec<Division>,
    /// Bodies.
    pub departments: Vec<Department>,
    /// Materials.
    pub materials: Vec<Material>,
    /// Questions of notices.
    pub questions: Vec<Question>,
    /// Every version of every item.
    pub items: Vec<Item>,
    /// Every version of every letter.
    pub letters: Vec<LetterTemplate>,
    /// Bundles.
    pub bundles: Vec<Bundle>,
    /// The texts of messages to applicants, a template a topic.
    #[serde(default)]
    pub messages: Vec<MessageTemplate>,
    /// What guides say beyond the catalogue, a text an item (S25).
    #[serde(default)]
    pub guides: Vec<GuideText>,
    /// Every version of the scheme that appraisal scores by (S26).
    #[serde(default)]
    pub appraisal: Vec<Scheme>,
    /// The templates of documents, by their names in `documents/`.
    #[serde(default)]
    pub documents: BTreeMap<String, String>,
}

impl Jurisdiction {
    /// A version of an item.
    pub fn item(&self, code: &str, version: i32) -> Option<&Item> {
        self.items.iter().find(|item| item.code == code && item.version == version)
    }

    /// The version of an item that is in force on a day (S28).
    pub fn item_in_force(&self, code: &str, on: NaiveDate) -> Option<&Item> {
        edition::in_force(&self.items, code, on)
    }

    /// The newest version of an item, in force or not.
    pub fn latest_item(&self, code: &str) -> Option<&Item> {
        edition::latest(&self.items, code)
    }

    /// The items in force on a day, in the catalogue's order.
    pub fn items_in_force(&self, on: NaiveDate) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.in_force(on) && self.item_in_force(&item.code, on) == Some(*item))
    }

    /// The codes under which a permit may stand: its own item's, and those of its changes and renewals.
    pub fn permit_family(&self, base: &str) -> Vec<String> {
        let derived = self.items.iter().filter(|item| item.requires_existing.iter().any(|code| code == base));
        std::iter::once(base.to_owned()).chain(derived.map(|item| item.code.clone())).collect()
    }

    /// The business licence in force on a day.
    pub fn licence_in_force(&self, on: NaiveDate) -> Option<&Item> {
        self.items_in_force(on).find(|item| item.kind == ItemKind::BusinessLicence)
    }

    /// A version of a letter.
    pub fn letter(&self, code: &str, version: i32) -> Option<&LetterTemplate> {
        self.letters.iter().find(|letter| letter.code == code && letter.version == version)
    }

    /// The version of a letter that is in force on a day.
    pub fn letter_in_force(&self, code: &str, on: NaiveDate) -> Option<&LetterTemplate> {
        edition::in_force(&self.letters, code, on)
    }

    /// A bundle.
    pub fn bundle(&self, code: &str) -> Option<&Bundle> {
        self.bundles.iter().find(|bundle| bundle.code == code)
    }

    /// The texts of a topic's messages.
    pub fn message(&self, topic: Topic) -> Option<&MessageTemplate> {
        self.messages.iter().find(|template| template.topic == topic)
    }

    /// What the guide to an item says beyond the catalogue.
    pub fn guide_text(&self, item: &str) -> Option<&GuideText> {
        self.guides.iter().find(|guide| guide.item == item)
    }

    /// A department.
    pub fn department(&self, code: &str) -> Option<&Department> {
        self.departments.iter().find(|department| department.code == code)
    }

    /// A division.
    pub fn division(&self, code: &str) -> Option<&Division> {
        self.divisions.iter().find(|division| division.code == code)
    }

    /// A county that premises may lie in.
    pub fn county(&self, code: &str) -> Option<&Division> {
        self.division(code).filter(|division| division.kind == DivisionKind::County)
    }

    /// A department's name; a code that no file has stands for itself.
    pub fn department_name<'a>(&'a self, code: &'a str) -> &'a str {
        self.department(code).map_or(code, |department| department.name.zh.as_str())
    }

    /// Code of the body that reviews a department's decisions: that of the division that it is seated in (行政复议法 §24).
    pub fn review_body_over(&self, department: &str) -> &str {
        let seat = self.department(department).and_then(|it| self.division(&it.division));
        seat.and_then(|it| it.review_body.as_deref()).unwrap_or(&self.review_body)
    }

    /// The court that suits against a department go to: that of the division that it is seated in (行政诉讼法 §18).
    pub fn court_over(&self, department: &str) -> Option<&Text> {
        self.division(&self.department(department)?.division)?.court.as_ref()
    }

    /// A material.
    pub fn material(&self, code: &str) -> Option<&Material> {
        self.materials.iter().find(|material| material.code == code)
    }

    /// The liaison office of a county (S7).
    pub fn liaison_of(&self, county: &str) -> Option<&Department> {
        self.departments.iter().find(|it| it.kind == DepartmentKind::CountyLiaison && it.division == county)
    }

    /// A department's chain of responsibility (S24).
    pub fn chain(&self, department: &str) -> Option<Chain<'_>> {
        let head = &self.department(department)?.head;
        Some(Chain { first: &self.responsibility.first, specific: &self.responsibility.specific, direct: head })
    }
}
