//! `kaiye appraisal`: what was measured for appraisal.

use clap::Subcommand;

use super::{Failure, setup};
use crate::{background::rebuild_appraisal, config::Config};

/// What to do with it.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Measure every case anew and sum everything anew; readers see the old figures until it is done.
    Rebuild,
}

pub(super) fn run(command: Command, config: Config) -> Result<(), Failure> {
    let (state, _) = setup::state(config)?;
    setup::insist_on_schema(&state)?;
    match command {
        Command::Rebuild => {
            rebuild_appraisal(&state).map_err(|failure| format!("the rebuild stopped: {}", failure.context()))?;
            println!("every case is measured anew");
        }
    }
    Ok(())
}
