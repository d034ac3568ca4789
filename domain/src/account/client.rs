//! An agency's system: it acts for a department, within the scopes it was registered with.

use std::collections::BTreeSet;

use super::{AccountReason, AccountStatus};
use crate::{
    actor::{Actor, ActorKind, Permission, Role},
    catalogue::Jurisdiction,
    id::ClientId,
    refusal::{Faults, Refusal},
};

/// A registered client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyClient {
    /// Its id.
    pub id: ClientId,
    /// What it names itself with at the token endpoint.
    pub client_id: String,
    /// What it is called.
    pub name: String,
    /// The department whose matters it sees.
    pub department: String,
    /// What it may be allowed.
    pub scopes: BTreeSet<Permission>,
    /// Whether it is in use.
    pub status: AccountStatus,
}

/// A client to register.
#[derive(Debug, Clone)]
pub struct NewClient {
    /// What it will name itself with.
    pub client_id: String,
    /// What it is called.
    pub name: String,
    /// The department whose matters it will see.
    pub department: String,
    /// What it may be allowed.
    pub scopes: BTreeSet<Permission>,
}

/// What of a client changes; `None` stays.
#[derive(Debug, Clone, Default)]
pub struct ClientChange {
    /// What it is called.
    pub name: Option<String>,
    /// What it may be allowed.
    pub scopes: Option<BTreeSet<Permission>>,
    /// Close it.
    pub close: bool,
}

impl AgencyClient {
    /// Registers a client for a department that there is, with scopes that systems may have.
    pub fn register(id: ClientId, new: NewClient, jurisdiction: &Jurisdiction) -> Result<Self, Refusal> {
        let client = Self {
            id,
            client_id: new.client_id,
            name: new.name,
            department: new.department,
            scopes: new.scopes,
            status: AccountStatus::Active,
        };
        client.check(jurisdiction)?;
        Ok(client)
    }

    /// Changes a client.
    pub fn change(mut self, change: ClientChange, jurisdiction: &Jurisdiction) -> Result<Self, Refusal> {
        if self.status == AccountStatus::Closed {
            return Err(AccountReason::Closed.into());
        }
        self.name = change.name.unwrap_or(self.name);
        self.scopes = change.scopes.unwrap_or(self.scopes);
        if change.close {
            self.status = AccountStatus::Closed;
        }
        self.check(jurisdiction)?;
        Ok(self)
    }

    /// The scopes of a new token: those asked for, all of its own when none are; `None` when one is not its own.
    pub fn granted(&self, asked: &BTreeSet<Permission>) -> Option<BTreeSet<Permission>> {
        match asked.is_empty() {
            true => Some(self.scopes.clone()),
            false => asked.is_subset(&self.scopes).then(|| asked.clone()),
        }
    }

    /// Who acts with a token of these scopes; scopes taken away since are gone at once.
    pub fn actor(&self, scopes: &BTreeSet<Permission>) -> Actor {
        Actor {
            kind: ActorKind::Client,
            id: self.id.0,
            roles: BTreeSet::from([Role::System]),
            department: Some(self.department.clone()),
            county: None,
            scopes: Some(scopes.intersection(&self.scopes).copied().collect()),
        }
    }

    fn check(&self, jurisdiction: &Jurisdiction) -> Result<(), Refusal> {
        let mut faults = Faults::default();
        if jurisdiction.department(&self.department).is_none() {
            faults.add("/department", "department_unknown");
        }
        if self.scopes.is_empty() {
            faults.add("/scopes", "required");
        }
        if self.scopes.iter().any(|scope| !scope.roles().contains(&Role::System)) {
            faults.add("/scopes", "scope_not_of_systems");
        }
        faults.into_result("client_invalid")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::ClientId;

    #[test]
    fn a_token_has_a_part_of_the_clients_scopes() {
        use Permission::{ReadApplication, ReadCertificate, ReadVerification};
        let client = AgencyClient {
            id: ClientId(uuid::Uuid::nil()),
            client_id: "health".into(),
            name: "卫健".into(),
            department: "health".into(),
            scopes: BTreeSet::from([ReadApplication, ReadCertificate]),
            status: AccountStatus::Active,
        };
        assert_eq!(client.granted(&BTreeSet::new()), Some(client.scopes.clone()));
        assert_eq!(client.granted(&BTreeSet::from([ReadCertificate])), Some(BTreeSet::from([ReadCertificate])));
        assert_eq!(client.granted(&BTreeSet::from([ReadVerification])), None);
        let actor = client.actor(&BTreeSet::from([ReadCertificate, ReadVerification]));
        assert!(actor.may(ReadCertificate) && !actor.may(ReadVerification) && !actor.may(ReadApplication));
    }
}
