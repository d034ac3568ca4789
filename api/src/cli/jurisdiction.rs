//! `kaiye jurisdiction`: checks a folder of files, shows what its documents look like, or loads it.

use std::{fs, path::PathBuf};

use clap::Subcommand;

use super::{Failure, setup};
use crate::{
    config::{Config, ConfigError},
    jurisdiction::read_dir,
    samples,
};

/// What to do with the files.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Report every mistake with file and place.
    Check {
        /// The folder.
        dir: PathBuf,
    },
    /// Write every document as a page, filled in with made-up data, for whoever designs them.
    Preview {
        /// The folder.
        dir: PathBuf,
        /// Where to; made when it is not there.
        #[arg(long)]
        out: PathBuf,
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
            // No mistake: a guide is complete without. But nobody should have to find out by reading them all.
            for item in
                loaded.jurisdiction.items.iter().filter(|item| loaded.jurisdiction.guide_text(&item.code).is_none())
            {
                println!("no text of a guide to {}: guides/{}.md", item.name.en, item.code);
            }
        }
        Command::Preview { dir, out } => {
            let jurisdiction = setup::checked(&read_dir(&dir)?)?.jurisdiction;
            fs::create_dir_all(&out)?;
            let pages = samples::preview(&jurisdiction).map_err(|error| error.to_string())?;
            for (name, page) in &pages {
                fs::write(out.join(name), page)?;
            }
            println!("{} pages in {}", pages.len(), out.display());
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
