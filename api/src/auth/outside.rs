//! Outside identity providers, trusted by their configured keys: from a file, or fetched, kept, and fetched again when a
//! token names a key that is not known, but not more often than once a minute.

use std::{
    collections::BTreeMap,
    io,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::{Duration, Instant},
};

use jsonwebtoken::{Algorithm, AlgorithmFamily, DecodingKey, Validation, decode_header, jwk::JwkSet};
use serde_json::Value;

use crate::{
    config::IdentityProvider,
    http::Problem,
    state::{State, away},
};

const FLOOR: Duration = Duration::from_secs(60);
const PATIENCE: Duration = Duration::from_secs(5);
const MOST_BYTES: u64 = 1 << 20;
/// For clocks that differ.
const LEEWAY: i64 = 60;

/// Somebody for whom an outside identity provider vouches.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// Who, to the provider.
    pub subject: String,
    /// The name to show.
    pub name: String,
    /// Whether the claims make an applicant of them; staff have accounts already.
    pub is_applicant: bool,
    /// When the token expires.
    pub expires_at: i64,
}

/// The trusted providers.
#[derive(Default)]
pub struct Outside {
    providers: BTreeMap<String, Arc<Provider>>,
}

struct Provider {
    trusted: IdentityProvider,
    keys: RwLock<Arc<JwkSet>>,
    fetched: Mutex<Option<Instant>>,
}

impl Outside {
    /// The configured providers, whose keys are read when first needed.
    pub fn new(trusted: &[IdentityProvider]) -> Self {
        let provider = |trusted: &IdentityProvider| Provider {
            trusted: trusted.clone(),
            keys: RwLock::new(Arc::new(JwkSet { keys: Vec::new() })),
            fetched: Mutex::new(None),
        };
        Self { providers: trusted.iter().map(|t| (t.issuer.clone(), Arc::new(provider(t)))).collect() }
    }

    /// For whom the token vouches; `None` when it does not hold.
    pub async fn verify(
        &self,
        state: &State,
        token: &str,
        kid: String,
        issuer: String,
    ) -> Result<Option<Identity>, Problem> {
        let Some(provider) = self.providers.get(&issuer).cloned() else { return Ok(None) };
        if provider.key(&kid).is_none() && provider.may_fetch() {
            let fetching = provider.clone();
            away(move || fetching.fetch()).await?;
        }
        Ok(provider.key(&kid).and_then(|key| provider.identity(token, &key, state.clock.now().timestamp())))
    }
}

impl Provider {
    fn key(&self, kid: &str) -> Option<DecodingKey> {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner).clone();
        keys.find(kid).and_then(|jwk| DecodingKey::from_jwk(jwk).ok())
    }

    fn may_fetch(&self) -> bool {
        let mut fetched = self.fetched.lock().unwrap_or_else(PoisonError::into_inner);
        let due = fetched.is_none_or(|at| at.elapsed() >= FLOOR);
        if due {
            *fetched = Some(Instant::now());
        }
        due
    }

    /// A provider that cannot be reached is logged; the keys that are known still count.
    fn fetch(&self) -> Result<(), Problem> {
        match self.read() {
            Ok(keys) => *self.keys.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keys),
            Err(error) => {
                tracing::warn!(issuer = self.trusted.issuer, %error, "an identity provider's keys cannot be read")
            }
        }
        Ok(())
    }

    fn read(&self) -> io::Result<JwkSet> {
        let text = match (&self.trusted.jwks_file, &self.trusted.jwks_url) {
            (Some(file), _) => std::fs::read_to_string(file)?,
            (None, Some(url)) => {
                let agent = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).build().new_agent();
                let mut response = agent.get(url).call().map_err(io::Error::other)?;
                response.body_mut().with_config().limit(MOST_BYTES).read_to_string().map_err(io::Error::other)?
            }
            (None, None) => return Err(io::Error::other("neither jwks_file nor jwks_url")),
        };
        serde_json::from_str(&text).map_err(io::Error::other)
    }

    fn identity(&self, token: &str, key: &DecodingKey, now: i64) -> Option<Identity> {
        let algorithm = decode_header(token).ok()?.alg;
        if !is_asymmetric(algorithm) {
            return None;
        }
        let mut validation = Validation::new(algorithm);
        // The clock is ours to read; see below.
        validation.validate_exp = false;
        validation.set_audience(&[&self.trusted.audience]);
        validation.set_issuer(&[&self.trusted.issuer]);
        validation.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
        let claims: Value = jsonwebtoken::decode(token, key, &validation).ok()?.claims;
        let expires_at = claims["exp"].as_i64().filter(|exp| now < exp + LEEWAY)?;
        if claims["nbf"].as_i64().is_some_and(|not_before| now + LEEWAY < not_before) {
            return None;
        }
        let subject = claims["sub"].as_str().filter(|subject| (1..=255).contains(&subject.len()))?.to_owned();
        let name = claims[&self.trusted.name_claim].as_str().unwrap_or_default().chars().take(100).collect();
        Some(Identity {
            issuer: self.trusted.issuer.clone(),
            subject,
            name,
            is_applicant: self.is_applicant(&claims[&self.trusted.role_claim]),
            expires_at,
        })
    }

    fn is_applicant(&self, claim: &Value) -> bool {
        let listed =
            |value: &Value| value.as_str().is_some_and(|v| self.trusted.applicant_values.iter().any(|a| a == v));
        match claim {
            Value::Array(values) => values.iter().any(listed),
            value => listed(value),
        }
    }
}

fn is_asymmetric(algorithm: Algorithm) -> bool {
    !AlgorithmFamily::Hmac.algorithms().contains(&algorithm)
}
