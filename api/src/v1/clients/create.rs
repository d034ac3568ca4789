//! Registers an agency's system.

use std::collections::BTreeSet;

use kaiye_domain::{
    account::NewClient,
    actor::{Permission, need},
    hash::sha256,
};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::{ClientView, ClientWithSecret};
use crate::{
    http::{Answered, Body, Caller, Created},
    ids,
    openapi::word_list,
    operations::{Tx, clients},
    state::State,
};

/// An agency's system to register.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewClient)]
pub struct ClientRequest {
    /// What it will name itself with at the token endpoint.
    #[validate(length(min = 3, max = 64))]
    #[schema(min_length = 3, max_length = 64, example = "qitai-health")]
    client_id: String,
    /// What it is called.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// Code of the department whose matters it will see.
    #[schema(example = "qitai_health")]
    department: String,
    /// What it may be allowed.
    #[schema(schema_with = word_list::<Permission>)]
    scopes: BTreeSet<Permission>,
}

/// Register an agency's system
///
/// Answers its secret, this once. It takes no `Idempotency-Key`, because a secret is not kept to be answered again: when
/// the answer was lost, replace the secret.
#[utoipa::path(post, path = "/clients")]
pub async fn create_client(
    caller: Caller<need::ManageClient>,
    state: State,
    body: Body<ClientRequest>,
) -> Answered<Created<ClientWithSecret>> {
    let ClientRequest { client_id, name, department, scopes } = body.value;
    let new = NewClient { client_id, name, department, scopes };
    let client_secret = ids::secret();
    let act = move |tx: &mut Tx<'_>, ()| {
        let kept = clients::register(tx, new.clone(), &sha256(&client_secret))?;
        let (location, version) = (format!("/api/v1/clients/{}", kept.client.id), kept.row.version);
        let body = ClientWithSecret { client: ClientView::from(kept), client_secret: client_secret.clone() };
        Ok(Created::at(location, body).versioned(version))
    };
    state.write(&caller, None, |_| Ok(()), act).await
}
