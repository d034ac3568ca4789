//! How often one may ask: by caller when known, else by address; signing in and reporting apart and tighter. Per process,
//! by exception (design §8).

use std::{net::IpAddr, num::NonZeroU32};

use actix_web::{
    Error, HttpMessage,
    body::{BoxBody, EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method, StatusCode,
        header::{HeaderName, HeaderValue, RETRY_AFTER},
    },
    middleware::Next,
};
use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    middleware::StateInformationMiddleware,
    state::keyed::DashMapStateStore,
};
use kaiye_domain::actor::Role;
use uuid::Uuid;

use crate::{
    config,
    http::{Problem, caller::Identified},
    state::State,
};

type Keyed<K> = RateLimiter<K, DashMapStateStore<K>, DefaultClock, StateInformationMiddleware>;

/// The limits of one process.
#[derive(Debug)]
pub struct Limits {
    caller: Limit<Uuid>,
    address: Limit<IpAddr>,
    sign_in: Limit<IpAddr>,
    report: Limit<IpAddr>,
    clock: DefaultClock,
}

#[derive(Debug)]
struct Limit<K: std::hash::Hash + Eq + Clone> {
    /// As `RateLimit-Policy` says it.
    policy: String,
    limiter: Keyed<K>,
}

/// Where one stands with a limit.
#[derive(Debug, Clone)]
struct Standing {
    policy: String,
    remaining: u32,
    wait_seconds: u64,
    allowed: bool,
}

impl<K: std::hash::Hash + Eq + Clone> Limit<K> {
    fn per_minute(name: &str, count: u32) -> Self {
        Self::new(name, count, 60, Quota::per_minute)
    }

    fn per_hour(name: &str, count: u32) -> Self {
        Self::new(name, count, 3600, Quota::per_hour)
    }

    fn new(name: &str, count: u32, seconds: u32, quota: impl Fn(NonZeroU32) -> Quota) -> Self {
        let count = NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN);
        let limiter = RateLimiter::dashmap(quota(count)).with_middleware();
        Self { policy: format!("\"{name}\";q={count};w={seconds}"), limiter }
    }

    fn ask(&self, key: &K, clock: &DefaultClock) -> Standing {
        let policy = self.policy.clone();
        match self.limiter.check_key(key) {
            Ok(snapshot) => {
                Standing { policy, remaining: snapshot.remaining_burst_capacity(), wait_seconds: 0, allowed: true }
            }
            Err(not_until) => {
                let wait = not_until.wait_time_from(clock.now());
                Standing { policy, remaining: 0, wait_seconds: wait.as_secs() + 1, allowed: false }
            }
        }
    }
}

impl Limits {
    /// The configured limits, nobody having asked yet.
    pub fn new(config: &config::Limits) -> Self {
        Self {
            caller: Limit::per_minute("caller", config.caller_per_minute),
            address: Limit::per_minute("address", config.address_per_minute),
            sign_in: Limit::per_minute("sign_in", config.sign_in_per_minute),
            report: Limit::per_hour("report", config.reports_per_hour),
            clock: DefaultClock::default(),
        }
    }

    /// Forgets who has not asked for a while.
    pub fn tidy(&self) {
        self.caller.limiter.retain_recent();
        self.address.limiter.retain_recent();
        self.sign_in.limiter.retain_recent();
        self.report.limiter.retain_recent();
    }

    fn standing(&self, request: &ServiceRequest, address: IpAddr) -> Standing {
        if signs_in(request) {
            return self.sign_in.ask(&address, &self.clock);
        }
        if reports(request) {
            return self.report.ask(&address, &self.clock);
        }
        let known = request.extensions().get::<Identified>().and_then(|found| found.0.clone().ok());
        match known.filter(|actor| !actor.is(Role::Public)) {
            Some(actor) => self.caller.ask(&actor.id, &self.clock),
            None => self.address.ask(&address, &self.clock),
        }
    }
}

/// Counts the request and tells the caller where it stands.
pub async fn rate_limit<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, Error> {
    let Some(standing) = standing(&request) else {
        return next.call(request).await.map(ServiceResponse::map_into_left_body);
    };
    let headers = standing_headers(&standing);
    if !standing.allowed {
        let mut problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "rate_limited");
        problem.headers.extend(headers);
        let problem = problem.with_header(RETRY_AFTER, HeaderValue::from(standing.wait_seconds));
        return Ok(request.error_response(problem).map_into_right_body());
    }
    let mut response = next.call(request).await?.map_into_left_body();
    for (name, value) in headers {
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}

/// Where the caller stands; the health checks are not counted.
fn standing(request: &ServiceRequest) -> Option<Standing> {
    let state = request.app_data::<State>()?;
    let address = address(request, state.config.server.behind_proxy)?;
    (!request.path().starts_with("/health/")).then(|| state.limits.standing(request, address))
}

fn standing_headers(standing: &Standing) -> Vec<(HeaderName, HeaderValue)> {
    let name = standing.policy.split(';').next().unwrap_or_default();
    let now = format!("{name};r={};t={}", standing.remaining, standing.wait_seconds.max(1));
    [("ratelimit-policy", standing.policy.clone()), ("ratelimit", now)]
        .into_iter()
        .filter_map(|(name, value)| Some((HeaderName::from_static(name), HeaderValue::try_from(value).ok()?)))
        .collect()
}

fn signs_in(request: &ServiceRequest) -> bool {
    matches!(request.path(), "/oauth/token" | "/api/v1/sessions" | "/api/v1/sessions/refresh")
}

fn reports(request: &ServiceRequest) -> bool {
    let path = request.path();
    request.method() == Method::POST && path.starts_with("/api/v1/public-commitments/") && path.ends_with("/reports")
}

/// The caller's address; behind a proxy, what the proxy added last to `X-Forwarded-For`.
fn address(request: &ServiceRequest, behind_proxy: bool) -> Option<IpAddr> {
    let forwarded = || request.headers().get("x-forwarded-for")?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok();
    behind_proxy.then(forwarded).flatten().or_else(|| request.peer_addr().map(|peer| peer.ip()))
}
