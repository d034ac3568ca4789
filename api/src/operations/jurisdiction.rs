//! Loads a jurisdiction's files: a new revision when they say something new, and the calendar years that are new.

use kaiye_domain::{
    catalogue::{Change, Jurisdiction, Loaded},
    event::{Fact, SubjectKind},
    hash::sha256,
    time::CalendarYear,
};
use kaiye_persistence::{
    StoreError, StoreErrorKind, backend::Json, repo::jurisdiction as repo, row::JurisdictionRevisionRow,
};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use super::{Outcome, Tx, calendar::import};

/// What a load did.
#[derive(Debug, Clone)]
pub struct Report {
    /// The revision in force.
    pub revision: i32,
    /// What changed; nothing when the files say nothing new.
    pub changes: Vec<Change>,
    /// Calendar years that were new or different.
    pub calendar_years: usize,
}

/// The id of a chain of events that is about a code: always the same for the same code.
pub fn subject(code: &str) -> Uuid {
    let digest: [u8; 32] = Sha256::digest(code).into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Builder::from_custom_bytes(bytes).into_uuid()
}

/// Lays loaded files over what is there; doing it again changes nothing.
pub fn load(tx: &mut Tx<'_>, loaded: &Loaded) -> Outcome<Report> {
    let code = &loaded.jurisdiction.code;
    let previous = repo::newest_revision(tx.conn, code)?;
    let before: Option<Jurisdiction> = match previous {
        Some(revision) => {
            let row = repo::find(tx.conn, code, revision)?;
            let corrupt = |error| StoreError::new(StoreErrorKind::Corrupt, format!("jurisdiction {revision}: {error}"));
            Some(serde_json::from_value(row.doc.0).map_err(corrupt)?)
        }
        None => None,
    };
    let merge = Jurisdiction::merge(before.as_ref(), loaded.jurisdiction.clone(), tx.today());
    let mut revision = previous.unwrap_or(0);
    if previous.is_none() || !merge.changes.is_empty() {
        revision += 1;
        insert(tx, revision, &merge.jurisdiction)?;
        tx.look_anew();
        let fact = Fact::new("jurisdiction.loaded", json!({ "revision": revision, "changes": merge.changes }));
        tx.append((SubjectKind::Jurisdiction, subject(code)), None, vec![fact])?;
    }
    let calendar_years = load_calendars(tx, &loaded.calendars)?;
    Ok(Report { revision, changes: merge.changes, calendar_years })
}

fn insert(tx: &mut Tx<'_>, revision: i32, jurisdiction: &Jurisdiction) -> Outcome<()> {
    let broken = |error| StoreError::new(StoreErrorKind::Internal, format!("a jurisdiction: {error}"));
    let doc = serde_json::to_value(jurisdiction).map_err(broken)?;
    let row = JurisdictionRevisionRow {
        code: jurisdiction.code.clone(),
        revision,
        hash: sha256(doc.to_string()),
        loaded_at: tx.now.into(),
        doc: Json(doc),
    };
    Ok(repo::insert(tx.conn, &row)?)
}

/// Imports the years that differ from what is known of them; how many it were.
pub fn load_calendars(tx: &mut Tx<'_>, years: &[CalendarYear]) -> Outcome<usize> {
    let mut added = 0;
    for year in years {
        added += usize::from(import(tx, year.clone())?.is_new);
    }
    Ok(added)
}
