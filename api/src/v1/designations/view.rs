//! A designation as it is shown.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::designation::{Designation, DesignationFunction};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::openapi::words;

/// A dated designation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Designation)]
pub struct DesignationView {
    /// Its id.
    pub id: Uuid,
    /// The department, or the county's liaison office.
    #[schema(example = "fire_brigade")]
    pub department: String,
    /// What for.
    #[schema(schema_with = words::<DesignationFunction>)]
    pub function: DesignationFunction,
    /// The person's account.
    pub account_id: Uuid,
    /// The deputy's account.
    pub deputy_id: Option<Uuid>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; open when null.
    pub valid_to: Option<NaiveDate>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

impl From<Designation> for DesignationView {
    fn from(it: Designation) -> Self {
        Self {
            id: it.id.0,
            department: it.department,
            function: it.function,
            account_id: it.account.0,
            deputy_id: it.deputy.map(|deputy| deputy.0),
            valid_from: it.valid_from,
            valid_to: it.valid_to,
            created_at: it.created_at,
        }
    }
}
