//! Ends a token before its time (RFC 7009).

use actix_web::{HttpRequest, HttpResponse, Responder};
use chrono::DateTime;
use kaiye_domain::actor::{Actor, ActorKind, need};

use super::{
    OauthError,
    presented::{Presented, RevocationForm},
};
use crate::{
    auth::identify,
    http::{Caller, Described},
    openapi::OperationDoc,
    operations::{Tx, clients},
    state::State,
};

/// An empty 200: ended, or there was nothing to end.
#[derive(Debug, Clone, Copy)]
pub struct Ended;

/// End a token of an agency's system
///
/// RFC 7009: the client ends an access token of its own. A token that is not known, not its own, or over already answers
/// the same 200.
#[utoipa::path(post, path = "/oauth/revoke")]
pub async fn revoke_token(
    _caller: Caller<need::Authenticate>,
    state: State,
    presented: Presented<RevocationForm>,
) -> Result<Ended, OauthError> {
    let token = presented.field("token").ok_or(OauthError::InvalidRequest)?.to_owned();
    let kept = presented.client(&state).await?;
    let client = kept.client.id.0;
    if let Ok((actor, credential)) = identify(&state, &token).await
        && actor.kind == ActorKind::Client
        && actor.id == client
        && let Some(expires_at) = DateTime::from_timestamp(credential.expires_at, 0)
    {
        let acting = Actor { kind: ActorKind::Client, id: client, ..Actor::public() };
        let end = move |tx: &mut Tx<'_>| Ok(clients::revoke_token(tx, credential.jti, expires_at)?);
        state.transact(acting, end).await?;
    }
    Ok(Ended)
}

impl Responder for Ended {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().finish()
    }
}

impl Described for Result<Ended, OauthError> {
    fn describe(doc: &mut OperationDoc) {
        doc.answer("200", "Ended, or there was nothing to end.", None);
    }
}
