//! Opens connections for the pools and sets them up.

use diesel::{
    Connection as _, ConnectionError, PgConnection, SqliteConnection,
    connection::SimpleConnection,
    r2d2::{Error, ManageConnection, R2D2Connection},
};

use super::{Connection, DatabaseUrl};

/// `busy_timeout` first: whatever follows may meet another process's lock. `FULL`, because an answered write is durable
/// even when the power fails.
const SQLITE: &str = "PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;";

/// A statement that waits or runs longer than this is given up, whatever the server's own settings are.
pub(super) const POSTGRES: &str = "SET TIME ZONE 'UTC'; SET lock_timeout = '10s'; SET statement_timeout = '30s'; \
    SET idle_in_transaction_session_timeout = '60s';";

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Reading only; SQLite refuses writes on it.
    Read,
    /// Reading and writing.
    Write,
}

/// Opens connections to one database for one purpose.
#[derive(Debug)]
pub(crate) struct Manager {
    pub(super) url: DatabaseUrl,
    pub(super) purpose: Purpose,
}

impl ManageConnection for Manager {
    type Connection = Connection;
    type Error = Error;

    fn connect(&self) -> Result<Connection, Error> {
        match &self.url {
            DatabaseUrl::Sqlite(path) => {
                let path = path.to_str().ok_or_else(|| ConnectionError::BadConnection("not UTF-8".to_owned()));
                let mut conn = path.and_then(SqliteConnection::establish).map_err(Error::ConnectionError)?;
                conn.batch_execute(SQLITE).map_err(Error::QueryError)?;
                if self.purpose == Purpose::Read {
                    conn.batch_execute("PRAGMA query_only = ON;").map_err(Error::QueryError)?;
                }
                Ok(Connection::Sqlite(conn))
            }
            DatabaseUrl::Postgres(url) => {
                let mut conn = PgConnection::establish(url).map_err(Error::ConnectionError)?;
                conn.batch_execute(POSTGRES).map_err(Error::QueryError)?;
                Ok(Connection::Postgres(conn))
            }
        }
    }

    fn is_valid(&self, conn: &mut Connection) -> Result<(), Error> {
        conn.ping().map_err(Error::QueryError)
    }

    fn has_broken(&self, conn: &mut Connection) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}
