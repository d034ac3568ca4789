//! Items as they are shown.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kaiye_domain::catalogue::{
    Condition, Due, Fee, Item, ItemKind, Jurisdiction, MaterialNeed, Need, OnFailure, Provenance, ReviewMode, Route,
    Sphere,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    openapi::{maybe_words, word_list, words},
    v1::wire::{PeriodView, Title},
};

/// An item in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemSummary {
    /// Its code.
    #[schema(example = "small_restaurant_registration")]
    pub code: String,
    /// Its version.
    pub version: i32,
    /// Its name.
    pub title: Title,
    /// What it ends in.
    #[schema(schema_with = words::<ItemKind>)]
    pub kind: ItemKind,
    /// How it may be asked for; on the commitment route the ordinary one is open too (S4).
    #[schema(schema_with = words::<Route>)]
    pub route: Route,
    /// Why that way (S3).
    pub route_reason: Title,
    /// Who looks at it before it is issued.
    #[schema(schema_with = words::<ReviewMode>)]
    pub review: ReviewMode,
    /// First day of this version.
    pub effective_from: NaiveDate,
    /// Last day of this version; open when null.
    pub effective_to: Option<NaiveDate>,
    /// `illustrative` until the jurisdiction replaces it by its own published item.
    #[schema(schema_with = words::<Provenance>)]
    pub provenance: Provenance,
}

/// An item in full.
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemView {
    #[serde(flatten)]
    summary: ItemSummary,
    /// The spheres it touches that the plan keeps commitments out of (S3).
    #[schema(schema_with = word_list::<Sphere>)]
    pub spheres: Vec<Sphere>,
    /// Articles it rests on.
    pub legal_basis: Vec<String>,
    /// Conditions, as numbered clauses.
    pub conditions: Vec<ConditionView>,
    /// Materials it needs.
    pub materials: Vec<MaterialNeedView>,
    /// Codes of the items it builds on, the licence apart (S9).
    pub prerequisites: Vec<String>,
    /// Codes of the items whose permits it changes or renews; it needs one of them.
    pub requires_existing: Vec<String>,
    /// How long its certificate is valid; null when it has no end or none is confirmed.
    pub validity: Option<PeriodView>,
    /// On-site survey or test after the grant; of several lengths the stricter binds (S15).
    pub site_checks: Vec<SitePeriodView>,
    /// Code of its commitment letter.
    pub letter: Option<String>,
    /// County to the code of the department that grants it.
    pub issuers: BTreeMap<String, String>,
    /// County to the code of the department that supervises it.
    pub supervisors: BTreeMap<String, String>,
    /// What its certificate is called.
    pub certificate_title: String,
    /// 12-digit basic code; null while it is not confirmed.
    pub basic_code: Option<String>,
    /// 31-character implementation code; null while it is not confirmed.
    pub implementation_code: Option<String>,
    /// What is charged, in yuan; 0 is nothing.
    pub fee_yuan: u32,
    /// GB/T 4754 codes of the trades it is for; any when empty.
    pub trade_codes: Vec<String>,
}

/// A condition.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConditionView {
    /// Number of the clause.
    #[schema(example = "1")]
    pub clause: String,
    /// What must be so.
    pub text: Title,
    /// Whether it may be promised for a later day (S10).
    pub by_date: bool,
    /// How many days ahead at most.
    pub max_days: Option<u32>,
}

/// What an item needs of a material (S5).
#[derive(Debug, Serialize, ToSchema)]
pub struct MaterialNeedView {
    /// Code of the material.
    #[schema(example = "floor_plan")]
    pub material: String,
    /// Its name.
    pub title: Option<Title>,
    /// Whether it may follow.
    #[schema(schema_with = words::<Need>)]
    pub need: Need,
    /// When it is due if it follows.
    #[schema(schema_with = maybe_words::<Due>)]
    pub due: Option<Due>,
    /// How long it may take, from acceptance or from issue.
    pub within: Option<PeriodView>,
    /// What happens if it does not come.
    #[schema(schema_with = maybe_words::<OnFailure>)]
    pub on_failure: Option<OnFailure>,
    /// A deferrable material is primary where this holds of the answers; `null`: always deferrable.
    #[schema(value_type = Option<Object>)]
    pub unless: Option<serde_json::Value>,
}

/// How long a site check may take, by one source.
#[derive(Debug, Serialize, ToSchema)]
pub struct SitePeriodView {
    /// The period, from the grant.
    pub period: PeriodView,
    /// Who says so.
    pub source: String,
}

impl From<&Item> for ItemSummary {
    fn from(item: &Item) -> Self {
        Self {
            code: item.code.clone(),
            version: item.version,
            title: (&item.name).into(),
            kind: item.kind,
            route: item.route,
            route_reason: (&item.route_reason).into(),
            review: item.review,
            effective_from: item.effective_from,
            effective_to: item.effective_to,
            provenance: item.provenance,
        }
    }
}

impl From<&Condition> for ConditionView {
    fn from(condition: &Condition) -> Self {
        Self {
            clause: condition.clause.clone(),
            text: (&condition.text).into(),
            by_date: condition.by_date,
            max_days: condition.max_days,
        }
    }
}

impl MaterialNeedView {
    fn new(need: &MaterialNeed, jurisdiction: &Jurisdiction) -> Self {
        let follows = need.need == Need::Deferrable;
        Self {
            material: need.material.clone(),
            title: jurisdiction.material(&need.material).map(|material| (&material.name).into()),
            need: need.need,
            due: need.due,
            within: need.within.map(Into::into),
            on_failure: follows.then(|| need.failure(&jurisdiction.policy)),
            unless: need.unless.as_ref().and_then(|unless| serde_json::to_value(unless).ok()),
        }
    }
}

impl ItemView {
    /// An item with the names of its materials.
    pub fn new(item: &Item, jurisdiction: &Jurisdiction) -> Self {
        Self {
            summary: item.into(),
            spheres: item.spheres.clone(),
            legal_basis: item.legal_basis.clone(),
            conditions: item.conditions.iter().map(Into::into).collect(),
            materials: item.materials.iter().map(|need| MaterialNeedView::new(need, jurisdiction)).collect(),
            prerequisites: item.prerequisites.clone(),
            requires_existing: item.requires_existing.clone(),
            validity: item.validity.map(Into::into),
            site_checks: item
                .site_check
                .iter()
                .flat_map(|check| &check.periods)
                .map(|site| SitePeriodView { period: site.period.into(), source: site.source.clone() })
                .collect(),
            letter: item.letter.clone(),
            issuers: item.issuers.clone(),
            supervisors: item.supervisors.clone(),
            certificate_title: item.certificate_title.clone(),
            basic_code: item.basic_code.clone().map(Into::into),
            implementation_code: item.implementation_code.clone().map(Into::into),
            fee_yuan: match item.fee {
                Fee::None => 0,
                Fee::Charged { yuan, .. } => yuan,
            },
            trade_codes: item.trade_codes.iter().map(ToString::to_string).collect(),
        }
    }
}
