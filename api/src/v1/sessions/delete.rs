//! Signs out.

use kaiye_domain::{actor::need, id::AccountId};

use crate::{
    auth::Credential,
    http::{Answered, Caller, NoContent, Reply},
    operations::{Tx, sessions},
    state::State,
};

/// Sign out
///
/// Ends the session of the access token that is sent: neither it nor its refresh token is good any more. A token without a
/// session, of an outside identity or an agency's system, has nothing to end.
#[utoipa::path(delete, path = "/sessions/current")]
pub async fn delete_session(
    caller: Caller<need::ReadSelf>,
    state: State,
    credential: Credential,
) -> Answered<NoContent> {
    if let Some(session) = credential.session {
        let account = AccountId(caller.id);
        let work = move |tx: &mut Tx<'_>| Ok(sessions::end(tx, account, session, "signed_out")?);
        state.transact(caller.actor().clone(), work).await?;
    }
    Reply::fresh(NoContent)
}
