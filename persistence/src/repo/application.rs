//! Applications (S1). What belongs to one has its own file beside this one and is reached through it.

use diesel::prelude::*;
use kaiye_domain::{actor::Reach, id::ApplicationId};
use uuid::Uuid;

use super::update::update_versioned;
use crate::{
    backend::{Connection, Key, insert_all},
    error::StoreResult,
    reach::on_applications,
    row::ApplicationRow,
    schema::{applications, requested_items},
};

/// Which applications a list shows; what is empty does not limit it.
#[derive(Debug, Clone, Default)]
pub struct ApplicationFilter {
    /// In one of these statuses.
    pub statuses: Vec<String>,
    /// Of this account.
    pub owner: Option<Uuid>,
    /// With an item that this department issues.
    pub department: Option<String>,
    /// With premises in this county.
    pub county: Option<String>,
    /// Of this bundle.
    pub bundle: Option<String>,
    /// With this number.
    pub number: Option<String>,
    /// Whose business's name begins so.
    pub name_prefix: Option<String>,
}

/// Writes a new application.
pub fn insert(conn: &mut Connection, row: &ApplicationRow) -> StoreResult<()> {
    insert_all!(conn, applications::table, std::slice::from_ref(row))
}

/// The application, if it is within reach.
pub fn find(conn: &mut Connection, reach: &Reach, id: ApplicationId) -> StoreResult<ApplicationRow> {
    let mut query =
        applications::table.filter(applications::id.eq(Key::from(id))).select(ApplicationRow::as_select()).into_boxed();
    if let Some(condition) = on_applications(reach) {
        query = query.filter(condition);
    }
    Ok(query.first(conn)?)
}

/// The application, if it is within reach; until the transaction ends no other one changes it or what belongs to it.
pub fn lock(conn: &mut Connection, reach: &Reach, id: ApplicationId) -> StoreResult<ApplicationRow> {
    if let Connection::Postgres(c) = conn {
        let row = applications::table.find(Key::from(id)).select(applications::id).for_no_key_update();
        row.first::<Key>(c).optional()?;
    }
    find(conn, reach, id)
}

/// The application of this number, for whoever has another reason than reach to look for it.
pub fn by_number(conn: &mut Connection, number: &str) -> StoreResult<Option<ApplicationId>> {
    let found = applications::table.filter(applications::number.eq(number)).select(applications::id);
    Ok(found.first::<Key>(conn).optional()?.map(Into::into))
}

/// Changes an application that still has the expected version.
pub fn update(conn: &mut Connection, row: &ApplicationRow, expected: i32) -> StoreResult<()> {
    update_versioned!(conn, applications, row, expected)
}

/// Applications within reach, the newest first, from after one.
pub fn list(
    conn: &mut Connection,
    reach: &Reach,
    filter: &ApplicationFilter,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<ApplicationRow>> {
    let filter = filter.clone();
    let mut query = applications::table
        .select(ApplicationRow::as_select())
        .order(applications::id.desc())
        .limit(limit)
        .into_boxed();
    if let Some(condition) = on_applications(reach) {
        query = query.filter(condition);
    }
    if !filter.statuses.is_empty() {
        query = query.filter(applications::status.eq_any(filter.statuses));
    }
    if let Some(owner) = filter.owner {
        query = query.filter(applications::owner_id.eq(Key(owner)));
    }
    if let Some(department) = filter.department {
        let issued = requested_items::table.filter(requested_items::issuer.eq(department));
        query = query.filter(applications::id.eq_any(issued.select(requested_items::application_id)));
    }
    if let Some(county) = filter.county {
        query = query.filter(applications::division.eq(county));
    }
    if let Some(bundle) = filter.bundle {
        query = query.filter(applications::bundle.eq(bundle));
    }
    if let Some(number) = filter.number {
        query = query.filter(applications::number.eq(number));
    }
    if let Some(prefix) = filter.name_prefix {
        // Names are sorted by bytes: what begins so lies between the prefix and the prefix with the last character.
        let end = format!("{prefix}{}", char::MAX);
        query = query.filter(applications::business_name.ge(prefix).and(applications::business_name.lt(end)));
    }
    if let Some(after) = after {
        query = query.filter(applications::id.lt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// Other applications with the same duplicate key in one of these statuses, the newest first.
pub fn duplicates(
    conn: &mut Connection,
    duplicate_key: &str,
    except: ApplicationId,
    statuses: &[&str],
    limit: i64,
) -> StoreResult<Vec<ApplicationRow>> {
    Ok(applications::table
        .filter(applications::duplicate_key.eq(duplicate_key))
        .filter(applications::id.ne(Key::from(except)))
        .filter(applications::status.eq_any(statuses.to_vec()))
        .order(applications::id.desc())
        .limit(limit)
        .select(ApplicationRow::as_select())
        .load(conn)?)
}
