//! `kaiye client`: agencies' systems from the command line.

use clap::Subcommand;
use kaiye_domain::{
    account::{ClientChange, NewClient},
    actor::{Actor, Permission},
    hash::sha256,
};

use super::{Failure, setup};
use crate::{
    config::Config,
    ids,
    operations::{
        self, Outcome, Tx,
        clients::{self, Kept},
    },
    state::AppState,
};

const PAGE: i64 = 100;

/// What to do with agencies' systems. A secret is printed once.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Register a system and print its secret.
    Create {
        /// What it names itself with.
        client_id: String,
        /// What it is called.
        #[arg(long)]
        name: String,
        /// Code of its department.
        #[arg(long)]
        department: String,
        /// A scope; may be given several times.
        #[arg(long = "scope", required = true)]
        scopes: Vec<Permission>,
    },
    /// List the systems.
    List,
    /// Replace a system's secret and print the new one.
    Secret {
        /// Its client id.
        client_id: String,
    },
    /// Close a system, for good.
    Close {
        /// Its client id.
        client_id: String,
    },
}

pub(super) fn run(command: Command, config: Config) -> Result<(), Failure> {
    let (state, _) = setup::state(config)?;
    setup::insist_on_schema(&state)?;
    match command {
        Command::Create { client_id, name, department, scopes } => {
            let secret = ids::secret();
            let new = NewClient { client_id, name, department, scopes: scopes.into_iter().collect() };
            transact(&state, |tx| clients::register(tx, new.clone(), &sha256(&secret)))?;
            println!("{secret}");
        }
        Command::List => list(&state)?,
        Command::Secret { client_id } => {
            let secret = ids::secret();
            transact(&state, |tx| {
                let kept = named(tx, &client_id)?;
                clients::replace_secret(tx, kept, &sha256(&secret))
            })?;
            println!("{secret}");
        }
        Command::Close { client_id } => {
            let change = ClientChange { close: true, ..ClientChange::default() };
            transact(&state, |tx| {
                let kept = named(tx, &client_id)?;
                clients::change(tx, kept, change.clone())
            })?;
            println!("closed {client_id}");
        }
    }
    Ok(())
}

fn list(state: &AppState) -> Result<(), Failure> {
    let mut after = None;
    loop {
        let page = transact(state, |tx| clients::list(tx, after, PAGE))?;
        for Kept { client, .. } in &page {
            let status: &str = client.status.into();
            println!("{}\t{status}\t{}\t{}", client.client_id, client.department, clients::scope_text(&client.scopes));
        }
        match page.last() {
            Some(last) if i64::try_from(page.len())? == PAGE => after = Some(last.client.id),
            _ => return Ok(()),
        }
    }
}

fn named(tx: &mut Tx<'_>, client_id: &str) -> Outcome<Kept> {
    clients::of_client_id(tx, client_id)?.ok_or_else(operations::Failure::not_found)
}

fn transact<T>(state: &AppState, work: impl Fn(&mut Tx<'_>) -> Outcome<T>) -> Result<T, Failure> {
    state.transact_here(&Actor::kaiye(), work).map_err(|failure| failure.told().into())
}
