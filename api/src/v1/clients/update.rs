//! Changes or closes an agency's system.

use std::collections::BTreeSet;

use kaiye_domain::{
    account::ClientChange,
    actor::{Permission, need},
    id::ClientId,
};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::ClientView;
use crate::{
    http::{Answered, Body, Caller, IfMatch, PathId, Shown},
    openapi::word_list,
    operations::{Tx, clients},
    state::State,
};

/// What of a client changes; what is left out stays.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ClientChange)]
pub struct ChangeRequest {
    /// What it is called.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    name: Option<String>,
    /// What it may be allowed; what is taken away is gone from its running tokens at once.
    #[schema(schema_with = word_list::<Permission>)]
    scopes: Option<BTreeSet<Permission>>,
    /// Close it, for good.
    #[serde(default)]
    close: bool,
}

/// Change or close an agency's system
///
/// A closed client is refused at once, its running tokens too.
#[utoipa::path(patch, path = "/clients/{id}")]
pub async fn update_client(
    caller: Caller<need::ManageClient>,
    state: State,
    id: PathId<ClientId>,
    if_match: IfMatch,
    body: Body<ChangeRequest>,
) -> Answered<Shown<ClientView>> {
    let ChangeRequest { name, scopes, close } = body.value;
    let change = ClientChange { name, scopes, close };
    let load = move |tx: &mut Tx<'_>| Ok(clients::find(tx, id.0)?);
    let act = move |tx: &mut Tx<'_>, kept: clients::Kept| {
        if_match.check(kept.row.version)?;
        let kept = clients::change(tx, kept, change.clone())?;
        let version = kept.row.version;
        Ok(Shown::versioned(ClientView::from(kept), version))
    };
    state.write(&caller, None, load, act).await
}
