//! Who acts: roles, permissions, and the one table that relates them (design §6).

mod permission;
mod reach;
mod role;

use std::collections::BTreeSet;

pub use permission::{Need, Permission, need};
pub use reach::{Bounds, Departments, PaperReach, Reach};
pub use role::Role;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What an actor is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString, strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ActorKind {
    /// A person with an account.
    Account,
    /// An agency's system.
    Client,
    /// Kaiye itself: sweeps and other background work.
    Kaiye,
    /// Nobody known.
    Public,
}

/// Who acts, with all that authorisation needs: it is resolved once a request and passed down as an argument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// What it is.
    pub kind: ActorKind,
    /// The account's or client's id; nil for Kaiye and the public.
    pub id: Uuid,
    /// Its roles; `public` alone for nobody known.
    pub roles: BTreeSet<Role>,
    /// The department it works for.
    pub department: Option<String>,
    /// The county it works for.
    pub county: Option<String>,
    /// What an agency's token is limited to; `None`: no limit beyond the roles.
    pub scopes: Option<BTreeSet<Permission>>,
}

impl Actor {
    /// Nobody known.
    pub fn public() -> Self {
        Self::without_account(ActorKind::Public, BTreeSet::from([Role::Public]))
    }

    /// Kaiye itself, for what happens without a person.
    pub fn kaiye() -> Self {
        Self::without_account(ActorKind::Kaiye, BTreeSet::new())
    }

    fn without_account(kind: ActorKind, roles: BTreeSet<Role>) -> Self {
        Self { kind, id: Uuid::nil(), roles, department: None, county: None, scopes: None }
    }

    /// Whether this actor has the permission: by one of its roles, or as anybody has it, and within its scopes.
    pub fn may(&self, permission: Permission) -> bool {
        if permission.roles().contains(&Role::Public) {
            return true;
        }
        let by_role = self.roles.iter().any(|role| permission.roles().contains(role));
        by_role && self.scopes.as_ref().is_none_or(|scopes| scopes.contains(&permission))
    }

    /// Whether it acts for an office, and not for itself alone.
    pub fn is_officer(&self) -> bool {
        self.kind == ActorKind::Kaiye || self.roles.iter().any(|role| !matches!(role, Role::Applicant | Role::Public))
    }

    /// Whether it has the role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}
