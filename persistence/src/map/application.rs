//! Applications and what is asked for in them. The natural persons come and go sealed; this module never sees a key.

use chrono::{DateTime, Utc};
use kaiye_domain::application::{Application, ApplicationStatus, People, RequestedItem};

use super::{aggregate, document, text, word};
use crate::{
    error::StoreResult,
    row::{ApplicationRow, RequestedItemRow},
};

/// An application's row: its derived status, its sealed persons, and the keyed hash duplicates are found by.
pub fn application_row(
    application: &Application,
    status: ApplicationStatus,
    sealed_people: String,
    duplicate_key: Option<String>,
    now: DateTime<Utc>,
) -> StoreResult<ApplicationRow> {
    let intake = &application.intake;
    Ok(ApplicationRow {
        id: application.id.into(),
        division: application.division().to_owned(),
        number: application.number.clone(),
        owner_id: application.owner.into(),
        status: text(status),
        bundle: application.bundle.clone(),
        notice_id: application.notice.map(Into::into),
        channel: text(intake.channel),
        sender_reference: intake.sender_reference.clone(),
        received_at: intake.received_at.into(),
        recorded_at: intake.recorded_at.into(),
        submitted_at: application.submitted_at.map(Into::into),
        business_name: application.business.name.clone().unwrap_or_default(),
        duplicate_key,
        doc: document(application)?,
        personal: sealed_people,
        version: application.version,
        updated_at: now.into(),
    })
}

/// An application from its row, its opened persons and its items.
pub fn application_from(row: ApplicationRow, people: People, items: Vec<RequestedItem>) -> StoreResult<Application> {
    let mut application: Application = aggregate(row.doc)?;
    application.people = people;
    application.items = items;
    application.version = row.version;
    Ok(application)
}

/// A requested item's row; its position is its place in the application.
pub fn item_row(application: &Application, position: usize, item: &RequestedItem) -> StoreResult<RequestedItemRow> {
    Ok(RequestedItemRow {
        id: item.id.into(),
        application_id: application.id.into(),
        division: application.division().to_owned(),
        position: i32::try_from(position).unwrap_or(i32::MAX),
        item_code: item.item_code.clone(),
        item_version: item.item_version,
        kind: text(item.kind),
        route: text(item.route),
        handling: text(item.handling),
        existing_permit: item.existing_permit.clone(),
        issuer: item.issuer.clone(),
        supervisor: item.supervisor.clone(),
        status: text(item.status()),
        state: document(&item.state)?,
    })
}

/// A requested item from its row.
pub fn item_from(row: RequestedItemRow) -> StoreResult<RequestedItem> {
    Ok(RequestedItem {
        id: row.id.into(),
        item_code: row.item_code,
        item_version: row.item_version,
        kind: word(&row.kind)?,
        route: word(&row.route)?,
        handling: word(&row.handling)?,
        issuer: row.issuer,
        supervisor: row.supervisor,
        existing_permit: row.existing_permit,
        state: aggregate(row.state)?,
    })
}
