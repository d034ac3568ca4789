//! Importing a sheet.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    event::{Fact, SubjectKind},
    hash::sha256,
    time::{CalendarYear, Scope},
};
use kaiye_persistence::{StoreError, StoreErrorKind, backend::Json, repo::calendar, row::CalendarYearRow};
use serde_json::json;
use uuid::Uuid;

use crate::operations::{Outcome, Tx};

/// A sheet as it is kept.
#[derive(Debug, Clone)]
pub struct Imported {
    /// Its revision; the newest of a scope and year counts.
    pub revision: i32,
    /// The sheet.
    pub sheet: CalendarYear,
    /// Hash of its days.
    pub hash: String,
    /// When it was imported.
    pub loaded_at: DateTime<Utc>,
    /// Whether this import changed anything.
    pub is_new: bool,
}

/// Imports a sheet. One that says what the latest of its scope and year says changes nothing.
pub fn import(tx: &mut Tx<'_>, sheet: CalendarYear) -> Outcome<Imported> {
    let scope: &str = sheet.scope().into();
    let days = serde_json::to_value(sheet.days())
        .map_err(|error| StoreError::new(StoreErrorKind::Internal, error.to_string()))?;
    let hash = sha256(days.to_string());
    if let Some(latest) = calendar::latest_of(tx.conn, scope, sheet.year())?.filter(|latest| latest.hash == hash) {
        let loaded_at = latest.loaded_at.into();
        return Ok(Imported { revision: latest.revision, sheet, hash, loaded_at, is_new: false });
    }
    let revision = calendar::newest_revision(tx.conn)?.unwrap_or(0) + 1;
    let row = CalendarYearRow {
        revision,
        scope: scope.to_owned(),
        year: sheet.year(),
        hash: hash.clone(),
        days: Json(days),
        loaded_at: tx.now.into(),
        loaded_by: tx.actor.id.into(),
    };
    calendar::insert(tx.conn, &row)?;
    tx.look_anew();
    let data = json!({ "scope": scope, "year": sheet.year(), "revision": revision, "hash": hash });
    let subject = (SubjectKind::Calendar, chain_of(sheet.scope(), sheet.year()));
    tx.append(subject, None, vec![Fact::new("calendar.imported", data)])?;
    Ok(Imported { revision, sheet, hash, loaded_at: tx.now, is_new: true })
}

/// The subject whose chain a sheet's events extend: the same for every revision of one scope and year.
fn chain_of(scope: Scope, year: i32) -> Uuid {
    let scope: &str = scope.into();
    let digest = sha256(format!("calendar {scope} {year}"));
    let hex = digest.trim_start_matches("sha256:").get(..32).unwrap_or_default();
    Uuid::parse_str(hex).unwrap_or_default()
}
