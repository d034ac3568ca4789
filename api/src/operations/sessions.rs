//! Signing in and out. A guess is counted before the password is looked at, so that guesses at once cannot outrun the
//! slow-down; what a guess leaves behind is committed although its answer is a refusal.

use chrono::TimeDelta;
use kaiye_domain::{
    account::{AccountStatus, blocked_until},
    event::{Fact, SubjectKind},
    hash::sha256,
    id::{AccountId, SessionId},
};
use kaiye_persistence::{
    repo::{login_failure, session},
    row::{LoginFailureRow, RefreshTokenRow, SessionRow},
};
use serde_json::json;

use super::{Outcome, Tx, accounts};

/// What is known before a password is looked at.
#[derive(Debug, Clone)]
pub struct Guess {
    /// Whether no sign-in is taken at present.
    pub blocked: bool,
    /// The account, if it can be signed in to.
    pub account: Option<AccountId>,
    /// The hash of its password.
    pub password_hash: Option<String>,
}

/// A session just begun or continued, with its next refresh token.
#[derive(Debug, Clone)]
pub struct Continued {
    /// The account.
    pub account: AccountId,
    /// The session.
    pub session: SessionId,
    /// The refresh token, shown once.
    pub refresh_token: String,
}

/// What came of a refresh.
#[derive(Debug, Clone)]
pub enum Refresh {
    /// Goes on.
    Continued(Continued),
    /// Does not.
    Refused,
}

/// Counts a guess at a login, and tells what is needed to judge it.
pub fn guess(tx: &mut Tx<'_>, login: &str, login_key: &str) -> Outcome<Guess> {
    let found = login_failure::lock(tx.conn, login_key)?;
    let blocked = found.as_ref().is_some_and(|row| tx.now < row.blocked_until.into());
    if !blocked {
        let failures = found.map_or(0, |row| row.failures).saturating_add(1);
        let until = blocked_until(failures, tx.now).unwrap_or(tx.now);
        let login_key = login_key.to_owned();
        let row = LoginFailureRow { login_key, failures, blocked_until: until.into(), updated_at: tx.now.into() };
        login_failure::put(tx.conn, &row)?;
    }
    let account = accounts::of_login(tx, login)?.filter(|kept| kept.account.status == AccountStatus::Active);
    Ok(Guess {
        blocked,
        account: account.as_ref().map(|kept| kept.account.id),
        password_hash: account.and_then(|kept| kept.row.password_hash),
    })
}

/// Begins a session after a right guess.
pub fn begin(tx: &mut Tx<'_>, login_key: &str, account: AccountId, days: i64, secret: &str) -> Outcome<Continued> {
    login_failure::clear(tx.conn, login_key)?;
    let session: SessionId = tx.id();
    let expires_at = tx.now + TimeDelta::days(days);
    let row = SessionRow {
        id: session.into(),
        account_id: account.into(),
        created_at: tx.now.into(),
        expires_at: expires_at.into(),
        revoked_at: None,
        revoked_because: None,
    };
    session::insert(tx.conn, &row)?;
    note(tx, account, "account.signed_in", session)?;
    continued(tx, account, &row, secret)
}

/// Exchanges a refresh token for the next. One that was used before has been stolen from somebody: the whole family
/// ends.
pub fn refresh(tx: &mut Tx<'_>, presented: &str, secret: &str) -> Outcome<Refresh> {
    let hash = sha256(presented);
    let Some(token) = session::find_token(tx.conn, &hash)? else { return Ok(Refresh::Refused) };
    let Some((row, account)) = accounts::of_session(tx, token.session_id.into())? else { return Ok(Refresh::Refused) };
    let over = tx.now >= token.expires_at.into() || tx.now >= row.expires_at.into();
    if row.revoked_at.is_some() || over || account.status == AccountStatus::Closed {
        return Ok(Refresh::Refused);
    }
    if !session::use_token(tx.conn, &hash, tx.now)? {
        end(tx, account.id, row.id.into(), "refresh_token_reused")?;
        return Ok(Refresh::Refused);
    }
    Ok(Refresh::Continued(continued(tx, account.id, &row, secret)?))
}

/// Ends a session; ending it twice is the same.
pub fn end(tx: &mut Tx<'_>, account: AccountId, id: SessionId, because: &str) -> Outcome<()> {
    if session::revoke(tx.conn, id.into(), tx.now, because)? > 0 {
        let kind = if because == "signed_out" { "account.signed_out" } else { "account.session_revoked" };
        note(tx, account, kind, id)?;
    }
    Ok(())
}

fn continued(tx: &mut Tx<'_>, account: AccountId, row: &SessionRow, secret: &str) -> Outcome<Continued> {
    let token = RefreshTokenRow {
        hash: sha256(secret),
        session_id: row.id,
        issued_at: tx.now.into(),
        expires_at: row.expires_at,
        used_at: None,
    };
    session::insert_token(tx.conn, &token)?;
    Ok(Continued { account, session: row.id.into(), refresh_token: secret.to_owned() })
}

fn note(tx: &mut Tx<'_>, account: AccountId, kind: &'static str, session: SessionId) -> Outcome<()> {
    tx.append((SubjectKind::Account, account), None, vec![Fact::new(kind, json!({ "session": session }))])?;
    Ok(())
}
