//! `kaiye feed`: reads another Kaiye's feed, as a department's system does.

mod follow;
mod resume;
mod service;

use clap::Subcommand;

use super::Failure;

/// What to do with the feed.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write the events to standard output as they come, one JSON object a line.
    Follow(follow::Args),
}

pub(super) fn run(command: &Command) -> Result<(), Failure> {
    match command {
        Command::Follow(args) => follow::run(args),
    }
}
