//! The program's subcommands, one file each.

mod account;
mod appraisal;
mod client;
mod doctor;
mod document;
mod feed;
mod healthcheck;
mod jurisdiction;
mod logging;
mod migrate;
mod serve;
mod setup;
mod token;
mod worker;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

use crate::config::Config;

/// What a subcommand says when it fails: a sentence for the operator.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Kaiye: licences and permits from one application.
#[derive(Debug, Parser)]
#[command(name = "kaiye", version)]
struct Cli {
    /// Configuration file (TOML); see `kaiye doctor --defaults` for everything that can be set.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer requests, and do the background work (default).
    Serve(serve::Args),
    /// Do the background work only.
    Worker,
    /// Bring the database's schema up to date.
    Migrate,
    /// Print, write or check the OpenAPI document.
    Openapi(document::Args),
    /// Print, write or check the AsyncAPI document of the events.
    Asyncapi(document::Args),
    /// Read the feed of events, as a department's system does.
    #[command(subcommand)]
    Feed(feed::Command),
    /// Check or load a jurisdiction's files.
    #[command(subcommand)]
    Jurisdiction(jurisdiction::Command),
    /// Open, list and close accounts.
    #[command(subcommand)]
    Account(account::Command),
    /// Measure every case for appraisal anew.
    #[command(subcommand)]
    Appraisal(appraisal::Command),
    /// Register, list and close agencies' systems.
    #[command(subcommand)]
    Client(client::Command),
    /// Print an access token of a demonstration account (evaluation mode only).
    Token(token::Args),
    /// Ask a running service whether it is ready; for container health checks.
    Healthcheck(healthcheck::Args),
    /// Check configuration, database, keys and data, and say what is wrong.
    Doctor(doctor::Args),
}

/// Runs the program with its command line.
pub fn run() -> ExitCode {
    match Cli::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("kaiye: {failure}");
            ExitCode::FAILURE
        }
    }
}

impl Cli {
    fn run(self) -> Result<(), Failure> {
        let config = || Config::load(self.config.clone());
        match self.command.unwrap_or_else(|| Command::Serve(serve::Args::default())) {
            Command::Serve(args) => serve::run(&args, config()?),
            Command::Worker => worker::run(config()?),
            Command::Migrate => migrate::run(config()?),
            Command::Openapi(args) => document::run(&args, "openapi", &crate::openapi::yaml()?),
            Command::Asyncapi(args) => document::run(&args, "asyncapi", &crate::asyncapi::yaml()?),
            Command::Feed(command) => feed::run(&command),
            Command::Jurisdiction(command) => jurisdiction::run(command, config),
            Command::Account(command) => account::run(command, config()?),
            Command::Appraisal(command) => appraisal::run(command, config()?),
            Command::Client(command) => client::run(command, config()?),
            Command::Token(args) => token::run(&args, config()?),
            Command::Healthcheck(args) => healthcheck::run(&args, &config()?),
            Command::Doctor(args) => doctor::run(&args, config),
        }
    }
}
