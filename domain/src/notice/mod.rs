//! The one-time notice (一次性告知, S2): from what is to be opened, where and how, everything that is needed, at once:
//! items, conditions, materials (each once), commitment letters, fees, time limits. It is kept as served.

mod compose;
mod limits;
mod materials;
mod order;
mod remarks;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
pub use compose::{NoticeRequest, require_may_ask_for};
pub use limits::{TimeLimit, of_item as time_limits};
pub use materials::{MaterialUse, NoticeMaterial};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    application::SubjectRole,
    catalogue::{Condition, Fee, ItemKind, Jurisdiction, Provenance, ReviewMode, Route, Text},
    hash::sha256,
    id::NoticeId,
    served_notice::document_number,
    time::Period,
};

/// The letters that stand in a notice's number (告知).
const SERIES: &str = "GZ";

/// The number of a notice that was served, by its id (decision 3).
pub fn number_of(id: NoticeId, served_at: DateTime<Utc>) -> String {
    document_number(SERIES, served_at, id.0)
}

/// The letter that an item's commitment is signed on, as it is on the day of the notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeLetter {
    /// Its code.
    pub code: String,
    /// Its version.
    pub version: i32,
    /// Named hash of its text.
    pub hash: String,
    /// Its title.
    pub title: Text,
}

/// One item that is needed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NoticeItem {
    /// Its code.
    pub code: String,
    /// The version in force on the day.
    pub version: i32,
    /// Its name.
    pub name: Text,
    /// What it ends in.
    pub kind: ItemKind,
    /// The route the catalogue opens.
    pub route: Route,
    /// Why that one.
    pub route_reason: Text,
    /// Whether the ordinary route may be chosen instead (S4).
    pub ordinary_route_open: bool,
    /// Who looks at it before it is issued.
    pub review: ReviewMode,
    /// Code of the department that grants it.
    pub issuer: String,
    /// Its name.
    pub issuer_name: Text,
    /// Articles it rests on.
    pub legal_basis: Vec<String>,
    /// Conditions, as numbered clauses.
    pub conditions: Vec<Condition>,
    /// Its commitment letter.
    pub letter: Option<NoticeLetter>,
    /// Codes of the items it builds on.
    pub prerequisites: Vec<String>,
    /// Codes of the items whose permits it changes or renews.
    #[serde(default, deserialize_with = "crate::catalogue::none_one_or_many")]
    pub requires_existing: Vec<String>,
    /// How long its certificate is valid, where that is known.
    pub validity: Option<Period>,
    /// What is charged.
    pub fee: Fee,
    /// How long what may take.
    pub limits: Vec<TimeLimit>,
    /// Where its facts come from.
    pub provenance: Provenance,
}

/// The notice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OneTimeNotice {
    /// Code of the jurisdiction.
    pub jurisdiction: String,
    /// Code of the bundle, unless the items were named.
    pub bundle: Option<String>,
    /// County of the premises.
    pub county: String,
    /// Its name.
    pub county_name: Text,
    /// What was answered, in one spelling.
    pub answers: BTreeMap<String, Value>,
    /// Whether there is a licence already: permits only.
    pub existing_licence: bool,
    /// The day it speaks of.
    pub on: NaiveDate,
    /// The items, each after those it builds on.
    pub items: Vec<NoticeItem>,
    /// The materials, each once.
    pub materials: Vec<NoticeMaterial>,
    /// How long what may take, whatever the item.
    pub limits: Vec<TimeLimit>,
    /// What else is to be known.
    pub remarks: Vec<Text>,
    /// Who of those it was asked for is barred from the commitment route: what it opens goes the ordinary one (S19).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub barred: Vec<SubjectRole>,
}

impl OneTimeNotice {
    /// A notice that asks for nothing: for whoever looks at how notices are printed.
    pub fn of_nothing(jurisdiction: &Jurisdiction, on: NaiveDate) -> Self {
        Self {
            jurisdiction: jurisdiction.code.clone(),
            bundle: None,
            county: String::new(),
            county_name: jurisdiction.name.clone(),
            answers: BTreeMap::new(),
            existing_licence: false,
            on,
            items: Vec::new(),
            materials: Vec::new(),
            limits: limits::of_all(&jurisdiction.policy),
            remarks: Vec::new(),
            barred: Vec::new(),
        }
    }

    /// Named hash of what it says: two notices that say the same have the same.
    pub fn content_hash(&self) -> String {
        sha256(serde_json::to_string(self).unwrap_or_default())
    }
}
