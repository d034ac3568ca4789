//! Whose person gets a department's task (S7): a body of the zone speaks for itself, a county's authority is reached
//! through its county's liaison.

use super::ReviewReason;
use crate::{
    catalogue::{DepartmentKind, Jurisdiction},
    designation::DesignationFunction,
    refusal::{Fault, Refusal, RefusalKind},
};

/// The post that a department's task goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The office whose person it is: the department, or the county's liaison office.
    pub office: String,
    /// What that person is designated for.
    pub function: DesignationFunction,
    /// The county, for a county's matter.
    pub county: Option<String>,
}

impl Post {
    /// The post for a department; `None` for a department that is not known or a county without a liaison office.
    pub fn of(department: &str, jurisdiction: &Jurisdiction) -> Option<Self> {
        let department = jurisdiction.department(department)?;
        if department.kind != DepartmentKind::CountyAuthority {
            let office = department.code.clone();
            return Some(Self { office, function: DesignationFunction::Reviewer, county: None });
        }
        let office = jurisdiction.liaison_of(&department.division)?.code.clone();
        Some(Self { office, function: DesignationFunction::Liaison, county: Some(department.division.clone()) })
    }
}

/// The refusal that names each department nobody can speak for.
pub fn nobody_designated(departments: &[String]) -> Refusal {
    let faults = departments
        .iter()
        .map(|department| Fault { pointer: format!("/departments/{department}"), code: "nobody_designated" })
        .collect();
    Refusal { kind: RefusalKind::State, code: crate::refusal::Reason::code(&ReviewReason::NobodyDesignated), faults }
}
