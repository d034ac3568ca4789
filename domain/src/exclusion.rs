//! The bar on applying at all after deceit: who asked for a permit that touches public safety, health or life with false
//! materials may not ask for it again within a year (行政许可法 §78), who got it by deceit not within three (§79). It has
//! its last day, and neither credit repair nor another route helps; the bar on the commitment route (S19) is another.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    application::SubjectRole,
    catalogue::{Item, Sphere},
    id::ExclusionId,
    policy::Policy,
};

/// Why somebody may not apply.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString, strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ExclusionCause {
    /// The application hid facts or came with false materials (行政许可法 §78).
    FalseMaterials,
    /// The permit was got by deceit or bribery and annulled (行政许可法 §69(2), §79).
    Deceit,
}

/// That somebody may not apply for an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusion {
    /// Its id.
    pub id: ExclusionId,
    /// Code of the item.
    pub item_code: String,
    /// Why.
    pub cause: ExclusionCause,
    /// First day: that of the decision.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: NaiveDate,
    /// Number of the decision.
    pub document: String,
}

/// An exclusion that was found, and for which of the application's subjects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExclusionHit {
    /// In which capacity the excluded one stands in the application.
    pub role: SubjectRole,
    /// Code of the item.
    pub item_code: String,
    /// Why.
    pub cause: ExclusionCause,
    /// Last day.
    pub to_on: NaiveDate,
}

impl Item {
    /// Whether it directly touches public safety, health, or life and property, so that deceit excludes from it
    /// (行政许可法 §78, §79).
    pub fn excludes_after_deceit(&self) -> bool {
        let grave = [Sphere::PublicSafety, Sphere::Health, Sphere::LifeAndProperty];
        self.spheres.iter().any(|sphere| grave.contains(sphere))
    }
}

impl Exclusion {
    /// What a decision on an item brings from its day on; none for an item that does not touch what the law protects so.
    pub fn after(
        id: ExclusionId,
        item: &Item,
        cause: ExclusionCause,
        document: String,
        policy: &Policy,
        on: NaiveDate,
    ) -> Option<Self> {
        let period = match cause {
            ExclusionCause::FalseMaterials => policy.excluded_after_false_materials.value,
            ExclusionCause::Deceit => policy.excluded_after_deceit.value,
        };
        let to_on = period.corresponding_day(on)?;
        let new = Self { id, item_code: item.code.clone(), cause, from_on: on, to_on, document };
        item.excludes_after_deceit().then_some(new)
    }
}
