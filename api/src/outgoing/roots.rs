//! Whose certificates are trusted.

use std::{io, path::Path};

use ureq::tls::{Certificate, PemItem, RootCerts, parse_pem};

/// The public authorities, or those of a file in their place.
pub(super) fn trusted(file: Option<&Path>) -> RootCerts {
    let Some(file) = file else { return RootCerts::WebPki };
    let read = authorities(file);
    if let Err(error) = &read {
        tracing::error!(%error, "the trusted authorities cannot be read: no certificate is trusted");
    }
    RootCerts::from(read.unwrap_or_default())
}

/// The certificates of a PEM file, at least one.
pub(crate) fn authorities(file: &Path) -> io::Result<Vec<Certificate<'static>>> {
    let text = std::fs::read(file)?;
    let mut found = Vec::new();
    for item in parse_pem(&text) {
        if let PemItem::Certificate(certificate) = item.map_err(io::Error::other)? {
            found.push(certificate);
        }
    }
    if found.is_empty() { Err(io::Error::other("no certificate in it")) } else { Ok(found) }
}
