//! The configuration: the commented defaults inside the program, then a file, then the environment; validated once.

mod check;

use std::{collections::BTreeMap, fmt, net::SocketAddr, path::PathBuf};

use base64::{Engine, engine::general_purpose::STANDARD};
pub use check::ConfigError;
use figment::{
    Figment,
    providers::{Env, Format, Toml},
};
use kaiye_persistence::Keyring;
use serde::Deserialize;

use crate::outgoing::Network;

/// The commented defaults.
pub const DEFAULTS: &str = include_str!("default.toml");
const PREFIX: &str = "KAIYE_";

/// Everything that can be configured; `default.toml` says what each is for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is documented in default.toml, which is what people read")]
pub struct Config {
    #[serde(default)]
    pub evaluation: Option<bool>,
    pub server: Server,
    pub database: Database,
    pub keys: Keys,
    pub tokens: Tokens,
    pub limits: Limits,
    pub materials: Materials,
    pub intake: Intake,
    pub jurisdiction: Jurisdiction,
    pub background: Background,
    pub outgoing: Outgoing,
    pub webhooks: Webhooks,
    pub nats: Nats,
    pub messages: Messages,
    pub log: Log,
    #[serde(default)]
    pub identity_providers: Vec<IdentityProvider>,
}

macro_rules! section {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(missing_docs, reason = "each field is documented in default.toml, which is what people read")]
        pub struct $name { $(pub $field: $type),* }
    };
}

section! {
    /// How it listens.
    Server {
        bind: SocketAddr, public_url: String, workers: usize, tls: bool, behind_proxy: bool, cors_origins: Vec<String>,
        body_limit_bytes: usize, upload_limit_bytes: usize, body_timeout_seconds: u64, upload_timeout_seconds: u64,
        request_timeout_seconds: u64, stream_seconds: u64,
        shutdown_seconds: u64,
    }
}
section! {
    /// Where it stores.
    Database { url: String, pool_size: u32 }
}
section! {
    /// What it encrypts with.
    Keys { current: String, secrets: BTreeMap<String, String>, index: String }
}
section! {
    /// How long tokens last.
    Tokens { access_seconds: i64, session_days: i64, signing_key_days: i64 }
}
section! {
    /// How often one may ask.
    Limits { caller_per_minute: u32, address_per_minute: u32, sign_in_per_minute: u32, reports_per_hour: u32 }
}
/// Where materials are: a folder, or a bucket in its place.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Materials {
    /// The folder.
    pub path: PathBuf,
    /// The bucket.
    #[serde(default)]
    pub bucket: Option<Bucket>,
}

/// A bucket of an S3-compatible service.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// The service's region.
    pub region: String,
    /// The service's address.
    pub endpoint: String,
    /// Who asks.
    pub access_key_id: String,
    /// With which secret; never printed.
    pub secret_access_key: String,
}

impl fmt::Debug for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bucket({} at {})", self.name, self.endpoint)
    }
}

section! {
    /// How much machines may hand over.
    Intake { batch_limit_bytes: usize, rows_a_run: usize, message_limit_bytes: usize, mail_from: String }
}
section! {
    /// Where the jurisdiction's files are.
    Jurisdiction { code: String, path: PathBuf }
}
section! {
    /// How background work runs.
    Background { tick_seconds: u64, prompt_milliseconds: u64 }
}
section! {
    /// How others are called.
    Outgoing { allow_private: Vec<Network>, authorities: Option<PathBuf>, timeout_seconds: u64 }
}
section! {
    /// The broker that the log is relayed to.
    Nats {
        url: Option<String>, stream: String, subject_prefix: String, duplicate_seconds: u64,
        credentials: Option<PathBuf>, authorities: Option<PathBuf>,
    }
}
section! {
    /// By what applicants are told of things.
    Messages { smtp: Option<Smtp>, sms: Option<SmsGateway> }
}

/// A mail server.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is protected.
    pub tls: SmtpTls,
    /// Who writes: an address, or a name with an address.
    pub from: String,
    /// Who signs in; nobody where it is empty.
    #[serde(default)]
    pub user: String,
    /// With which password; never printed.
    #[serde(default)]
    pub password: String,
    /// Certificate authorities trusted beside the public ones, in PEM.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Smtp({}:{}, {:?})", self.host, self.port, self.tls)
    }
}

