//! What the subcommands that touch the database share: from a configuration to a state, and an evaluation made ready.

use kaiye_domain::{actor::Actor, catalogue};
use kaiye_persistence::{Store, StoreConfig, StoreError};

use super::Failure;
use crate::{
    clock::Clock,
    config::Config,
    demonstration,
    evaluation::{self, Demonstration, Secrets},
    ids::Ids,
    jurisdiction,
    operations::{self, jurisdiction::Report},
    samples,
    state::{AppState, State},
};

/// How many forms each demonstration range has.
const DEMONSTRATION_NUMBERS: u64 = 200;

/// A state over the configured database, whose schema is not looked at yet. An evaluation gets its secrets.
pub(super) fn state(mut config: Config) -> Result<(State, Option<Secrets>), Failure> {
    let secrets = if config.is_evaluation() {
        let secrets = Secrets::of(&evaluation::folder(&config))?;
        secrets.fill(&mut config);
        Some(secrets)
    } else {
        None
    };
    let keyring = config.keyring()?;
    let url = config.database.url.parse()?;
    let store = Store::open(&StoreConfig { url, pool_size: config.database.pool_size })
        .map_err(|error| told("the database cannot be opened", &error))?;
    Ok((State::new(config, Clock::System, Ids::Random, store, keyring), secrets))
}

/// Refuses to go on with a schema that is not current.
pub(super) fn insist_on_schema(state: &AppState) -> Result<(), Failure> {
    match state.store.is_migrated() {
        Ok(true) => Ok(()),
        Ok(false) => Err("the database's schema is not current; run: kaiye migrate".into()),
        Err(error) => Err(told("the database cannot be asked", &error)),
    }
}

/// Makes an evaluation ready: schema, data of the shipped jurisdiction, demonstration seals and accounts.
pub(super) fn make_ready(state: &AppState, secrets: &Secrets) -> Result<Vec<Demonstration>, Failure> {
    state.store.migrate().map_err(|error| told("the database cannot be migrated", &error))?;
    load(state, &jurisdiction::embedded())?;
    demonstration::entrust(state, DEMONSTRATION_NUMBERS)
        .map_err(|failure| format!("the demonstration seals cannot be entrusted: {}", failure.context()))?;
    let opened = evaluation::open_demonstrations(state, &secrets.password)
        .map_err(|problem| format!("the demonstration accounts cannot be opened: {}", problem.code))?;
    evaluation::designate_demonstrations(state)
        .map_err(|problem| format!("the demonstration officers cannot be designated: {}", problem.code))?;
    Ok(opened)
}

/// Loads a jurisdiction's files.
pub(super) fn load(state: &AppState, files: &std::collections::BTreeMap<String, String>) -> Result<Report, Failure> {
    let loaded = checked(files)?;
    state
        .transact_here(&Actor::kaiye(), |tx| operations::jurisdiction::load(tx, &loaded))
        .map_err(|failure| format!("the jurisdiction cannot be loaded: {}", failure.context()).into())
}

/// A jurisdiction's files, read, with its templates tried.
pub(super) fn checked(files: &std::collections::BTreeMap<String, String>) -> Result<catalogue::Loaded, Failure> {
    let loaded = catalogue::load(files).map_err(|mistakes| listed(&mistakes))?;
    let mistakes = samples::check(&loaded.jurisdiction);
    if mistakes.is_empty() { Ok(loaded) } else { Err(listed(&mistakes)) }
}

/// Every mistake, a line each.
fn listed(mistakes: &[impl ToString]) -> Failure {
    let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
    format!("{} mistakes\n{}", lines.len(), lines.join("\n")).into()
}

/// What the store said, for the operator.
pub(super) fn told(what: &str, error: &StoreError) -> Failure {
    format!("{what}: {}", error.context()).into()
}
