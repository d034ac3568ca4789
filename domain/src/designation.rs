//! Designations (专人, S7): who speaks for a department in joint reviews, and who is a county's liaison, from when to
//! when, with a deputy.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    actor::Role,
    catalogue::{Department, DepartmentKind},
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

/// The one that counts on a day: of several in force, the one made last. So a stand-in for two weeks is a designation of
/// two weeks, after which the earlier one counts again.
pub fn in_force<'a>(designations: impl IntoIterator<Item = &'a Designation>, on: NaiveDate) -> Option<&'a Designation> {
    designations.into_iter().filter(|it| it.in_force(on)).max_by_key(|it| (it.created_at, it.id))
}

impl DesignationFunction {
    /// Whether a department has such a person (S7): a liaison is a county's 协调办's, and a county's authority has none
    /// of its own, being reached through its liaison.
    pub fn is_of(self, department: &Department) -> bool {
        match self {
            Self::Reviewer => department.kind == DepartmentKind::Zone,
            Self::Liaison => department.kind == DepartmentKind::CountyLiaison,
        }
    }

    /// The role that the person must have.
    pub fn role(self) -> Role {
        match self {
            Self::Reviewer => Role::Reviewer,
            Self::Liaison => Role::Liaison,
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn designation(id: u128, from: &str, to: Option<&str>) -> Designation {
        Designation {
            id: Uuid::from_u128(id).into(),
            department: "fire_brigade".into(),
            function: DesignationFunction::Reviewer,
            account: Uuid::from_u128(id).into(),
            deputy: None,
            valid_from: from.parse().unwrap(),
            valid_to: to.map(|to| to.parse().unwrap()),
            created_by: Uuid::nil(),
            created_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn the_one_made_last_counts_while_it_is_in_force() {
        let all = [designation(1, "2025-01-01", None), designation(2, "2025-06-01", Some("2025-06-14"))];
        let on = |day: &str| in_force(&all, day.parse().unwrap()).map(|it| it.account.0.as_u128());
        assert_eq!(on("2024-12-31"), None);
        assert_eq!(on("2025-05-31"), Some(1));
        assert_eq!(on("2025-06-14"), Some(2));
        assert_eq!(on("2025-06-15"), Some(1));
    }
}
