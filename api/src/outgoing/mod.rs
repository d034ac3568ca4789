//! Calls to whoever is outside: the one HTTP client for addresses that others have given. It calls public addresses by
//! https alone, unless the configuration names networks of its own; it verifies certificates, follows no redirect, uses
//! no proxy, and bounds time and size. Each call opens a connection of its own, to an address that was just checked.

mod guard;
mod network;
mod roots;
mod signature;

use std::{
    io::Read,
    time::{Duration, SystemTime},
};

use actix_web::http::header::{HttpDate, RETRY_AFTER};
use chrono::{DateTime, TimeDelta, Utc};
use guard::{Guard, Refused};
pub use network::Network;
pub(crate) use roots::authorities;
use serde::{Deserialize, Serialize};
pub use signature::{secret_of, signature};
use ureq::{
    Agent, Error,
    http::Uri,
    tls::TlsConfig,
    unversioned::{resolver::DefaultResolver, transport::DefaultConnector},
};

use crate::config;

/// Bytes of an answer's body that are read; the rest is left.
const MOST_BYTES: u64 = 64 * 1024;
/// Bytes of an answer's head.
const MOST_HEAD_BYTES: usize = 32 * 1024;

/// Calls others.
pub struct Outgoing {
    agent: Agent,
    allowed: Vec<Network>,
}

/// What somebody answered.
#[derive(Debug)]
pub struct Answer {
    /// The status; a redirect is told like any other.
    pub status: u16,
    /// The body's beginning, as far as it came in time.
    pub body: Vec<u8>,
    /// `Retry-After`, as it came.
    pub retry_after: Option<String>,
}

impl Answer {
    /// Whether it says yes.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// For how long it asks to be left alone (RFC 9110 §10.2.3): a number of seconds, or until an instant.
    pub fn asks_to_wait(&self, now: DateTime<Utc>) -> Option<TimeDelta> {
        let text = self.retry_after.as_deref()?.trim();
        match text.parse::<u32>() {
            Ok(seconds) => Some(TimeDelta::seconds(seconds.into())),
            Err(_) => text.parse::<HttpDate>().ok().map(|at| DateTime::<Utc>::from(SystemTime::from(at)) - now),
        }
    }
}

/// Why nobody answered.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr, strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Unanswered {
    /// The address may not be called.
    AddressRefused,
    /// The name is unknown.
    NameUnknown,
    /// No whole answer came in time.
    TimedOut,
    /// The certificate is not to be trusted, or TLS failed otherwise.
    TlsFailed,
    /// There was no connection, or it broke.
    ConnectionFailed,
    /// What came is no HTTP.
    NotHttp,
}

impl Outgoing {
    /// As it is configured. Authorities that cannot be read are refused at the start; if they are gone since, nobody is
    /// trusted.
    pub fn new(config: &config::Outgoing) -> Self {
        let settings = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .timeout_global(Some(Duration::from_secs(config.timeout_seconds)))
            .max_response_header_size(MOST_HEAD_BYTES)
            .max_idle_connections(0)
            .max_idle_connections_per_host(0)
            .user_agent(concat!("kaiye/", env!("CARGO_PKG_VERSION")))
            .tls_config(TlsConfig::builder().root_certs(roots::trusted(config.authorities.as_deref())).build())
            .build();
        let guard = Guard::new(DefaultResolver::default(), config.allow_private.clone());
        Self {
            agent: Agent::with_parts(settings, DefaultConnector::default(), guard),
            allowed: config.allow_private.clone(),
        }
    }

    /// Posts a body. Blocks: for a thread that may wait.
    pub fn post(&self, url: &str, headers: &[(&str, &str)], body: &[u8]) -> Result<Answer, Unanswered> {
        let request = headers.iter().fold(self.agent.post(url), |request, (name, value)| request.header(*name, *value));
        let response = request.send(body).map_err(|error| unanswered(&error))?;
        let status = response.status().as_u16();
        let asked = response.headers().get(RETRY_AFTER.as_str()).and_then(|value| value.to_str().ok());
        let retry_after = asked.map(ToOwned::to_owned);
        let mut read = Vec::new();
        // The status is what counts; a body that is cut off or never ends changes nothing about it.
        let _ = response.into_body().into_reader().take(MOST_BYTES).read_to_end(&mut read);
        Ok(Answer { status, body: read, retry_after })
    }

    /// Whether an address may be called, as far as can be told without asking for its name: said when it is given, and
    /// looked at again, with what the name then leads to, at each call.
    pub fn may_call(&self, url: &str) -> bool {
        let Ok(uri) = url.parse::<Uri>() else { return false };
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return false };
        let bare = !authority.as_str().contains('@') && !authority.host().is_empty() && !url.contains('#');
        let scheme = scheme == "https" || (scheme == "http" && !self.allowed.is_empty());
        let host = authority.host().trim_start_matches('[').trim_end_matches(']');
        let address = host.parse().map_or(true, |address| guard::may_be_called(address, &uri, &self.allowed));
        bare && scheme && address
    }
}

fn unanswered(error: &Error) -> Unanswered {
    match error {
        Error::Other(inner) if inner.is::<Refused>() => Unanswered::AddressRefused,
        Error::HostNotFound => Unanswered::NameUnknown,
        Error::Timeout(_) => Unanswered::TimedOut,
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) => Unanswered::TlsFailed,
        Error::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<Refused>()) => Unanswered::AddressRefused,
        Error::Io(_) | Error::ConnectionFailed => Unanswered::ConnectionFailed,
        _ => Unanswered::NotHttp,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receiver_asks_for_time_in_seconds_or_until_an_instant() {
        let now = DateTime::from_timestamp(784_111_777, 0).expect("an instant");
        let asks =
            |text: &str| Answer { status: 503, body: Vec::new(), retry_after: Some(text.to_owned()) }.asks_to_wait(now);
        assert_eq!(asks("120"), Some(TimeDelta::seconds(120)));
        assert_eq!(asks("Sun, 06 Nov 1994 08:50:37 GMT"), Some(TimeDelta::seconds(60)));
        for nothing in ["", "soon", "-5", "99999999999999999999", "1.5"] {
            assert_eq!(asks(nothing), None, "{nothing}");
        }
    }
}
