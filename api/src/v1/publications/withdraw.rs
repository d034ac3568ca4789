//! Takes an entry back.

use kaiye_domain::{actor::need, id::PublicationId, publication::WithdrawalGround};
use kaiye_persistence::repo::publication;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::view::PublicationView;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    openapi::words,
    operations::{Tx, register},
    state::State,
};

/// Why it is taken back.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PublicationWithdrawal)]
pub struct Withdrawal {
    /// The ground; it stays in the log.
    #[schema(schema_with = words::<WithdrawalGround>)]
    ground: WithdrawalGround,
}

/// Take back what was published
///
/// By the head of the department that granted the certificate. From now on the log shows only that it was there, since
/// when it is not, and why (S12).
#[utoipa::path(post, path = "/publications/{id}/withdraw")]
pub async fn withdraw_publication(
    caller: Caller<need::ManagePublication>,
    state: State,
    id: PathId<PublicationId>,
    key: IdempotencyKey,
    body: Body<Withdrawal>,
) -> Answered<Shown<PublicationView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx: &mut Tx<'_>| {
                let opened = register::open(tx, id.0)?;
                opened.1.require_publisher(tx.actor)?;
                Ok(opened)
            },
            move |tx: &mut Tx<'_>, (mut dossier, certificate, entry)| {
                register::withdraw(tx, &mut dossier, &certificate, &entry, body.value.ground)?;
                dossier.save(tx)?;
                Ok(Shown::new(PublicationView::of(publication::find(tx.conn, id.0)?)?))
            },
        )
        .await
}
