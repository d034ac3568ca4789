//! Visits to the window (最多跑一趟, S27).

use chrono::{DateTime, Utc};
use kaiye_domain::{
    event::{Fact, SubjectKind},
    id::ApplicationId,
    time::local_date,
    visit::{VISITS_AT_MOST, Visit, VisitPurpose},
};
use kaiye_persistence::{
    map::visit_row,
    repo::{application, visit},
    row::ApplicationRow,
};
use serde_json::json;

use super::{Outcome, Tx};

/// The application within the caller's reach, locked: its chain of events grows.
pub fn lock(tx: &mut Tx<'_>, id: ApplicationId) -> Outcome<ApplicationRow> {
    let reach = tx.actor.reach();
    Ok(application::lock(tx.conn, &reach, id)?)
}

/// Somebody came to the caller's window.
pub fn record(
    tx: &mut Tx<'_>,
    application: &ApplicationRow,
    purpose: VisitPurpose,
    at: Option<DateTime<Utc>>,
) -> Outcome<Visit> {
    let id: ApplicationId = application.id.into();
    let received: DateTime<Utc> = application.received_at.into();
    let visit = Visit::record(tx.id(), (id, local_date(received)), purpose, at, tx.actor, tx.now)?;
    visit::insert(tx.conn, &visit_row(&visit, &application.division))?;
    let data = json!({ "visit": visit.id, "department": visit.department, "purpose": visit.purpose });
    let fact = Fact::new("visit.recorded", data);
    tx.append((SubjectKind::Application, id), Some(&application.division), vec![fact])?;
    Ok(visit)
}

/// How many visits an application took, and whether that is no more than it should take.
pub fn taken(tx: &mut Tx<'_>, application: ApplicationId) -> Outcome<(usize, bool)> {
    let count = visit::count(tx.conn, application)?;
    let count = usize::try_from(count).unwrap_or_default();
    Ok((count, count <= VISITS_AT_MOST))
}
