//! An account as it is shown.

use chrono::{DateTime, Utc};
use kaiye_domain::{account::AccountStatus, actor::Role};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    openapi::{word_list, words},
    operations::accounts::Kept,
};

/// An account of a person or an officer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Account)]
pub struct AccountView {
    /// Its id.
    pub id: Uuid,
    /// What its owner signs in with.
    pub login: String,
    /// Its owner's name.
    pub name: String,
    /// What it may be used for.
    #[schema(schema_with = word_list::<Role>)]
    pub roles: Vec<Role>,
    /// Code of the department it works for.
    pub department: Option<String>,
    /// Code of the county it works for.
    pub county: Option<String>,
    /// Whether it is in use.
    #[schema(schema_with = words::<AccountStatus>)]
    pub status: AccountStatus,
    /// The outside identity provider that vouches for its owner; null for an account with a password.
    pub issuer: Option<String>,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Its version, for `If-Match`.
    pub version: i32,
}

impl From<Kept> for AccountView {
    fn from(Kept { account, row }: Kept) -> Self {
        Self {
            id: account.id.into(),
            login: account.login,
            name: account.name,
            roles: account.roles.into_iter().collect(),
            department: account.department,
            county: account.county,
            status: account.status,
            issuer: row.issuer,
            created_at: row.created_at.into(),
            updated_at: row.updated_at.into(),
            version: row.version,
        }
    }
}
