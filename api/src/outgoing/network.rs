//! Networks of addresses, and which addresses are public (the IANA special-purpose address registries, RFC 6890).

use std::{net::IpAddr, str::FromStr};

use serde::Deserialize;

/// A network: an address and how many of its leading bits count, as in `10.0.0.0/8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Network {
    base: IpAddr,
    bits: u8,
}

/// What of IPv4 is not public: this host, private, carrier's, loopback, link-local, protocols, documentation, 6to4
/// relays, benchmarks, multicast, reserved.
const NOT_PUBLIC_V4: [&str; 15] = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
];

/// What of IPv6 may be public at all; loopback, link-local, unique local, multicast and NAT64 are outside.
const GLOBAL_V6: &str = "2000::/3";

/// What of that is not public: protocols (Teredo among them), documentation, 6to4.
const NOT_PUBLIC_V6: [&str; 4] = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

impl Network {
    /// Whether an address lies in it.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.base, address) {
            (IpAddr::V4(base), IpAddr::V4(address)) => {
                same(base.to_bits().into(), address.to_bits().into(), 32, self.bits)
            }
            (IpAddr::V6(base), IpAddr::V6(address)) => same(base.to_bits(), address.to_bits(), 128, self.bits),
            _ => false,
        }
    }

    /// Whether an address is one of the public internet.
    pub fn is_public(address: IpAddr) -> bool {
        let within = |network: &&str| network.parse::<Self>().is_ok_and(|network| network.contains(address));
        match address {
            IpAddr::V4(_) => !NOT_PUBLIC_V4.iter().any(within),
            IpAddr::V6(_) => within(&GLOBAL_V6) && !NOT_PUBLIC_V6.iter().any(within),
        }
    }
}

/// Whether the first `bits` of `width` are the same.
fn same(one: u128, other: u128, width: u32, bits: u8) -> bool {
    (one ^ other).checked_shr(width - u32::from(bits)).unwrap_or(0) == 0
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} is no network such as 10.0.0.0/8");
        let (base, bits) = text.split_once('/').ok_or_else(wrong)?;
        let network = Self { base: base.parse().map_err(|_| wrong())?, bits: bits.parse().map_err(|_| wrong())? };
        let most = if network.base.is_ipv4() { 32 } else { 128 };
        if network.bits <= most { Ok(network) } else { Err(wrong()) }
    }
}

impl TryFrom<String> for Network {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_public() {
        let public = |address: &str| Network::is_public(address.parse::<IpAddr>().expect("an address").to_canonical());
        for address in ["1.1.1.1", "172.32.0.1", "100.128.0.1", "223.255.255.255", "2400:3200::1", "2606:4700::1111"] {
            assert!(public(address), "{address}");
        }
        for address in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "198.19.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
            "::7f00:1",
        ] {
            assert!(!public(address), "{address}");
        }
    }

    #[test]
    fn every_network_of_the_tables_is_one() {
        for network in NOT_PUBLIC_V4.iter().chain(&NOT_PUBLIC_V6).chain([&GLOBAL_V6]) {
            assert!(network.parse::<Network>().is_ok(), "{network}");
        }
        for wrong in ["10.0.0.0", "10.0.0.0/33", "::/129", "x/8", "10.0.0/8"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
        assert!("0.0.0.0/0".parse::<Network>().expect("all").contains([8, 8, 8, 8].into()));
        assert!("::/0".parse::<Network>().expect("all").contains("fe80::1".parse().expect("an address")));
    }
}