/// How the way to a mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SmtpTls {
    /// From the first byte.
    Implicit,
    /// By STARTTLS, without which nothing is sent.
    Starttls,
    /// Not at all: to a relay on the same machine only.
    None,
}

/// An SMS gateway behind the small interface of `docs/exchange.md`.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmsGateway {
    /// Where messages are posted.
    pub url: String,
    /// The bearer token; never printed.
    pub token: String,
}

impl fmt::Debug for SmsGateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SmsGateway({})", self.url)
    }
}

section! {
    /// What is logged and how.
    Log { filter: String, format: String }
}

section! {
    /// How events are pushed to subscribers.
    Webhooks { retry_seconds: Vec<i64>, disable_after_hours: i64, in_flight: i64, keep_days: i64 }
}

/// An outside identity provider that is trusted.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentityProvider {
    /// Its `iss`.
    pub issuer: String,
    /// The `aud` that its tokens for Kaiye bear.
    pub audience: String,
    /// Where its keys are fetched.
    #[serde(default)]
    pub jwks_url: Option<String>,
    /// Or the file that holds them.
    #[serde(default)]
    pub jwks_file: Option<PathBuf>,
    /// The claim that says who somebody is.
    pub role_claim: String,
    /// Its values that make an applicant.
    pub applicant_values: Vec<String>,
    /// The claim with the name to show.
    #[serde(default = "name_claim")]
    pub name_claim: String,
}

fn name_claim() -> String {
    "name".to_owned()
}

impl Config {
    /// Reads and validates: defaults, then `file`, then the environment.
    pub fn load(file: Option<PathBuf>) -> Result<Self, ConfigError> {
        let file = file.or_else(|| std::env::var_os("KAIYE_CONFIG").map(PathBuf::from));
        let environment = Env::prefixed(PREFIX).filter(|key| key != "config" && !key.starts_with("test_")).split("__");
        let configured = file.is_some() || environment.iter().next().is_some();
        let mut figment = Figment::from(Toml::string(DEFAULTS));
        if let Some(file) = file {
            if !file.is_file() {
                return Err(ConfigError::new(format!("no configuration file at {}", file.display())));
            }
            figment = figment.merge(Toml::file_exact(file));
        }
        let mut config: Self = figment.merge(environment).extract().map_err(|error| {
            ConfigError::new(error.into_iter().map(|e| e.to_string()).collect::<Vec<_>>().join("; "))
        })?;
        config.evaluation = Some(config.evaluation.unwrap_or(!configured));
        config.check()?;
        Ok(config)
    }

    /// The defaults alone, as an evaluation uses them.
    pub fn evaluation() -> Result<Self, ConfigError> {
        let mut config: Self =
            Figment::from(Toml::string(DEFAULTS)).extract().map_err(|error| ConfigError::new(error.to_string()))?;
        config.evaluation = Some(true);
        Ok(config)
    }

    /// The keys that personal numbers and secrets are kept under.
    pub fn keyring(&self) -> Result<Keyring, ConfigError> {
        let key = |name: &str, text: &str| -> Result<[u8; 32], ConfigError> {
            let bytes = STANDARD.decode(text).ok().and_then(|bytes| bytes.try_into().ok());
            bytes.ok_or_else(|| ConfigError::new(format!("{name}: not 32 bytes in base64")))
        };
        let secrets = self.keys.secrets.iter();
        let secrets: Vec<_> = secrets
            .map(|(id, text)| Ok((id.clone(), key("keys.secrets", text)?)))
            .collect::<Result<_, ConfigError>>()?;
        Keyring::new(secrets, &self.keys.current, key("keys.index", &self.keys.index)?)
            .map_err(|error| ConfigError::new(format!("keys: {error}")))
    }

    /// Whether this is an evaluation.
    pub fn is_evaluation(&self) -> bool {
        self.evaluation.unwrap_or(false)
    }
}
