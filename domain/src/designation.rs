//! Designations (专人, S7): who speaks for a department in joint reviews, and who is a county's liaison, from when to
//! when, with a deputy.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    id::{AccountId, DesignationId},
    refusal::{Fault, Refusal},
};

/// What somebody is designated for.
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
pub enum DesignationFunction {
    /// Speaks for a department in joint reviews.
    Reviewer,
    /// Takes part for a county's 协调办 and carries dossiers to the county's authorities.
    Liaison,
}

/// A dated designation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Designation {
    /// Its id.
    pub id: DesignationId,
    /// The department, or the county's liaison office.
    pub department: String,
    /// What for.
    pub function: DesignationFunction,
    /// The person.
    pub account: AccountId,
    /// Who stands in.
    pub deputy: Option<AccountId>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; open when empty.
    pub valid_to: Option<NaiveDate>,
    /// Who designated.
    pub created_by: Uuid,
    /// When.
    pub created_at: DateTime<Utc>,
}

impl Designation {
    /// Checks what a designation says by itself: the days in order, the deputy another person.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut faults = Vec::new();
        if self.valid_to.is_some_and(|to| to < self.valid_from) {
            faults.push(Fault { pointer: "/valid_to".into(), code: "before_valid_from" });
        }
        if self.deputy == Some(self.account) {
            faults.push(Fault { pointer: "/deputy_id".into(), code: "same_person" });
        }
        if faults.is_empty() { Ok(()) } else { Err(Refusal::fields("content_invalid", faults)) }
    }

    /// Whether it is in force on a day.
    pub fn in_force(&self, on: NaiveDate) -> bool {
        self.valid_from <= on && self.valid_to.is_none_or(|to| on <= to)
    }

    /// Whether this account may act under it: the person or the deputy.
    pub fn names(&self, account: Uuid) -> bool {
        self.account.0 == account || self.deputy.is_some_and(|deputy| deputy.0 == account)
    }
}
