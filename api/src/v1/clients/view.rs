//! A client as it is shown.

use chrono::{DateTime, Utc};
use kaiye_domain::{account::AccountStatus, actor::Permission};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    openapi::{word_list, words},
    operations::clients::Kept,
};

/// An agency's system.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Client)]
pub struct ClientView {
    /// Its id.
    pub id: Uuid,
    /// What it names itself with at the token endpoint.
    pub client_id: String,
    /// What it is called.
    pub name: String,
    /// Code of the department whose matters it sees.
    pub department: String,
    /// What it may be allowed.
    #[schema(schema_with = word_list::<Permission>)]
    pub scopes: Vec<Permission>,
    /// Whether it is in use.
    #[schema(schema_with = words::<AccountStatus>)]
    pub status: AccountStatus,
    /// When it was registered.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Its version, for `If-Match`.
    pub version: i32,
}

/// An agency's system with its new secret, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClientWithSecret {
    /// The client.
    pub client: ClientView,
    /// Its secret for the token endpoint.
    pub client_secret: String,
}

impl From<Kept> for ClientView {
    fn from(Kept { client, row }: Kept) -> Self {
        Self {
            id: client.id.into(),
            client_id: client.client_id,
            name: client.name,
            department: client.department,
            scopes: client.scopes.into_iter().collect(),
            status: client.status,
            created_at: row.created_at.into(),
            updated_at: row.updated_at.into(),
            version: row.version,
        }
    }
}
