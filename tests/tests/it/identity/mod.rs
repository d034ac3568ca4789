//! Who calls: sessions, accounts, agencies' systems, outside identities.

mod accounts;
mod clients;
mod outside;
mod sessions;
