//! The exchange with the departments' systems: what comes to whom, and what follows from its coming (S13).

mod receipt;

pub use receipt::received;
