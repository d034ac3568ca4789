//! Catalogue items (事项): the business licence and everything that can be asked for with it (S3).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Expression, MaterialNeed, Text};
use crate::{
    identity::{BasicItemCode, CertificateTypeCode, FoodPermitKind, ImplementationItemCode, PlainNumber, TradeCode},
    time::Period,
};

/// What an item ends in.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ItemKind {
    /// 营业执照.
    BusinessLicence,
    /// 许可证.
    Permit,
    /// 登记.
    Registration,
    /// 备案: nobody decides it.
    Filing,
}

/// How an item may be asked for: the gate of S3, a decision recorded with its reason.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Route {
    /// On a written commitment; the ordinary route stays open (S4).
    Commitment,
    /// As a filing.
    Filing,
    /// By the statute's ordinary procedure only.
    OrdinaryOnly,
}

/// Who looks at an item before it is issued.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ReviewMode {
    /// Nobody beyond the window (S9).
    None,
    /// A joint review (S7).
    Joint,
    /// The issuing department's approver.
    Approver,
}

/// A sphere that the plan keeps commitments out of, unless a recorded decision says why an item may still be promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumIter)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Sphere {
    /// 国家安全.
    NationalSecurity,
    /// 公共安全.
    PublicSafety,
    /// 金融安全.
    Finance,
    /// 社会稳定.
    SocialStability,
    /// 安全生产.
    ProductionSafety,
    /// 生态环境保护.
    Environment,
    /// 人身健康.
    Health,
    /// 生命财产安全.
    LifeAndProperty,
}

/// How much depends on an item's conditions being met, for which checks come first (S14).
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ItemRisk {
    /// As much as usual.
    #[default]
    Ordinary,
    /// Lives or health.
    High,
}

/// Where a fact of the catalogue comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumIter)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Provenance {
    /// Drawn up to show how it works; a jurisdiction replaces it before it is used.
    Illustrative,
    /// From the jurisdiction's own published documents.
    Official,
}

/// A condition to be met, which a commitment promises by its clause (S4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Number of the clause.
    pub clause: String,
    /// What must be so.
    pub text: Text,
    /// Whether it may be promised for a later day (S10).
    #[serde(default)]
    pub by_date: bool,
    /// How many days ahead at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_days: Option<u32>,
}

/// How long a decision may take, and by how much its body's head may prolong it (行政许可法 §42).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionPeriod {
    /// The period.
    pub within: Period,
    /// What may be added once.
    pub extension: Period,
}

/// From when a site check's time runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumIter)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SiteStart {
    /// From the grant.
    Grant,
}

/// How long a site check may take, by one source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SitePeriod {
    /// The period.
    pub period: Period,
    /// Who says so.
    pub source: String,
}

/// An on-site survey or test after the grant (S15). Of several lengths the stricter binds: the one that ends first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteCheck {
    /// From when time runs.
    pub start: SiteStart,
    /// Every length that a source gives.
    pub periods: Vec<SitePeriod>,
}

/// What is charged (S2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fee {
    /// Nothing.
    None,
    /// A fee that a law sets.
    Charged {
        /// Amount in yuan.
        yuan: u32,
        /// The law.
        basis: String,
    },
}

/// How an item's numbers are written; a delegated range adds the county and the serials (S8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "scheme", rename_all = "snake_case", deny_unknown_fields)]
pub enum Numbering {
    /// A unified social credit code.
    Uscc,
    /// A food business permit's number.
    FoodPermit {
        /// What the business does; for a change or renewal that of its permit when empty.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<FoodPermitKind>,
    },
    /// Text around the serial.
    Plain(PlainNumber),
}

