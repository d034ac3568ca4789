//! Accounts: opened, changed and closed by the administrator, or opened for an outside identity when it is first seen.

use std::collections::BTreeSet;

use kaiye_domain::{
    account::{Account, AccountChange, AccountReason, AccountStatus, NewAccount},
    actor::Role,
    event::{Fact, SubjectKind},
    id::{AccountId, SessionId},
};
use kaiye_persistence::{
    StoreError, StoreErrorKind,
    backend::Json,
    repo::{account as repo, lock, session},
    row::{AccountRow, SessionRow},
};
use serde_json::json;

use super::{Failure, Outcome, Tx};
use crate::auth::Identity;

/// An account with what is kept beside it.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The account.
    pub account: Account,
    /// Its row.
    pub row: AccountRow,
}

/// How the owner of a new account will prove who they are.
#[derive(Debug, Clone)]
pub enum Proof {
    /// By a password, of which this is the hash.
    Password(String),
    /// By an outside identity provider.
    Outside {
        /// The provider.
        issuer: String,
        /// Who, to the provider.
        subject: String,
    },
}

/// Opens an account.
pub fn open(tx: &mut Tx<'_>, new: NewAccount, proof: Proof) -> Outcome<Kept> {
    let account = Account::open(tx.id(), new, &*tx.jurisdiction()?)?;
    insert(tx, account, proof)
}

/// Opens an applicant's account for an outside identity that is seen for the first time.
pub fn open_for_identity(tx: &mut Tx<'_>, identity: &Identity) -> Outcome<Account> {
    // Another request of the same person may have been first, or be at it now.
    let name = tx.keyring().lookup_key("identity", &format!("{} {}", identity.issuer, identity.subject));
    lock::hold(tx.conn, &name)?;
    if let Some(account) = of_identity(tx, &identity.issuer, &identity.subject)? {
        return Ok(account);
    }
    let id: AccountId = tx.id();
    let account = Account::open_applicant(id, format!("outside-{id}"), identity.name.clone());
    let proof = Proof::Outside { issuer: identity.issuer.clone(), subject: identity.subject.clone() };
    Ok(insert(tx, account, proof)?.account)
}

/// One account.
pub fn find(tx: &mut Tx<'_>, id: AccountId) -> Outcome<Kept> {
    kept(repo::find(tx.conn, id.into())?)
}

/// The account with this login.
pub fn of_login(tx: &mut Tx<'_>, login: &str) -> Outcome<Option<Kept>> {
    repo::find_by_login(tx.conn, login)?.map(kept).transpose()
}

/// The account of an outside identity.
pub fn of_identity(tx: &mut Tx<'_>, issuer: &str, subject: &str) -> Outcome<Option<Account>> {
    Ok(repo::find_by_identity(tx.conn, issuer, subject)?.map(kept).transpose()?.map(|kept| kept.account))
}

/// A session and whose it is.
pub fn of_session(tx: &mut Tx<'_>, id: SessionId) -> Outcome<Option<(SessionRow, Account)>> {
    let found = session::find_with_account(tx.conn, id.into())?;
    found.map(|(session, row)| Ok((session, kept(row)?.account))).transpose()
}

/// Accounts in the order they were opened.
pub fn list(
    tx: &mut Tx<'_>,
    status: Option<AccountStatus>,
    after: Option<AccountId>,
    limit: i64,
) -> Outcome<Vec<Kept>> {
    let status = status.map(<&str>::from);
    let rows = repo::list(tx.conn, status, after.map(Into::into), limit)?;
    rows.into_iter().map(kept).collect()
}

