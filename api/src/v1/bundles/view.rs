//! Bundles as they are shown.

use kaiye_domain::catalogue::{Bundle, Provenance};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{openapi::words, v1::wire::Title};

/// A bundle in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct BundleSummary {
    /// Its code.
    #[schema(example = "small_restaurant")]
    pub code: String,
    /// Its name.
    pub title: Title,
    /// GB/T 4754 codes of the trades it is for.
    pub trade_codes: Vec<String>,
    /// `illustrative` until the jurisdiction replaces it.
    #[schema(schema_with = words::<Provenance>)]
    pub provenance: Provenance,
}

/// A bundle with its form.
#[derive(Debug, Serialize, ToSchema)]
pub struct BundleView {
    #[serde(flatten)]
    summary: BundleSummary,
    /// The questions as JSON Schema 2020-12, in the order of `x-order`; `create_notice` takes what it accepts as
    /// `answers`.
    #[schema(value_type = Object)]
    pub answers_schema: serde_json::Value,
    /// From answers to items; the business licence goes without saying.
    pub rules: Vec<RuleView>,
}

/// One rule.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleView {
    /// When it applies: `question` with one test, or `all`, `any`, `not` of such; null: always.
    #[schema(value_type = Option<Object>)]
    pub when: Option<serde_json::Value>,
    /// Codes of the items.
    pub items: Vec<String>,
}

impl From<&Bundle> for BundleSummary {
    fn from(bundle: &Bundle) -> Self {
        Self {
            code: bundle.code.clone(),
            title: (&bundle.name).into(),
            trade_codes: bundle.trade_codes.iter().map(ToString::to_string).collect(),
            provenance: bundle.provenance,
        }
    }
}

impl From<&Bundle> for BundleView {
    fn from(bundle: &Bundle) -> Self {
        let rules = bundle.rules.iter().map(|rule| RuleView {
            when: rule.when.as_ref().and_then(|when| serde_json::to_value(when).ok()),
            items: rule.items.clone(),
        });
        Self { summary: bundle.into(), answers_schema: bundle.json_schema(), rules: rules.collect() }
    }
}
