//! `kaiye jurisdiction`: checks a folder of files, or loads it.

use std::path::PathBuf;

use clap::Subcommand;

use super::{Failure, setup};
use crate::{
    config::{Config, ConfigError},
    jurisdiction::read_dir,
};

/// What to do with the files.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Report every mistake with file and place.
    Check {
        /// The folder.
        dir: PathBuf,
    },
    /// Load the files; doing it again changes nothing.
    Load {
        /// The folder; jurisdiction.path by default.
        dir: Option<PathBuf>,
    },
}

pub(super) fn run(command: Command, config: impl Fn() -> Result<Config, ConfigError>) -> Result<(), Failure> {
    match command {
        Command::Check { dir } => {
            let loaded = setup::checked(&read_dir(&dir)?)?;
            let (items, letters) = (loaded.jurisdiction.items.len(), loaded.jurisdiction.letters.len());
            println!("{}: {items} items, {letters} letters, no mistakes", loaded.jurisdiction.code);
        }
        Command::Load { dir } => {
            let config = config()?;
            let dir = dir.unwrap_or_else(|| config.jurisdiction.path.clone());
            let (state, _) = setup::state(config)?;
            setup::insist_on_schema(&state)?;
            let report = setup::load(&state, &read_dir(&dir)?)?;
            println!("revision {}, {} calendar years new", report.revision, report.calendar_years);
            for change in report.changes {
                println!("{}", serde_json::to_string(&change)?);
            }
        }
    }
    Ok(())
}
