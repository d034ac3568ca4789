//! Shapes that several resources share.

use chrono::NaiveDate;
use kaiye_domain::{catalogue::Text, time::Period};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

/// A text that people read, in both languages.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Title {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl From<&Text> for Title {
    fn from(text: &Text) -> Self {
        Self { zh: text.zh.clone(), en: text.en.clone() }
    }
}

/// What a period is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PeriodUnit {
    /// Working days (行政许可法 §82).
    WorkingDays,
    /// Calendar days.
    Days,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
    /// Nothing: it ends on the day in `until`.
    Date,
}

/// A length of time; the starting day is not counted, and 0 is the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Period)]
pub struct PeriodView {
    /// How many.
    #[schema(example = 5)]
    pub count: u16,
    /// Of what.
    pub unit: PeriodUnit,
    /// The day it ends on, where somebody named one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

impl From<Period> for PeriodView {
    fn from(period: Period) -> Self {
        let unit = match period {
            Period::WorkingDays(_) => PeriodUnit::WorkingDays,
            Period::Days(_) => PeriodUnit::Days,
            Period::Months(_) => PeriodUnit::Months,
            Period::Years(_) => PeriodUnit::Years,
            Period::Until(_) => PeriodUnit::Date,
        };
        let until = if let Period::Until(day) = period { Some(day) } else { None };
        Self { count: period.count(), unit, until }
    }
}

/// Tells a `null` from an absent field.
pub fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}
