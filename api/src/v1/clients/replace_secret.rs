//! Gives an agency's system a new secret.

use kaiye_domain::{actor::need, hash::sha256, id::ClientId};

use super::{ClientView, ClientWithSecret};
use crate::{
    http::{Answered, Caller, IfMatch, PathId, Shown},
    ids,
    operations::{Tx, clients},
    state::State,
};

/// Replace a client's secret
///
/// Answers the new secret, this once; the old one is void at once. It takes no `Idempotency-Key`: when the answer was
/// lost, replace it again.
#[utoipa::path(post, path = "/clients/{id}/secret")]
pub async fn replace_client_secret(
    caller: Caller<need::ManageClient>,
    state: State,
    id: PathId<ClientId>,
    if_match: IfMatch,
) -> Answered<Shown<ClientWithSecret>> {
    let client_secret = ids::secret();
    let load = move |tx: &mut Tx<'_>| Ok(clients::find(tx, id.0)?);
    let act = move |tx: &mut Tx<'_>, kept: clients::Kept| {
        if_match.check(kept.row.version)?;
        let kept = clients::replace_secret(tx, kept, &sha256(&client_secret))?;
        let version = kept.row.version;
        let body = ClientWithSecret { client: ClientView::from(kept), client_secret: client_secret.clone() };
        Ok(Shown::versioned(body, version))
    };
    state.write(&caller, None, load, act).await
}