/// Changes an account; one that is closed is signed out everywhere.
pub fn change(tx: &mut Tx<'_>, kept: Kept, change: AccountChange) -> Outcome<Kept> {
    let account = kept.account.change(change, tx.actor, &*tx.jurisdiction()?)?;
    let closed = account.status == AccountStatus::Closed;
    let kept = update(tx, account, kept.row)?;
    if closed {
        session::revoke_all(tx.conn, kept.account.id.into(), tx.now, "account_closed")?;
    }
    let kind = if closed { "account.closed" } else { "account.changed" };
    tx.append((SubjectKind::Account, kept.account.id), None, vec![Fact::new(kind, facts(&kept.account))])?;
    Ok(kept)
}

/// Gives an account a new password; it is signed out everywhere.
pub fn set_password(tx: &mut Tx<'_>, mut kept: Kept, hash: String) -> Outcome<Kept> {
    if kept.row.password_hash.is_none() {
        return Err(Failure::refused(AccountReason::NoPassword));
    }
    kept.row.password_hash = Some(hash);
    let kept = update(tx, kept.account, kept.row)?;
    session::revoke_all(tx.conn, kept.account.id.into(), tx.now, "password_changed")?;
    let fact = Fact::new("account.password_changed", json!({}));
    tx.append((SubjectKind::Account, kept.account.id), None, vec![fact])?;
    Ok(kept)
}

fn insert(tx: &mut Tx<'_>, account: Account, proof: Proof) -> Outcome<Kept> {
    let (password_hash, issuer, subject) = match proof {
        Proof::Password(hash) => (Some(hash), None, None),
        Proof::Outside { issuer, subject } => (None, Some(issuer), Some(subject)),
    };
    let row = AccountRow {
        id: account.id.into(),
        login: account.login.clone(),
        name: account.name.clone(),
        password_hash,
        roles: Json(json!(account.roles)),
        department: account.department.clone(),
        county: account.county.clone(),
        status: <&str>::from(account.status).to_owned(),
        issuer,
        subject,
        created_at: tx.now.into(),
        updated_at: tx.now.into(),
        version: 1,
    };
    repo::insert(tx.conn, &row).map_err(|error| match &error {
        error if error.is_conflict_on("accounts_login_key") => Failure::refused(AccountReason::LoginTaken),
        error if error.is_conflict_on("accounts_issuer_subject_key") => Failure::refused(AccountReason::IdentityTaken),
        _ => error.into(),
    })?;
    tx.append((SubjectKind::Account, account.id), None, vec![Fact::new("account.opened", facts(&account))])?;
    Ok(Kept { account, row })
}

fn update(tx: &mut Tx<'_>, account: Account, row: AccountRow) -> Outcome<Kept> {
    let expected = row.version;
    let row = AccountRow {
        name: account.name.clone(),
        roles: Json(json!(account.roles)),
        department: account.department.clone(),
        county: account.county.clone(),
        status: <&str>::from(account.status).to_owned(),
        updated_at: tx.now.into(),
        version: expected + 1,
        ..row
    };
    repo::update(tx.conn, &row, expected)?;
    Ok(Kept { account, row })
}

/// What the log says of an account: no name, no login.
fn facts(account: &Account) -> serde_json::Value {
    json!({ "roles": account.roles, "department": account.department, "county": account.county })
}

/// The accounts that work for a department.
pub fn of_department(tx: &mut Tx<'_>, department: &str) -> Outcome<Vec<Account>> {
    repo::of_department(tx.conn, department)?.into_iter().map(|row| Ok(kept(row)?.account)).collect()
}

fn kept(row: AccountRow) -> Outcome<Kept> {
    let corrupt = |what: &str| StoreError::new(StoreErrorKind::Corrupt, format!("account {}: {what}", row.id.0));
    let roles: BTreeSet<Role> = serde_json::from_value(row.roles.0.clone()).map_err(|_| corrupt("roles"))?;
    let account = Account {
        id: row.id.into(),
        login: row.login.clone(),
        name: row.name.clone(),
        roles,
        department: row.department.clone(),
        county: row.county.clone(),
        status: row.status.parse().map_err(|_| corrupt("status"))?,
    };
    Ok(Kept { account, row })
}
