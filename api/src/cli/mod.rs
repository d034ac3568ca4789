//! The program's subcommands, one file each.

mod healthcheck;
mod openapi;
mod serve;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};
use kaiye_persistence::{Store, StoreConfig};

use crate::config::Config;

/// What a subcommand says when it fails: a sentence for the operator.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Kaiye: licences and permits from one application.
#[derive(Debug, Parser)]
#[command(name = "kaiye", version)]
struct Cli {
    /// Configuration file (TOML).
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer requests, and do the background work (default).
    Serve(serve::Args),
    /// Print, write or check the OpenAPI document.
    Openapi(openapi::Args),
    /// Ask a running service whether it is ready; for container health checks.
    Healthcheck(healthcheck::Args),
}

/// The store of this configuration.
fn open_store(config: &Config) -> Result<Store, Failure> {
    let url = config.database.url.parse()?;
    Store::open(&StoreConfig { url, pool_size: config.database.pool_size })
        .map_err(|error| format!("the database cannot be opened: {}", error.context()).into())
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
            Command::Openapi(args) => openapi::run(&args),
            Command::Healthcheck(args) => healthcheck::run(&args, &config()?),
        }
    }
}
