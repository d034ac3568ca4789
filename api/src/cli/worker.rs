//! `kaiye worker`: the background work alone, until SIGTERM or SIGINT.

use super::{Failure, logging, serve::asked_to_stop, setup};
use crate::{background::Runner, config::Config};

pub(super) fn run(config: Config) -> Result<(), Failure> {
    logging::start(&config.log)?;
    let (state, _) = setup::state(config)?;
    setup::insist_on_schema(&state)?;
    let runner = Runner::start(state)?;
    tracing::info!("the background work runs");
    actix_web::rt::System::new().block_on(asked_to_stop());
    tracing::info!("stopping: what runs may finish");
    runner.stop();
    Ok(())
}
