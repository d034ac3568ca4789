//! The connections of one store. PostgreSQL: one pool. SQLite: readers apart, and one writer behind a fair queue, because
//! writers that wait by trying again starve each other.

use std::{ops::DerefMut, time::Duration};

use diesel::{
    connection::SimpleConnection,
    r2d2::{ManageConnection, Pool, PooledConnection, R2D2Connection},
};
use parking_lot::{FairMutex, FairMutexGuard};

use super::{
    Connection, DatabaseUrl,
    manager::{Manager, Purpose},
};
use crate::error::{StoreError, StoreErrorKind, StoreResult};

/// How long a caller waits for a connection before it is told that the store is busy.
const PATIENCE: Duration = Duration::from_secs(10);

/// The connections of one store.
pub(crate) enum Pools {
    /// One writer at a time, in the order they came; readers beside it.
    Sqlite {
        /// The one connection that writes.
        writer: FairMutex<Connection>,
        /// Opens it anew when it broke.
        manager: Manager,
        /// Connections that only read.
        readers: Pool<Manager>,
    },
    /// Connections that read and write.
    Postgres(Pool<Manager>),
}

impl Pools {
    /// Opens the first connection and prepares for up to `size`.
    pub(crate) fn open(url: &DatabaseUrl, size: u32) -> StoreResult<Self> {
        let manager = |purpose| Manager { url: url.clone(), purpose };
        match url {
            DatabaseUrl::Sqlite(_) => {
                let writers = manager(Purpose::Write);
                let mut writer = connect(&writers)?;
                // Once for the file: readers then never wait for the writer, nor it for them.
                writer.batch_execute("PRAGMA journal_mode = WAL;")?;
                let readers = pool(manager(Purpose::Read), size)?;
                Ok(Self::Sqlite { writer: FairMutex::new(writer), manager: writers, readers })
            }
            DatabaseUrl::Postgres(_) => Ok(Self::Postgres(pool(manager(Purpose::Write), size)?)),
        }
    }

    /// A connection to read with.
    pub(crate) fn reader(&self) -> StoreResult<Lease<'_>> {
        let (Self::Sqlite { readers: pool, .. } | Self::Postgres(pool)) = self;
        pool.get().map(|conn| Lease::Pooled(Box::new(conn))).map_err(|error| match pool.state().connections {
            0 => StoreError::new(StoreErrorKind::Unavailable, error.to_string()),
            _ => StoreError::new(StoreErrorKind::Busy, error.to_string()),
        })
    }

    /// A connection to write with.
    pub(crate) fn writer(&self) -> StoreResult<Lease<'_>> {
        let Self::Sqlite { writer, manager, .. } = self else { return self.reader() };
        let mut conn = writer
            .try_lock_for(PATIENCE)
            .ok_or_else(|| StoreError::new(StoreErrorKind::Busy, "too many writers wait for the SQLite file"))?;
        // A panic inside a transaction leaves it open.
        if conn.is_broken() {
            *conn = connect(manager)?;
        }
        Ok(Lease::Writer(conn))
    }
}

fn connect(manager: &Manager) -> StoreResult<Connection> {
    manager.connect().map_err(|error| StoreError::new(StoreErrorKind::Unavailable, error.to_string()))
}

fn pool(manager: Manager, size: u32) -> StoreResult<Pool<Manager>> {
    Pool::builder()
        .max_size(size)
        .min_idle(Some(1))
        // A broken connection is seen on use and dropped; testing each time costs a quarter of the throughput.
        .test_on_check_out(false)
        .connection_timeout(PATIENCE)
        .build(manager)
        .map_err(|error| StoreError::new(StoreErrorKind::Unavailable, error.to_string()))
}

/// A connection for the time being.
pub(crate) enum Lease<'a> {
    /// SQLite's writer.
    Writer(FairMutexGuard<'a, Connection>),
    /// One of a pool.
    Pooled(Box<PooledConnection<Manager>>),
}

impl Lease<'_> {
    /// The connection itself.
    pub(crate) fn conn(&mut self) -> &mut Connection {
        match self {
            Self::Writer(conn) => conn.deref_mut(),
            Self::Pooled(conn) => conn.deref_mut().deref_mut(),
        }
    }
}
