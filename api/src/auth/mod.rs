//! Who calls: accounts, sessions, clients, tokens and their keys.

mod authenticate;

pub use authenticate::authenticate;
