//! Who may sign in: accounts of persons and officers, agencies' systems, and how guessing is slowed down (design §6).

mod client;
mod password;
mod person;
mod reason;
mod slowdown;

pub use client::{AgencyClient, ClientChange, NewClient};
pub use password::password_is_strong;
pub use person::{Account, AccountChange, AccountStatus, NewAccount};
pub use reason::AccountReason;
pub use slowdown::blocked_until;
