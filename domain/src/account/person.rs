//! An account of a person or an officer, and what its roles need (design §6).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::AccountReason;
use crate::{
    actor::{Actor, ActorKind, Role},
    catalogue::Jurisdiction,
    id::AccountId,
    refusal::{Faults, Refusal},
};

/// Whether an account is in use.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString, strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AccountStatus {
    /// In use.
    Active,
    /// Closed for good.
    Closed,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// What its owner signs in with.
    pub login: String,
    /// The owner's name; personal.
    pub name: String,
    /// What it may be used for.
    pub roles: BTreeSet<Role>,
    /// The department it works for.
    pub department: Option<String>,
    /// The county it works for.
    pub county: Option<String>,
    /// Whether it is in use.
    pub status: AccountStatus,
}

/// An account to open.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// What its owner will sign in with.
    pub login: String,
    /// The owner's name.
    pub name: String,
    /// Its roles.
    pub roles: BTreeSet<Role>,
    /// The department it will work for.
    pub department: Option<String>,
    /// The county it will work for.
    pub county: Option<String>,
}

/// What of an account changes; `None` stays.
#[derive(Debug, Clone, Default)]
pub struct AccountChange {
    /// The owner's name.
    pub name: Option<String>,
    /// The roles.
    pub roles: Option<BTreeSet<Role>>,
    /// The department, or none any more.
    pub department: Option<Option<String>>,
    /// The county, or none any more.
    pub county: Option<Option<String>>,
    /// Close it.
    pub close: bool,
}

impl Account {
    /// Opens an account whose roles fit its place in the jurisdiction.
    pub fn open(id: AccountId, new: NewAccount, jurisdiction: &Jurisdiction) -> Result<Self, Refusal> {
        let account = Self {
            id,
            login: new.login,
            name: new.name,
            roles: new.roles,
            department: new.department,
            county: new.county,
            status: AccountStatus::Active,
        };
        account.check_roles(jurisdiction)?;
        Ok(account)
    }

    /// Opens an applicant's account for somebody whom a trusted outside identity provider vouches for.
    pub fn open_applicant(id: AccountId, login: String, name: String) -> Self {
        let roles = BTreeSet::from([Role::Applicant]);
        Self { id, login, name, roles, department: None, county: None, status: AccountStatus::Active }
    }

    /// Changes an account. Who acts can neither close their own account nor take its administration away: somebody
    /// must be left to open accounts.
    pub fn change(mut self, change: AccountChange, by: &Actor, jurisdiction: &Jurisdiction) -> Result<Self, Refusal> {
        if self.status == AccountStatus::Closed {
            return Err(AccountReason::Closed.into());
        }
        self.name = change.name.unwrap_or(self.name);
        self.roles = change.roles.unwrap_or(self.roles);
        self.department = change.department.unwrap_or(self.department);
        self.county = change.county.unwrap_or(self.county);
        if change.close {
            self.status = AccountStatus::Closed;
        }
        let own = by.kind == ActorKind::Account && by.id == self.id.0;
        if own && (change.close || !self.roles.contains(&Role::Administrator)) {
            return Err(AccountReason::OwnAccount.into());
        }
        self.check_roles(jurisdiction)?;
        Ok(self)
    }

    /// Who acts with this account.
    pub fn actor(&self) -> Actor {
        Actor {
            kind: ActorKind::Account,
            id: self.id.0,
            roles: self.roles.clone(),
            department: self.department.clone(),
            county: self.county.clone(),
            scopes: None,
        }
    }

    /// An officer has a department, a liaison a county too; an applicant has neither and is no officer.
    fn check_roles(&self, jurisdiction: &Jurisdiction) -> Result<(), Refusal> {
        use Role::*;
        let has = |roles: &[Role]| roles.iter().any(|role| self.roles.contains(role));
        let mut faults = Faults::default();
        if self.roles.is_empty() {
            faults.add("/roles", "required");
        }
        if has(&[Public, System]) {
            faults.add("/roles", "role_not_of_accounts");
        }
        if has(&[Applicant]) && self.roles.len() > 1 {
            faults.add("/roles", "applicant_is_no_officer");
        }
        match &self.department {
            Some(code) if jurisdiction.department(code).is_none() => faults.add("/department", "department_unknown"),
            Some(_) if has(&[Applicant]) => faults.add("/department", "applicant_is_no_officer"),
            None if has(&[WindowClerk, ReviewLead, Reviewer, Approver, Liaison, Supervisor]) => {
                faults.add("/department", "role_needs_department");
            }
            _ => {}
        }
        match &self.county {
            Some(code) if jurisdiction.county(code).is_none() => faults.add("/county", "county_unknown"),
            Some(_) if has(&[Applicant]) => faults.add("/county", "applicant_is_no_officer"),
            None if has(&[Liaison]) => faults.add("/county", "role_needs_county"),
            _ => {}
        }
        faults.into_result("account_invalid")
    }
}
