//! The service whose feed is read, over HTTP.

use std::{fs, path::PathBuf, time::Duration};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value;

/// Longer than the service may wait for news.
const PATIENCE: Duration = Duration::from_secs(60);
/// More than a hundred events have.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// What the reader proves itself with.
#[derive(Debug)]
pub(super) enum Credentials {
    /// An agency's system by its secret.
    Client {
        /// Its client id.
        id: String,
        /// The file with its secret.
        secret_file: PathBuf,
    },
    /// A token that somebody else keeps fresh in a file.
    Token(PathBuf),
}

/// Why nothing came.
#[derive(Debug)]
pub(super) enum Gone {
    /// It may come when it is asked for again.
    ForNow(String),
    /// It will not.
    ForGood(String),
}

/// The service, and the token that it gave.
pub(super) struct Service {
    agent: ureq::Agent,
    url: String,
    credentials: Credentials,
    token: Option<String>,
}

impl Service {
    pub(super) fn new(url: &str, credentials: Credentials) -> Self {
        let config = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).http_status_as_error(false);
        let url = url.trim_end_matches('/').to_owned();
        Self { agent: config.build().new_agent(), url, credentials, token: None }
    }

    /// A part of the feed.
    pub(super) fn read(&mut self, query: &[(&'static str, String)]) -> Result<Value, Gone> {
        let token = match self.token.take() {
            Some(token) => token,
            None => self.new_token()?,
        };
        let mut request = self.agent.get(format!("{}/api/v1/events", self.url));
        for (name, value) in query {
            request = request.query(name, value);
        }
        let answer = taken(request.header("authorization", format!("Bearer {token}")).call());
        match answer {
            // The token is over: another one is asked for, with the next try.
            Err((401, why)) => Err(Gone::ForNow(why)),
            Err((status, why)) => Err(lost(status, why)),
            Ok(part) => {
                self.token = Some(token);
                Ok(part)
            }
        }
    }

    fn new_token(&self) -> Result<String, Gone> {
        let read = |file: &PathBuf| {
            let text = fs::read_to_string(file).map_err(|error| Gone::ForGood(format!("{}: {error}", file.display())));
            Ok(text?.trim().to_owned())
        };
        let (id, secret) = match &self.credentials {
            Credentials::Token(file) => return read(file),
            Credentials::Client { id, secret_file } => (id, read(secret_file)?),
        };
        let basic = format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")));
        let request = self.agent.post(format!("{}/oauth/token", self.url)).header("authorization", basic);
        let answer = taken(request.send_form([("grant_type", "client_credentials")]));
        let answer = answer.map_err(|(status, why)| lost(status, why))?;
        let token = answer["access_token"].as_str().map(str::to_owned);
        token.ok_or_else(|| Gone::ForGood("the service gave no token".to_owned()))
    }
}

/// The answer's JSON; else its status, 0 where there was none, and what it says.
fn taken(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, (u16, String)> {
    let mut answer = answer.map_err(|error| (0, error.to_string()))?;
    let status = answer.status().as_u16();
    let text = answer.body_mut().with_config().limit(MOST_BYTES).read_to_string();
    let text = text.map_err(|error| (0, error.to_string()))?;
    match answer.status().is_success() {
        true => serde_json::from_str(&text).map_err(|error| (status, error.to_string())),
        false => Err((status, format!("the service answers {status}: {text}"))),
    }
}

/// What is refused as it stands will be refused again; all else may pass.
fn lost(status: u16, why: String) -> Gone {
    match status {
        400..=428 | 430..=499 => Gone::ForGood(why),
        _ => Gone::ForNow(why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_refused_as_it_stands_is_given_up() {
        let given_up = |status| matches!(lost(status, String::new()), Gone::ForGood(_));
        assert!([400, 401, 403, 404, 422].into_iter().all(given_up));
        assert!(![0, 200, 429, 500, 502, 503].into_iter().any(given_up));
    }
}
