//! `kaiye account`: what the administrator does over HTTP, for the first administrator and for emergencies.

use std::io::Read;

use clap::Subcommand;
use kaiye_domain::{
    account::{AccountChange, NewAccount, password_is_strong},
    actor::{Actor, Role},
};

use super::{Failure, setup};
use crate::{
    auth::password,
    config::Config,
    operations::{
        self, Outcome, Tx,
        accounts::{self, Kept, Proof},
    },
    state::AppState,
};

const PAGE: i64 = 100;

/// What to do with accounts. Passwords are read from standard input, so that none stands in a list of processes.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Open an account.
    Create {
        /// What its owner signs in with.
        login: String,
        /// Its owner's name.
        #[arg(long)]
        name: String,
        /// A role; may be given several times.
        #[arg(long = "role", required = true)]
        roles: Vec<Role>,
        /// Code of its department.
        #[arg(long)]
        department: Option<String>,
        /// Code of its county.
        #[arg(long)]
        county: Option<String>,
    },
    /// List the accounts.
    List,
    /// Close an account, for good.
    Close {
        /// Its login.
        login: String,
    },
    /// Give an account a new password.
    Password {
        /// Its login.
        login: String,
    },
}

pub(super) fn run(command: Command, config: Config) -> Result<(), Failure> {
    let (state, _) = setup::state(config)?;
    setup::insist_on_schema(&state)?;
    match command {
        Command::Create { login, name, roles, department, county } => {
            let hash = hash_of_input(&login)?;
            let new = NewAccount { login, name, roles: roles.into_iter().collect(), department, county };
            let open = |tx: &mut Tx<'_>| accounts::open(tx, new.clone(), Proof::Password(hash.clone()));
            println!("opened {}", transact(&state, open)?.account.id);
        }
        Command::List => list(&state)?,
        Command::Close { login } => {
            let change = AccountChange { close: true, ..AccountChange::default() };
            transact(&state, |tx| {
                let kept = named(tx, &login)?;
                accounts::change(tx, kept, change.clone())
            })?;
            println!("closed {login}");
        }
        Command::Password { login } => {
            let hash = hash_of_input(&login)?;
            transact(&state, |tx| {
                let kept = named(tx, &login)?;
                accounts::set_password(tx, kept, hash.clone())
            })?;
            println!("changed the password of {login}");
        }
    }
    Ok(())
}

fn list(state: &AppState) -> Result<(), Failure> {
    let mut after = None;
    loop {
        let page = transact(state, |tx| accounts::list(tx, None, after, PAGE))?;
        for Kept { account, .. } in &page {
            let roles: Vec<&str> = account.roles.iter().map(Into::into).collect();
            let status: &str = account.status.into();
            let place = account.department.as_deref().or(account.county.as_deref()).unwrap_or("-");
            println!("{}\t{status}\t{}\t{place}", account.login, roles.join(","));
        }
        match page.last() {
            Some(last) if i64::try_from(page.len())? == PAGE => after = Some(last.account.id),
            _ => return Ok(()),
        }
    }
}

fn named(tx: &mut Tx<'_>, login: &str) -> Outcome<Kept> {
    accounts::of_login(tx, login)?.ok_or_else(operations::Failure::not_found)
}

fn transact<T>(state: &AppState, work: impl Fn(&mut Tx<'_>) -> Outcome<T>) -> Result<T, Failure> {
    state.transact_here(&Actor::kaiye(), work).map_err(|failure| failure.told().into())
}

fn hash_of_input(login: &str) -> Result<String, Failure> {
    eprintln!("the password, then end of input:");
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let text = text.trim_end_matches(['\r', '\n']);
    if !password_is_strong(login, text) {
        return Err("a password has 12 to 128 characters and does not contain the login".into());
    }
    password::hash(text).map_err(|problem| problem.code.into())
}
