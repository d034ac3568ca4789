//! Where log lines go: to standard error, as text for people or JSON for machines.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

use super::Failure;
use crate::config::Log;

/// Begins to log.
pub(super) fn start(log: &Log) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(&log.filter)?;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    match log.format.as_str() {
        "json" => lines.json().flatten_event(true).try_init(),
        _ => lines.try_init(),
    }
}
