//! The jurisdiction's data and the calendar as they are now: parsed once a revision, and asked for by its number within
//! each transaction once, so that no two processes disagree and no transaction sees two of them.

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
};

use kaiye_domain::{
    catalogue::Jurisdiction,
    time::{Calendar, CalendarYear, Scope},
};
use kaiye_persistence::{
    StoreError, StoreErrorKind, StoreResult,
    backend::Connection,
    repo::{calendar, jurisdiction},
    row::CalendarYearRow,
};

use crate::{jurisdiction::embedded, render::Templates};

type Cached<K, T> = RwLock<Option<(K, Arc<T>)>>;

/// What is cached.
pub struct Reference {
    code: String,
    jurisdiction: Cached<i32, Jurisdiction>,
    calendar: Cached<(i32, bool), Calendar>,
    templates: Cached<i32, Templates>,
}

impl Reference {
    /// Nothing yet, of the jurisdiction with this code.
    pub fn new(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            jurisdiction: RwLock::default(),
            calendar: RwLock::default(),
            templates: RwLock::default(),
        }
    }

    /// The jurisdiction's newest revision and its number.
    pub fn jurisdiction(&self, conn: &mut Connection) -> StoreResult<(i32, Arc<Jurisdiction>)> {
        let Some(revision) = jurisdiction::newest_revision(conn, &self.code)? else {
            let context = format!("no data of the jurisdiction {} are loaded", self.code);
            return Err(StoreError::new(StoreErrorKind::Unavailable, context));
        };
        let data = cached(&self.jurisdiction, revision, || {
            let row = jurisdiction::find(conn, &self.code, revision)?;
            serde_json::from_value(row.doc.0).map_err(|error| {
                StoreError::new(StoreErrorKind::Corrupt, format!("jurisdiction revision {revision}: {error}"))
            })
        })?;
        Ok((revision, data))
    }

    /// The templates of what people read, compiled once a revision. What data that were loaded by an older program lack is
    /// taken from those in the program.
    pub fn templates(&self, revision: i32, jurisdiction: &Arc<Jurisdiction>) -> StoreResult<Arc<Templates>> {
        cached(&self.templates, revision, || {
            let mut files = shipped();
            files.extend(jurisdiction.documents.clone());
            Templates::of(jurisdiction, &files).map_err(|errors| {
                let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
                let context = format!("jurisdiction revision {revision}: {}", lines.join("; "));
                StoreError::new(StoreErrorKind::Corrupt, context)
            })
        })
    }

    /// The jurisdiction's calendar of all years imported so far; its version is the newest of them.
    pub fn calendar(&self, conn: &mut Connection, jurisdiction: &Jurisdiction) -> StoreResult<Arc<Calendar>> {
        let overlay = jurisdiction.calendars_overlay_required;
        let version = calendar::newest_revision(conn)?.unwrap_or(0);
        cached(&self.calendar, (version, overlay), || {
            let years = calendar::all(conn)?.into_iter().map(year).collect::<StoreResult<Vec<_>>>()?;
            Ok(Calendar::new(version, overlay, years))
        })
    }
}

fn shipped() -> BTreeMap<String, String> {
    let named = |(path, text): (String, String)| Some((path.strip_prefix("documents/")?.to_owned(), text));
    embedded().into_iter().filter_map(named).collect()
}

fn cached<K: PartialEq, T>(cache: &Cached<K, T>, key: K, make: impl FnOnce() -> StoreResult<T>) -> StoreResult<Arc<T>> {
    if let Some((known, value)) = cache.read().unwrap_or_else(PoisonError::into_inner).as_ref()
        && *known == key
    {
        return Ok(value.clone());
    }
    let value = Arc::new(make()?);
    *cache.write().unwrap_or_else(PoisonError::into_inner) = Some((key, value.clone()));
    Ok(value)
}

/// A calendar year from its row; of several revisions of a year the calendar takes the last.
fn year(row: CalendarYearRow) -> StoreResult<CalendarYear> {
    let corrupt = |what: &str| StoreError::new(StoreErrorKind::Corrupt, format!("calendar {}: {what}", row.revision));
    let scope: Scope = row.scope.parse().map_err(|_| corrupt("scope"))?;
    let days = serde_json::from_value(row.days.0.clone()).map_err(|_| corrupt("days"))?;
    CalendarYear::new(scope, row.year, days).map_err(|_| corrupt("days"))
}
