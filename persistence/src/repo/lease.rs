//! Who does which background work until when. A process that dies loses its leases by time alone.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{prelude::*, query_dsl::methods::FilterDsl};

use crate::{
    backend::{Connection, Instant, on_either},
    error::StoreResult,
    row::LeaseRow,
    schema::leases,
};

/// Takes or prolongs the lease `name` for `holder`; false while somebody else holds it.
pub fn take(conn: &mut Connection, name: &str, holder: &str, now: DateTime<Utc>, ttl: TimeDelta) -> StoreResult<bool> {
    let lease = LeaseRow { name: name.to_owned(), holder: holder.to_owned(), held_until: (now + ttl).into() };
    let free = leases::holder.eq(&lease.holder).or(leases::held_until.le(Instant::from(now)));
    let taken = on_either!(conn, c => {
        let upsert = diesel::insert_into(leases::table)
            .values(&lease)
            .on_conflict(leases::name)
            .do_update()
            .set((leases::holder.eq(&lease.holder), leases::held_until.eq(lease.held_until)));
        FilterDsl::filter(upsert, free).execute(c)
    })?;
    Ok(taken == 1)
}

/// Gives the lease back, so that another process need not wait for its end.
pub fn release(conn: &mut Connection, name: &str, holder: &str) -> StoreResult<()> {
    diesel::delete(leases::table.find(name)).filter(leases::holder.eq(holder)).execute(conn)?;
    Ok(())
}
