//! Agencies' systems: registered, changed and closed by the administrator; their secrets and their tokens.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use kaiye_domain::{
    account::{AccountReason, AgencyClient, ClientChange, NewClient},
    actor::Permission,
    event::{Fact, SubjectKind},
    id::ClientId,
};
use kaiye_persistence::{
    StoreError, StoreErrorKind,
    backend::Json,
    repo::{client as repo, revoked_token},
    row::{ClientRow, RevokedTokenRow},
};
use serde_json::json;
use uuid::Uuid;

use super::{Failure, Outcome, Tx};

/// A client with what is kept beside it.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The client.
    pub client: AgencyClient,
    /// Its row.
    pub row: ClientRow,
}

/// Registers a client with the hash of its secret.
pub fn register(tx: &mut Tx<'_>, new: NewClient, secret_hash: &str) -> Outcome<Kept> {
    let client = AgencyClient::register(tx.id(), new, &*tx.jurisdiction()?)?;
    let row = ClientRow {
        id: client.id.into(),
        client_id: client.client_id.clone(),
        name: client.name.clone(),
        secret_hash: secret_hash.to_owned(),
        department: Some(client.department.clone()),
        scopes: Json(json!(client.scopes)),
        status: <&str>::from(client.status).to_owned(),
        created_at: tx.now.into(),
        updated_at: tx.now.into(),
        version: 1,
    };
    repo::insert(tx.conn, &row).map_err(|error| match error.is_conflict_on("clients_client_id_key") {
        true => Failure::refused(AccountReason::ClientIdTaken),
        false => error.into(),
    })?;
    tx.append((SubjectKind::Client, client.id), None, vec![Fact::new("client.registered", facts(&client))])?;
    Ok(Kept { client, row })
}

/// One client.
pub fn find(tx: &mut Tx<'_>, id: ClientId) -> Outcome<Kept> {
    kept(repo::find(tx.conn, id.into())?)
}

/// The client that names itself so.
pub fn of_client_id(tx: &mut Tx<'_>, client_id: &str) -> Outcome<Option<Kept>> {
    repo::find_by_client_id(tx.conn, client_id)?.map(kept).transpose()
}

/// Clients in the order they were registered.
pub fn list(tx: &mut Tx<'_>, after: Option<ClientId>, limit: i64) -> Outcome<Vec<Kept>> {
    repo::list(tx.conn, after.map(Into::into), limit)?.into_iter().map(kept).collect()
}

/// Changes a client.
pub fn change(tx: &mut Tx<'_>, kept: Kept, change: ClientChange) -> Outcome<Kept> {
    let kind = if change.close { "client.closed" } else { "client.changed" };
    let client = kept.client.change(change, &*tx.jurisdiction()?)?;
    let kept = update(tx, client, kept.row)?;
    tx.append((SubjectKind::Client, kept.client.id), None, vec![Fact::new(kind, facts(&kept.client))])?;
    Ok(kept)
}

/// Replaces a client's secret; the old one is void at once.
pub fn replace_secret(tx: &mut Tx<'_>, mut kept: Kept, secret_hash: &str) -> Outcome<Kept> {
    let client = kept.client.change(ClientChange::default(), &*tx.jurisdiction()?)?;
    kept.row.secret_hash = secret_hash.to_owned();
    let kept = update(tx, client, kept.row)?;
    tx.append((SubjectKind::Client, kept.client.id), None, vec![Fact::new("client.secret_replaced", json!({}))])?;
    Ok(kept)
}

/// Ends an access token before its time.
pub fn revoke_token(tx: &mut Tx<'_>, jti: Uuid, expires_at: DateTime<Utc>) -> Outcome<()> {
    revoked_token::insert(tx.conn, &RevokedTokenRow { jti: jti.to_string(), expires_at: expires_at.into() })?;
    Ok(())
}

/// Whether an access token was ended before its time.
pub fn is_revoked(tx: &mut Tx<'_>, jti: Uuid) -> Outcome<bool> {
    Ok(revoked_token::exists(tx.conn, &jti.to_string())?)
}

/// Scopes as OAuth writes them; what is no permission is left out.
pub fn scopes_of(text: &str) -> BTreeSet<Permission> {
    text.split(' ').filter_map(|scope| scope.parse().ok()).collect()
}

/// Scopes as OAuth writes them.
pub fn scope_text(scopes: &BTreeSet<Permission>) -> String {
    scopes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn update(tx: &mut Tx<'_>, client: AgencyClient, row: ClientRow) -> Outcome<Kept> {
    let expected = row.version;
    let row = ClientRow {
        name: client.name.clone(),
        scopes: Json(json!(client.scopes)),
        status: <&str>::from(client.status).to_owned(),
        updated_at: tx.now.into(),
        version: expected + 1,
        ..row
    };
    repo::update(tx.conn, &row, expected)?;
    Ok(Kept { client, row })
}

fn facts(client: &AgencyClient) -> serde_json::Value {
    json!({ "department": client.department, "scopes": client.scopes })
}

fn kept(row: ClientRow) -> Outcome<Kept> {
    let corrupt = |what: &str| StoreError::new(StoreErrorKind::Corrupt, format!("client {}: {what}", row.id.0));
    let client = AgencyClient {
        id: row.id.into(),
        client_id: row.client_id.clone(),
        name: row.name.clone(),
        department: row.department.clone().ok_or_else(|| corrupt("department"))?,
        scopes: serde_json::from_value(row.scopes.0.clone()).map_err(|_| corrupt("scopes"))?,
        status: row.status.parse().map_err(|_| corrupt("status"))?,
    };
    Ok(Kept { client, row })
}
