//! `kaiye doctor`: looks at everything that must be right before the service is, and says what is not.

use kaiye_domain::actor::Actor;

use super::{Failure, setup};
use crate::{
    config::{Config, ConfigError, DEFAULTS},
    state::AppState,
};

/// What to show.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Print the commented default configuration instead.
    #[arg(long)]
    defaults: bool,
}

pub(super) fn run(args: &Args, config: impl Fn() -> Result<Config, ConfigError>) -> Result<(), Failure> {
    if args.defaults {
        print!("{DEFAULTS}");
        return Ok(());
    }
    let config = config()?;
    println!("ok      configuration ({})", if config.is_evaluation() { "evaluation" } else { "production" });
    let (state, _) = setup::state(config)?;
    println!("ok      database opens ({:?})", state.store.flavour());
    setup::insist_on_schema(&state)?;
    println!("ok      schema is current");
    let checks =
        [("jurisdiction", jurisdiction(&state)), ("signing keys", keys(&state)), ("materials", materials(&state))];
    let mut wrong = 0;
    for (name, result) in checks {
        match result {
            Ok(found) => println!("ok      {name}: {found}"),
            Err(failure) => {
                wrong += 1;
                println!("wrong   {name}: {failure}");
            }
        }
    }
    if wrong == 0 { Ok(()) } else { Err(format!("{wrong} things are wrong").into()) }
}

fn jurisdiction(state: &AppState) -> Result<String, Failure> {
    let look = |tx: &mut crate::operations::Tx<'_>| {
        let (revision, data, calendar) = (tx.jurisdiction_revision()?, tx.jurisdiction()?, tx.calendar()?);
        let known = if calendar.is_known(tx.today()) { "is" } else { "is NOT" };
        Ok(format!("{} revision {revision}, calendar {}; today's year {known} known", data.code, calendar.version()))
    };
    state.look_here(&Actor::kaiye(), look).map_err(|failure: crate::operations::Failure| failure.told().into())
}

fn keys(state: &AppState) -> Result<String, Failure> {
    let keys = state.look_for_keys_here().map_err(|failure| failure.told())?;
    let now = state.clock.now();
    match keys.signing(now) {
        Some(key) => Ok(format!("{} signs until {}", key.kid, key.span.retires_at)),
        None => Ok("none yet; the first is made when it is needed".to_owned()),
    }
}

/// The folder can be written to; a bucket is only named.
fn materials(state: &AppState) -> Result<String, Failure> {
    if let Some(bucket) = &state.config.materials.bucket {
        state.materials().map_err(|error| super::setup::told("the bucket", &error))?;
        return Ok(format!("bucket {} at {}", bucket.name, bucket.endpoint));
    }
    let folder = &state.config.materials.path;
    std::fs::create_dir_all(folder)?;
    let probe = folder.join(".doctor");
    std::fs::write(&probe, b"ok")?;
    std::fs::remove_file(&probe)?;
    Ok(folder.display().to_string())
}