/// One version of an item. What is filed keeps the version it was filed under (S28).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its code.
    pub code: String,
    /// Its version, given by [`super::Jurisdiction::merge`]; never written.
    #[serde(default)]
    pub version: i32,
    /// Named hash of the file it was read from; never written.
    #[serde(default)]
    pub source_hash: String,
    /// First day it is in force.
    pub effective_from: NaiveDate,
    /// Last day it is in force; open when empty.
    #[serde(default)]
    pub effective_to: Option<NaiveDate>,
    /// Its name.
    pub name: Text,
    /// What it ends in.
    pub kind: ItemKind,
    /// How it may be asked for (S3).
    pub route: Route,
    /// Why that way.
    pub route_reason: Text,
    /// The spheres it touches that the plan keeps commitments out of (S3).
    #[serde(default)]
    pub spheres: Vec<Sphere>,
    /// How much depends on its conditions.
    #[serde(default)]
    pub risk: ItemRisk,
    /// Who looks at it before it is issued.
    pub review: ReviewMode,
    /// Articles it rests on.
    pub legal_basis: Vec<String>,
    /// Conditions, as numbered clauses.
    #[serde(default)]
    pub conditions: Vec<Condition>,
    /// Materials it needs.
    #[serde(default)]
    pub materials: Vec<MaterialNeed>,
    /// Codes of the items it builds on, the licence apart (S9).
    #[serde(default)]
    pub prerequisites: Vec<String>,
    /// Codes of the items whose permits it changes or renews; it needs one of them.
    #[serde(default, deserialize_with = "none_one_or_many")]
    pub requires_existing: Vec<String>,
    /// How long its certificate is valid; empty when it has no end or none is confirmed.
    #[serde(default)]
    pub validity: Option<Period>,
    /// On-site survey or test after the grant (S15).
    #[serde(default)]
    pub site_check: Option<SiteCheck>,
    /// Code of its commitment letter.
    #[serde(default)]
    pub letter: Option<String>,
    /// County to the department that grants it. A file may write `"*"` for every county.
    pub issuers: BTreeMap<String, String>,
    /// County to the department that supervises it.
    pub supervisors: BTreeMap<String, String>,
    /// What its certificate is called.
    pub certificate_title: String,
    /// Type code of its certificate: 18 characters of the body that defined it and 3 digits (GB/T 36904).
    pub certificate_type: CertificateTypeCode,
    /// How its numbers are written; a filing has none.
    #[serde(default)]
    pub numbering: Option<Numbering>,
    /// 12-digit basic code of the item; empty while it is not confirmed.
    #[serde(default)]
    pub basic_code: Option<BasicItemCode>,
    /// 31-character implementation code; empty while it is not confirmed.
    #[serde(default)]
    pub implementation_code: Option<ImplementationItemCode>,
    /// What is charged.
    pub fee: Fee,
    /// A decision period of its own, where a statute sets one; else the policy's.
    #[serde(default)]
    pub decision: Option<DecisionPeriod>,
    /// For whom it is, where that turns on the business (a registration for premises of up to 50 m²); for anybody when
    /// empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fits: Option<Expression>,
    /// One place can have only one such certificate.
    #[serde(default)]
    pub one_place_one_certificate: bool,
    /// GB/T 4754 codes of the trades it is for; any when empty.
    #[serde(default)]
    pub trade_codes: Vec<TradeCode>,
    /// Where its facts come from.
    pub provenance: Provenance,
}

impl Item {
    /// Whether it changes or renews a permit, which its application names.
    pub fn changes_a_permit(&self) -> bool {
        !self.requires_existing.is_empty()
    }

    /// Whether it renews a permit: it needs one and has a term of its own, which it adds. A change has none and keeps the
    /// term of what it changes.
    pub fn renews(&self) -> bool {
        self.changes_a_permit() && self.validity.is_some()
    }

    /// The department that grants it in a county; `None` where it is not granted.
    pub fn issuer_for(&self, county: &str) -> Option<&String> {
        self.issuers.get(county)
    }

    /// The department that supervises it in a county.
    pub fn supervisor_for(&self, county: &str) -> Option<&String> {
        self.supervisors.get(county)
    }
}

/// Codes as they are written, and as they were kept when an item had one at most.
pub(crate) fn none_one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        One(String),
        Many(Vec<String>),
    }
    Ok(match Option::<Written>::deserialize(deserializer)? {
        None => Vec::new(),
        Some(Written::One(code)) => vec![code],
        Some(Written::Many(codes)) => codes,
    })
}
