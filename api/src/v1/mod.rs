//! The endpoints: a folder a resource, a file an operation. A file holds its request, its answer, its handler and its
//! tests; the order of steps of a transaction is in `operations`.

pub mod accounts;
pub mod clients;
pub mod departments;
pub mod me;
pub mod oauth;
pub mod service;
pub mod sessions;
pub mod wire;
