//! `kaiye asyncapi`: the document of the events, and its agreement with the committed file.

use std::path::PathBuf;

use super::Failure;

/// Prints the document unless told otherwise.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Fail when the file is not what the program would write.
    #[arg(long)]
    check: bool,
    /// Write the file.
    #[arg(long, conflicts_with = "check")]
    write: bool,
    /// The file.
    #[arg(long, default_value = "asyncapi.yaml")]
    file: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let yaml = crate::asyncapi::yaml()?;
    if args.write {
        std::fs::write(&args.file, yaml)?;
    } else if args.check {
        if std::fs::read_to_string(&args.file)? != yaml {
            return Err(format!("{} is not current; run: cargo run -- asyncapi --write", args.file.display()).into());
        }
    } else {
        print!("{yaml}");
    }
    Ok(())
}
