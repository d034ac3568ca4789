//! `kaiye healthcheck`: exit code 0 when the service is ready.

use std::time::Duration;

use super::Failure;
use crate::config::Config;

/// Which service.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Its address; by default where this configuration would listen.
    #[arg(long, value_name = "URL")]
    url: Option<String>,
}

pub(super) fn run(args: &Args, config: &Config) -> Result<(), Failure> {
    let here = || format!("http://{}", config.server.bind);
    let url = format!("{}/health/ready", args.url.clone().unwrap_or_else(here));
    let agent = ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(5))).build().new_agent();
    agent.get(&url).call()?;
    Ok(())
}
