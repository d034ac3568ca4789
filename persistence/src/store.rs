//! The store: where every transaction begins and ends.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use crate::{
    backend::{Connection, DatabaseUrl, Flavour, LostRace, Mode, Pools, begin, commit, migrate, roll_back, tell},
    error::{StoreError, StoreResult},
};

/// How often a transaction that lost a race is run before its caller is told.
const ATTEMPTS: u32 = 8;

/// What the store needs to know.
#[derive(Debug, Clone)]
pub struct StoreConfig {
    /// Where the database is.
    pub url: DatabaseUrl,
    /// The most connections at once. Eight was best on two cores; a few a core is a good start.
    pub pool_size: u32,
}

/// Hears each statement as it is sent, without its values.
pub type Listener = Arc<dyn Fn(&str) + Send + Sync>;

/// The store; a clone is another handle on the same one.
#[derive(Clone)]
pub struct Store {
    pools: Arc<Pools>,
    flavour: Flavour,
    listener: Option<Listener>,
}

impl Store {
    /// Connects, without touching the schema.
    pub fn open(config: &StoreConfig) -> StoreResult<Self> {
        let pools = Arc::new(Pools::open(&config.url, config.pool_size)?);
        Ok(Self { pools, flavour: config.url.flavour(), listener: None })
    }

    /// The same store, which lets somebody hear what it sends. For tests, which hold each operation to what it may ask
    /// of the database.
    pub fn heard_by(self, listener: Listener) -> Self {
        Self { listener: Some(listener), ..self }
    }

    /// Which database is behind it.
    pub fn flavour(&self) -> Flavour {
        self.flavour
    }

    /// Brings the schema up to date; safe to call from several processes at once.
    pub fn migrate(&self) -> StoreResult<()> {
        migrate::up(self.pools.writer()?.conn())
    }

    /// Whether the schema is up to date.
    pub fn is_migrated(&self) -> StoreResult<bool> {
        migrate::is_current(self.pools.writer()?.conn())
    }

    /// Drops every table with all that is in it. For tests, and for the migrations' own proof that they revert.
    pub fn revert_all(&self) -> StoreResult<()> {
        migrate::down(self.pools.writer()?.conn())
    }

    /// Reads in one snapshot.
    pub fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(&mut Connection) -> Result<T, E>) -> Result<T, E> {
        let mut lease = self.pools.reader()?;
        let conn = lease.conn();
        if let Some(listener) = &self.listener {
            tell(conn, listener.clone());
        }
        begin(conn, Mode::Read).map_err(StoreError::from)?;
        let result = work(conn);
        // Nothing was written; but a snapshot that cannot be ended means a broken connection, which the pool then drops.
        let ended = roll_back(conn);
        let value = result?;
        ended.map_err(StoreError::from)?;
        Ok(value)
    }

    /// Writes in one transaction: what `work` wrote stands when it gives `Ok`, and has left no trace when it gives `Err`.
    /// `work` is run again, from nothing, when the transaction lost a race (serialization failure, deadlock): it must
    /// have no effect outside the database.
    pub fn write<T, E: From<StoreError>>(&self, mut work: impl FnMut(&mut Connection) -> Result<T, E>) -> Result<T, E> {
        let mut attempt = 1;
        loop {
            let mut lease = self.pools.writer()?;
            let conn = lease.conn();
            let race = LostRace::watch(conn, self.listener.clone());
            let result = Self::transact(conn, &race, &mut work);
            if result.is_ok() || !race.lost() || attempt == ATTEMPTS {
                return result;
            }
            // Give the connection back before waiting: others may need it.
            drop(lease);
            tracing::debug!(attempt, "a transaction lost a race and is run again");
            std::thread::sleep(pause(attempt));
            attempt += 1;
        }
    }

    fn transact<T, E: From<StoreError>>(
        conn: &mut Connection,
        race: &LostRace,
        work: &mut impl FnMut(&mut Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        begin(conn, Mode::Write).map_err(StoreError::from)?;
        match work(conn) {
            Ok(value) => {
                commit(conn).inspect_err(|error| race.note(error)).map_err(StoreError::from)?;
                Ok(value)
            }
            Err(error) => {
                if let Err(stuck) = roll_back(conn) {
                    // The pool drops a connection whose transaction is still open, and the server then rolls back.
                    tracing::warn!(error = %stuck, "a transaction could not be rolled back");
                }
                Err(error)
            }
        }
    }
}

/// Longer each time, and different for each of those that collided.
fn pause(attempt: u32) -> Duration {
    static TURN: AtomicU32 = AtomicU32::new(0);
    let spread = TURN.fetch_add(7, Ordering::Relaxed) % 20;
    Duration::from_millis(u64::from((1 << attempt.min(6)) + spread))
}
