//! Which addresses may be called. A name is looked up here and nowhere else, what it leads to is checked here, and the
//! connection goes to just that: a name that leads elsewhere a moment later (DNS rebinding) gains nothing.

use std::{fmt, net::IpAddr};

use ureq::{
    Error,
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{ResolvedSocketAddrs, Resolver},
        transport::NextTimeout,
    },
};

use super::Network;

/// Looks names up, and gives only what may be called.
#[derive(Debug)]
pub(super) struct Guard<R> {
    names: R,
    allowed: Vec<Network>,
}

/// Nothing that the name leads to may be called.
#[derive(Debug)]
pub(super) struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the address may not be called")
    }
}

impl std::error::Error for Refused {}

impl<R> Guard<R> {
    pub(super) fn new(names: R, allowed: Vec<Network>) -> Self {
        Self { names, allowed }
    }
}

impl<R: Resolver> Resolver for Guard<R> {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        let mut kept = self.empty();
        for address in found.iter().filter(|address| may_be_called(address.ip(), uri, &self.allowed)) {
            kept.push(*address);
        }
        if kept.is_empty() { Err(Error::Other(Box::new(Refused))) } else { Ok(kept) }
    }
}

/// A public address by https, or any of an allowed network.
pub(super) fn may_be_called(address: IpAddr, uri: &Uri, allowed: &[Network]) -> bool {
    let address = address.to_canonical();
    allowed.iter().any(|network| network.contains(address))
        || (uri.scheme_str() == Some("https") && Network::is_public(address))
}

#[cfg(test)]
mod tests {
    use std::{
        net::SocketAddr,
        sync::atomic::{AtomicUsize, Ordering},
    };

    use ureq::{Timeout, unversioned::transport::time};

    use super::*;

    /// A name that leads elsewhere each time it is asked for.
    #[derive(Debug)]
    struct Rebinding(Vec<&'static str>, AtomicUsize);

    impl Resolver for Rebinding {
        fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
            let turn = self.1.fetch_add(1, Ordering::Relaxed);
            let mut found = self.empty();
            for address in self.0[turn % self.0.len()].split(' ') {
                found.push(SocketAddr::new(address.parse().expect("an address"), 443));
            }
            Ok(found)
        }
    }

    fn resolve(guard: &Guard<Rebinding>, url: &str) -> Result<Vec<String>, String> {
        let timeout =
            NextTimeout { after: time::Duration::NotHappening, reason: Timeout::Global, ..NextTimeout::default() };
        let found = guard.resolve(&url.parse().expect("an address"), &Config::default(), timeout);
        found.map(|found| found.iter().map(|a| a.ip().to_string()).collect()).map_err(|error| error.to_string())
    }

    #[test]
    fn what_a_name_leads_to_is_checked_each_time_and_is_what_is_called() {
        let names = Rebinding(vec!["1.1.1.1", "127.0.0.1", "10.0.0.1 9.9.9.9"], AtomicUsize::new(0));
        let guard = Guard::new(names, Vec::new());
        assert_eq!(resolve(&guard, "https://a.example/").expect("public"), ["1.1.1.1"]);
        assert!(resolve(&guard, "https://a.example/").expect_err("rebound").contains("may not be called"));
        assert_eq!(resolve(&guard, "https://a.example/").expect("one of them"), ["9.9.9.9"]);
        assert!(resolve(&guard, "http://a.example/").is_err(), "a public address without TLS");
    }

    #[test]
    fn networks_of_ones_own_may_be_called_when_they_are_named() {
        let uri: Uri = "http://a.example/".parse().expect("an address");
        let allowed = vec!["10.20.0.0/16".parse().expect("a network")];
        let may = |address: &str| may_be_called(address.parse().expect("an address"), &uri, &allowed);
        assert!(may("10.20.255.1") && may("::ffff:10.20.0.1"));
        assert!(!may("10.21.0.1") && !may("169.254.169.254") && !may("1.1.1.1"));
    }
}
