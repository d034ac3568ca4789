//! `kaiye migrate`: the schema, up to date. Safe to run from several machines at once.

use super::{Failure, setup};
use crate::config::Config;

pub(super) fn run(config: Config) -> Result<(), Failure> {
    let (state, _) = setup::state(config)?;
    state.store.migrate().map_err(|error| setup::told("the database cannot be migrated", &error))?;
    println!("the schema is current");
    Ok(())
}
