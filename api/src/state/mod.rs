//! What every request shares within one process, and the one way to read and to write.

mod news;
mod reference;
mod seals;
mod signing;
mod transact;

use std::{
    future::{Ready, ready},
    ops::Deref,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use kaiye_persistence::{Keyring, MaterialStore, S3Bucket, Store, StoreError, StoreErrorKind, StoreResult};
pub use news::News;
pub use reference::Reference;
pub use seals::SealImages;
pub(crate) use transact::away;

use crate::{
    auth::{Outside, keys::KeyCache},
    clock::Clock,
    config::{Config, ConfigError},
    http::{Problem, middleware::Limits},
    ids::Ids,
    messenger::Messenger,
    outgoing::Outgoing,
};

/// A handle on the shared state; handlers take it as an argument.
#[derive(Clone)]
pub struct State(Arc<AppState>);

/// Configuration, clock, ids, store: nothing that two processes would disagree on.
pub struct AppState {
    /// The configuration, validated.
    pub config: Config,
    /// The time.
    pub clock: Clock,
    /// New ids.
    pub ids: Ids,
    /// Where everything is kept.
    pub store: Store,
    /// The keys that personal numbers and secrets are kept under.
    pub keyring: Keyring,
    /// The signing keys, cached.
    pub keys: KeyCache,
    /// The trusted outside identity providers.
    pub outside: Outside,
    /// The jurisdiction and the calendar, cached.
    pub reference: Reference,
    /// Images of seals, cached.
    pub seal_images: SealImages,
    /// The rate limits of this process.
    pub limits: Limits,
    /// How far the log goes, as those who wait for it know.
    pub news: News,
    /// Calls to whoever is outside.
    pub outgoing: Outgoing,
    /// The connection to the broker.
    #[cfg(feature = "nats")]
    pub(crate) relay: crate::relay::KeptLink,
    messenger: OnceLock<Messenger>,
    materials: OnceLock<MaterialStore>,
    started: AtomicBool,
    winding_down: AtomicBool,
}

impl State {
    /// A state that has not started yet.
    pub fn new(config: Config, clock: Clock, ids: Ids, store: Store, keyring: Keyring) -> Self {
        Self(Arc::new(AppState {
            limits: Limits::new(&config.limits),
            news: News::default(),
            outgoing: Outgoing::new(&config.outgoing),
            outside: Outside::new(&config.identity_providers),
            reference: Reference::new(&config.jurisdiction.code),
            seal_images: SealImages::default(),
            keys: KeyCache::default(),
            #[cfg(feature = "nats")]
            relay: crate::relay::KeptLink::default(),
            messenger: OnceLock::new(),
            materials: OnceLock::new(),
            started: AtomicBool::new(false),
            winding_down: AtomicBool::new(false),
            config,
            clock,
            ids,
            store,
            keyring,
        }))
    }
}

impl AppState {
    /// Where the bytes of materials are kept; opened when it is first needed.
    pub fn materials(&self) -> StoreResult<MaterialStore> {
        if let Some(open) = self.materials.get() {
            return Ok(open.clone());
        }
        let opened = match &self.config.materials.bucket {
            None => MaterialStore::in_folder(&self.config.materials.path)?,
            Some(bucket) => MaterialStore::in_bucket(&S3Bucket {
                name: bucket.name.clone(),
                region: bucket.region.clone(),
                endpoint: bucket.endpoint.clone(),
                access_key_id: bucket.access_key_id.clone(),
                secret_access_key: bucket.secret_access_key.clone(),
            })?,
        };
        Ok(self.materials.get_or_init(|| opened).clone())
    }

    /// Who hands messages out; made when it is first needed.
    pub fn messenger(&self) -> StoreResult<&Messenger> {
        if let Some(made) = self.messenger.get() {
            return Ok(made);
        }
        let wrong = |error: ConfigError| StoreError::new(StoreErrorKind::Internal, error.to_string());
        let made = Messenger::new(&self.config.messages).map_err(wrong)?;
        Ok(self.messenger.get_or_init(|| made))
    }

    /// From now on requests are taken.
    pub fn start(&self) {
        self.started.store(true, Ordering::Release);
    }

    /// From now on they are shed again.
    pub fn stop(&self) {
        self.started.store(false, Ordering::Release);
    }

    /// From now on background work begins nothing new.
    pub fn wind_down(&self) {
        self.winding_down.store(true, Ordering::Release);
    }

    /// Whether background work is to end.
    pub fn is_winding_down(&self) -> bool {
        self.winding_down.load(Ordering::Acquire)
    }

    /// Whether requests are taken.
    pub fn is_started(&self) -> bool {
        self.started.load(Ordering::Acquire)
    }
}

impl Deref for State {
    type Target = AppState;

    fn deref(&self) -> &AppState {
        &self.0
    }
}

impl FromRequest for State {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(request.app_data::<Self>().cloned().ok_or_else(|| Problem::internal("an application without state")))
    }
}
