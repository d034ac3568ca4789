//! The endpoints: a folder a resource, a file an operation. A file holds its request, its answer, its handler and its
//! tests; the order of steps of a transaction is in `operations`.

pub mod service;
