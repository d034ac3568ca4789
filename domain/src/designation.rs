//! Designations (专人, S7): who speaks for a department in joint reviews, and who is a county's liaison, from when to
//! when, with a deputy.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    account::{Account, AccountStatus},
    actor::{Actor, ActorKind, Role},
    catalogue::{Department, DepartmentKind},
    id::{AccountId, DesignationId},
    refusal::{Fault, Reason, Refusal, RefusalKind},
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

/// Why a designation is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DesignationReason {
    /// It is for another department than the approver's own.
    NotYourDepartment,
}

impl Reason for DesignationReason {
    fn code(&self) -> &'static str {
        match self {
            Self::NotYourDepartment => "designation_not_your_department",
        }
    }

    fn kind(&self) -> RefusalKind {
        RefusalKind::Forbidden
    }
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
    /// Checks a designation: the department has such a person (S7), the days are in order, the deputy is another.
    pub fn check(&self, department: Option<&Department>) -> Result<(), Refusal> {
        let mut faults = Vec::new();
        match department {
            None => faults.push(Fault { pointer: "/department".into(), code: "department_unknown" }),
            Some(department) if !self.function.is_of(department) => {
                faults.push(Fault { pointer: "/function".into(), code: "function_not_of_department" });
            }
            Some(_) => {}
        }
        if self.valid_to.is_some_and(|to| to < self.valid_from) {
            faults.push(Fault { pointer: "/valid_to".into(), code: "before_valid_from" });
        }
        if self.deputy == Some(self.account) {
            faults.push(Fault { pointer: "/deputy_id".into(), code: "same_person" });
        }
        if faults.is_empty() { Ok(()) } else { Err(Refusal::fields("content_invalid", faults)) }
    }

    /// An approver names persons of the own department only; the centre and the administrator of any (S7).
    pub fn require_made_by(&self, actor: &Actor) -> Result<(), DesignationReason> {
        let of_any = actor.kind == ActorKind::Kaiye || actor.is(Role::ReviewLead) || actor.is(Role::Administrator);
        if of_any || actor.department.as_ref() == Some(&self.department) {
            Ok(())
        } else {
            Err(DesignationReason::NotYourDepartment)
        }
    }

    /// Whether somebody can be designated: an account in use, of that very office, with the role for it (S7).
    pub fn fits(&self, person: &Account) -> bool {
        person.status == AccountStatus::Active
            && person.department.as_ref() == Some(&self.department)
            && person.roles.contains(&self.function.role())
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
