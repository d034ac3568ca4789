//! Changes or closes an account.

use std::collections::BTreeSet;

use kaiye_domain::{
    account::AccountChange,
    actor::{Role, need},
    id::AccountId,
};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::{AccountView, create::check_password};
use crate::{
    auth::password,
    http::{Answered, Body, Caller, IfMatch, PathId, Shown},
    openapi::word_list,
    operations::{Tx, accounts},
    state::{State, away},
};

/// What of an account changes; what is left out stays.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AccountChange)]
pub struct ChangeRequest {
    /// Its owner's name.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    name: Option<String>,
    /// What it may be used for.
    #[schema(schema_with = word_list::<Role>)]
    roles: Option<BTreeSet<Role>>,
    /// Where it works; replaces department and county.
    place: Option<Place>,
    /// A new password; ends every session.
    #[schema(format = Password)]
    password: Option<String>,
    /// Close it, for good.
    #[serde(default)]
    close: bool,
}

/// Where an account works.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Code of the department.
    department: Option<String>,
    /// Code of the county.
    county: Option<String>,
}

/// Change or close an account
///
/// A closed account is signed out everywhere at once and stays closed. Nobody can close the account that they act with.
#[utoipa::path(patch, path = "/accounts/{id}")]
pub async fn update_account(
    caller: Caller<need::ManageAccount>,
    state: State,
    id: PathId<AccountId>,
    if_match: IfMatch,
    body: Body<ChangeRequest>,
) -> Answered<Shown<AccountView>> {
    let request = body.value;
    let password = match request.password.clone() {
        None => None,
        Some(password) => Some(checked_hash(&state, &caller, id.0, password).await?),
    };
    let change = AccountChange {
        name: request.name,
        roles: request.roles,
        department: request.place.clone().map(|place| place.department),
        county: request.place.map(|place| place.county),
        close: request.close,
    };
    let load = move |tx: &mut Tx<'_>| Ok(accounts::find(tx, id.0)?);
    let act = move |tx: &mut Tx<'_>, kept: accounts::Kept| {
        if_match.check(kept.row.version)?;
        let mut kept = accounts::change(tx, kept, change.clone())?;
        if let Some(hash) = &password {
            kept = accounts::set_password(tx, kept, hash.clone())?;
        }
        let version = kept.row.version;
        Ok(Shown::versioned(AccountView::from(kept), version))
    };
    state.write(&caller, None, load, act).await
}

/// Hashing takes long: it is done outside the transaction.
async fn checked_hash(
    state: &State,
    caller: &Caller<need::ManageAccount>,
    id: AccountId,
    password: String,
) -> Result<String, crate::http::Problem> {
    let login = state.look(caller.actor().clone(), move |tx| Ok(accounts::find(tx, id)?.account.login)).await?;
    check_password(&login, &password)?;
    away(move || password::hash(&password)).await
}
