//! Shows the caller to itself.

use kaiye_domain::actor::{ActorKind, Permission, Role, need};
use serde::Serialize;
use strum::IntoEnumIterator;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    http::{Answered, Caller, Shown},
    openapi::{word_list, words},
    operations::{Tx, accounts, clients},
    state::State,
};

/// The account or client that a token stands for.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// What it is.
    #[schema(schema_with = words::<ActorKind>)]
    kind: ActorKind,
    /// Its id.
    id: Uuid,
    /// Its name.
    name: String,
    /// Its roles.
    #[schema(schema_with = word_list::<Role>)]
    roles: Vec<Role>,
    /// Code of the department it works for.
    department: Option<String>,
    /// Code of the county it works for.
    county: Option<String>,
    /// Everything that it may do.
    #[schema(schema_with = word_list::<Permission>)]
    permissions: Vec<Permission>,
}

/// Show the caller
///
/// The account or client that the token stands for, with its roles and permissions now.
#[utoipa::path(get, path = "/me")]
pub async fn get_me(caller: Caller<need::ReadSelf>, state: State) -> Answered<Shown<Me>> {
    let work = |tx: &mut Tx<'_>| {
        let actor = tx.actor;
        let name = match actor.kind {
            ActorKind::Client => clients::find(tx, actor.id.into())?.client.name,
            _ => accounts::find(tx, actor.id.into())?.account.name,
        };
        Ok(Shown::new(Me {
            kind: actor.kind,
            id: actor.id,
            name,
            roles: actor.roles.iter().copied().collect(),
            department: actor.department.clone(),
            county: actor.county.clone(),
            permissions: Permission::iter().filter(|permission| actor.may(*permission)).collect(),
        }))
    };
    state.read(&caller, work).await
}
