//! Opens an account.

use std::collections::BTreeSet;

use actix_web::http::StatusCode;
use kaiye_domain::{
    account::{NewAccount, password_is_strong},
    actor::{Role, need},
};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::AccountView;
use crate::{
    auth::password,
    http::{Answered, Body, Caller, Created, IdempotencyKey, Problem},
    openapi::word_list,
    operations::{
        Tx,
        accounts::{self, Proof},
    },
    state::{State, away},
};

/// An account to open. It has either a password or an outside identity.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewAccount)]
pub struct AccountRequest {
    /// What its owner will sign in with.
    #[validate(length(min = 3, max = 64))]
    #[schema(min_length = 3, max_length = 64, example = "window-01")]
    login: String,
    /// Its owner's name.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// What it may be used for.
    #[schema(schema_with = word_list::<Role>)]
    roles: BTreeSet<Role>,
    /// Code of the department it will work for; officers need one.
    department: Option<String>,
    /// Code of the county it will work for; liaisons need one.
    county: Option<String>,
    /// Its first password, 12 to 128 characters.
    #[schema(format = Password)]
    password: Option<String>,
    /// Who its owner is to a trusted outside identity provider.
    #[validate(nested)]
    identity: Option<OutsideIdentity>,
}

/// Somebody as an outside identity provider knows them.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OutsideIdentity {
    /// The provider's `iss`.
    #[validate(length(min = 1, max = 255))]
    #[schema(min_length = 1, max_length = 255)]
    issuer: String,
    /// Their `sub`.
    #[validate(length(min = 1, max = 255))]
    #[schema(min_length = 1, max_length = 255)]
    subject: String,
}

/// Open an account
///
/// For officers, and for applicants who file without an outside identity. An applicant's account for an outside identity
/// is opened by itself when it is first seen.
#[utoipa::path(post, path = "/accounts")]
pub async fn create_account(
    caller: Caller<need::ManageAccount>,
    state: State,
    key: IdempotencyKey,
    body: Body<AccountRequest>,
) -> Answered<Created<AccountView>> {
    let claim = key.over(&body);
    let request = body.value;
    let proof = proof(&request).await?;
    let new = NewAccount {
        login: request.login,
        name: request.name,
        roles: request.roles,
        department: request.department,
        county: request.county,
    };
    let act = move |tx: &mut Tx<'_>, ()| {
        let kept = accounts::open(tx, new.clone(), proof.clone())?;
        let (location, version) = (format!("/api/v1/accounts/{}", kept.account.id), kept.row.version);
        Ok(Created::at(location, kept.into()).versioned(version))
    };
    state.write(&caller, claim, |_| Ok(()), act).await
}

async fn proof(request: &AccountRequest) -> Result<Proof, Problem> {
    match (request.password.clone(), request.identity.clone()) {
        (Some(password), None) => {
            check_password(&request.login, &password)?;
            Ok(Proof::Password(away(move || password::hash(&password)).await?))
        }
        (None, Some(OutsideIdentity { issuer, subject })) => Ok(Proof::Outside { issuer, subject }),
        _ => Err(invalid().with_fault("/password", "identity_or_password")),
    }
}

/// Refuses a password that is easily guessed.
pub(super) fn check_password(login: &str, password: &str) -> Result<(), Problem> {
    match password_is_strong(login, password) {
        true => Ok(()),
        false => Err(invalid().with_fault("/password", "password_weak")),
    }
}

fn invalid() -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "body_invalid")
}
