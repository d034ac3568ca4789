//! `kaiye feed follow`: every event of the feed, once at least and in order, however often this or the service stops.

use std::{
    io::{self, Write},
    path::PathBuf,
    thread,
    time::Duration,
};

use serde_json::Value;

use super::{
    resume,
    service::{Credentials, Gone, Service},
};
use crate::cli::Failure;

/// How long to wait before trying again: at first, and at most.
const PATIENCE: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(60));

/// Whose feed, who reads it, and where that was left off.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The service's address, e.g. https://kaiye.example.cn
    #[arg(long, env = "KAIYE_FEED_URL")]
    url: String,
    /// The system's client id.
    #[arg(long, env = "KAIYE_FEED_CLIENT_ID", requires = "client_secret_file")]
    client_id: Option<String>,
    /// File with the system's secret.
    #[arg(long, value_name = "FILE", requires = "client_id")]
    client_secret_file: Option<PathBuf>,
    /// File with an access token, read anew when it has expired; instead of a client id and a secret.
    #[arg(long, value_name = "FILE", required_unless_present = "client_id", conflicts_with = "client_id")]
    token_file: Option<PathBuf>,
    /// Only these types, e.g. certificate.* ; may be given several times.
    #[arg(long = "type", value_name = "TYPE")]
    types: Vec<String>,
    /// Only what is about this subject, e.g. application/ID.
    #[arg(long)]
    subject: Option<String>,
    /// File that keeps how far was read. It is written after what was read was written out; without it, all is read anew.
    #[arg(long, value_name = "FILE")]
    resume: Option<PathBuf>,
    /// End once there is nothing new.
    #[arg(long)]
    once: bool,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let credentials = match (&args.client_id, &args.client_secret_file, &args.token_file) {
        (Some(id), Some(secret), _) => Credentials::Client { id: id.clone(), secret_file: secret.clone() },
        (_, _, Some(token)) => Credentials::Token(token.clone()),
        _ => return Err("give a client id and a secret, or a token".into()),
    };
    let mut service = Service::new(&args.url, credentials);
    let mut cursor = args.resume.as_deref().map(resume::read).transpose()?.flatten();
    let mut pause = PATIENCE.0;
    loop {
        match service.read(&query(args, cursor.as_deref())) {
            Ok(part) => {
                pause = PATIENCE.0;
                write_out(&part)?;
                let next = part["next_cursor"].as_str().ok_or("the service's answer has no next_cursor")?;
                if cursor.as_deref() != Some(next) {
                    cursor = Some(next.to_owned());
                    args.resume.as_deref().map(|file| resume::write(file, next)).transpose()?;
                }
                if args.once && part["more"] != true {
                    return Ok(());
                }
            }
            Err(Gone::ForNow(why)) => {
                eprintln!("kaiye: {why}; trying again in {} s", pause.as_secs());
                thread::sleep(pause);
                pause = PATIENCE.1.min(pause * 2);
            }
            Err(Gone::ForGood(why)) => return Err(why.into()),
        }
    }
}

fn query(args: &Args, cursor: Option<&str>) -> Vec<(&'static str, String)> {
    let mut query = vec![("limit", "100".to_owned()), ("wait", if args.once { "0" } else { "30" }.to_owned())];
    if !args.types.is_empty() {
        query.push(("type", args.types.join(",")));
    }
    query.extend(args.subject.clone().map(|subject| ("subject", subject)));
    query.extend(cursor.map(|cursor| ("cursor", cursor.to_owned())));
    query
}

/// All of it is out before the place is kept: whoever stops in between gets it again, and never misses it.
fn write_out(part: &Value) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for event in part["items"].as_array().into_iter().flatten() {
        writeln!(out, "{event}")?;
    }
    out.flush()
}
