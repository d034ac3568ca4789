//! Every difference between SQLite and PostgreSQL: connection, column types, pools, transactions, migrations and how a
//! violated constraint is told. Outside this folder the two look alike, except for a statement run by `on_either!`.

mod conflict;
mod connection;
mod database_url;
mod failure;
mod insert;
mod manager;
pub(crate) mod migrate;
mod pools;
mod transaction;
mod types;
mod upsert;

pub(crate) use conflict::constraint_of;
pub use connection::EitherConnection as Connection;
pub(crate) use connection::{MultiBackend, on_either};
pub use database_url::{DatabaseUrl, Flavour, UnknownDatabase};
pub(crate) use failure::{may_be_retried, says_busy, says_gone, says_unstorable};
pub(crate) use insert::{ROWS_PER_STATEMENT, insert_all};
pub(crate) use pools::Pools;
pub use transaction::attempt;
pub(crate) use transaction::{LostRace, Mode, begin, commit, roll_back, tell};
pub use types::{DbJson, DbUtc, DbUuid, Instant, Json, Key};
pub(crate) use upsert::upsert_all;
