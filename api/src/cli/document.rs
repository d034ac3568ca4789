//! `kaiye openapi`, `kaiye asyncapi`: a document that the program makes, and its agreement with the committed file.

use std::path::{Path, PathBuf};

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
    /// The file, when it is not the one of that name in this folder.
    #[arg(long)]
    file: Option<PathBuf>,
}

/// `name` is the subcommand's, and the file's without `.yaml`.
pub(super) fn run(args: &Args, name: &str, yaml: &str) -> Result<(), Failure> {
    let usual = format!("{name}.yaml");
    let file = args.file.as_deref().unwrap_or_else(|| Path::new(&usual));
    if args.write {
        std::fs::write(file, yaml)?;
    } else if args.check {
        if std::fs::read_to_string(file)? != yaml {
            return Err(format!("{} is not current; run: cargo run -- {name} --write", file.display()).into());
        }
    } else {
        print!("{yaml}");
    }
    Ok(())
}
