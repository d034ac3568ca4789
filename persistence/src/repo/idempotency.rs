//! Idempotency keys: what was answered to whom, kept for a day. Claimed and answered within the effect's own transaction,
//! so that an answer is there exactly when its effect is.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

use super::update::purge;

use crate::{
    backend::{Connection, Instant, Json, on_either},
    error::{StoreError, StoreErrorKind, StoreResult},
    row::IdempotencyKeyRow,
    schema::idempotency_keys,
};

/// How long an answer is replayed (design §5).
pub const KEPT: TimeDelta = TimeDelta::hours(24);

/// The status of a key that is claimed but not yet answered; only its own transaction ever sees it.
const UNANSWERED: i32 = 0;

/// What a key turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// Never seen: do the work, then [`store_answer`].
    Fresh,
    /// Seen with the same request: give this answer again.
    Replay(StoredAnswer),
    /// Seen with another request.
    Mismatch,
}

/// An answer as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAnswer {
    /// HTTP status.
    pub status: u16,
    /// Those headers that belong to the answer, in order.
    pub headers: Vec<(String, String)>,
    /// The body, byte for byte, as whoever stores it sealed it.
    pub body: String,
}

/// Claims a caller's key for the request with this fingerprint. Of two at once the second waits until the first's
/// transaction ends, and then sees its answer, or is itself the first.
pub fn claim(
    conn: &mut Connection,
    caller: &str,
    key: &str,
    fingerprint: &str,
    now: DateTime<Utc>,
) -> StoreResult<Claim> {
    let this = || idempotency_keys::table.find((caller, key));
    diesel::delete(this().filter(idempotency_keys::created_at.lt(Instant::from(now - KEPT)))).execute(conn)?;
    let claimed = IdempotencyKeyRow {
        caller: caller.to_owned(),
        key: key.to_owned(),
        fingerprint: fingerprint.to_owned(),
        status: UNANSWERED,
        headers: Json(serde_json::Value::Array(Vec::new())),
        body: String::new(),
        created_at: now.into(),
    };
    let inserted = on_either!(conn, c => diesel::insert_into(idempotency_keys::table)
        .values(&claimed)
        .on_conflict_do_nothing()
        .execute(c))?;
    if inserted == 1 {
        return Ok(Claim::Fresh);
    }
    let row = this().select(IdempotencyKeyRow::as_select()).first(conn)?;
    if row.fingerprint != fingerprint {
        return Ok(Claim::Mismatch);
    }
    row.try_into().map(Claim::Replay)
}

/// Stores the answer to a claimed key.
pub fn store_answer(conn: &mut Connection, caller: &str, key: &str, answer: &StoredAnswer) -> StoreResult<()> {
    let answered = diesel::update(idempotency_keys::table.find((caller, key)))
        .set((
            idempotency_keys::status.eq(i32::from(answer.status)),
            idempotency_keys::headers.eq(Json(serde_json::json!(answer.headers))),
            idempotency_keys::body.eq(&answer.body),
        ))
        .execute(conn)?;
    if answered == 1 { Ok(()) } else { Err(StoreError::not_found("claimed idempotency key")) }
}

/// Forgets up to `limit` keys claimed before an instant; how many it were.
pub fn purge(conn: &mut Connection, before: DateTime<Utc>, limit: i64) -> StoreResult<usize> {
    let purged = purge!(conn, "idempotency_keys", "caller, key", "created_at", before, limit)?;
    Ok(purged)
}

impl TryFrom<IdempotencyKeyRow> for StoredAnswer {
    type Error = StoreError;

    fn try_from(row: IdempotencyKeyRow) -> StoreResult<Self> {
        if row.status == UNANSWERED {
            let context = "an idempotency key was claimed and committed without an answer";
            return Err(StoreError::new(StoreErrorKind::Internal, context));
        }
        let corrupt = |what: &str| StoreError::corrupt(format!("idempotency key: {what}"));
        Ok(Self {
            status: row.status.try_into().map_err(|_| corrupt("status"))?,
            headers: serde_json::from_value(row.headers.0).map_err(|_| corrupt("headers"))?,
            body: row.body,
        })
    }
}
