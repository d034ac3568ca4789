//! Licences and permits as issued.

use chrono::NaiveDate;
use diesel::prelude::*;
use kaiye_domain::{
    actor::Reach,
    id::{ApplicationId, CertificateId},
};
use uuid::Uuid;

use super::{deadline::DueCursor, update::update_versioned};
use crate::{
    backend::{Connection, Key, insert_all},
    error::StoreResult,
    reach::on_certificates,
    row::CertificateRow,
    schema::certificates,
};

/// Which certificates a list shows; what is empty does not limit it.
#[derive(Debug, Clone, Default)]
pub struct CertificateFilter {
    /// For this item.
    pub item_code: Option<String>,
    /// In this status.
    pub status: Option<String>,
    /// Issued in this department's name.
    pub issuer: Option<String>,
    /// With premises in this county.
    pub division: Option<String>,
    /// With this number.
    pub number: Option<String>,
    /// From this application.
    pub application: Option<ApplicationId>,
    /// Whose holder may open, or may not yet.
    pub operative: Option<bool>,
}

/// Writes certificates as issued.
pub fn insert(conn: &mut Connection, rows: &[CertificateRow]) -> StoreResult<()> {
    insert_all!(conn, certificates::table, rows)
}

/// The certificate, if it is within reach.
pub fn find(conn: &mut Connection, reach: &Reach, id: CertificateId) -> StoreResult<CertificateRow> {
    let mut query =
        certificates::table.filter(certificates::id.eq(Key::from(id))).select(CertificateRow::as_select()).into_boxed();
    if let Some(condition) = on_certificates(reach) {
        query = query.filter(condition);
    }
    Ok(query.first(conn)?)
}

/// The certificate, if it is within reach; until the transaction ends no other one changes it.
pub fn lock(conn: &mut Connection, reach: &Reach, id: CertificateId) -> StoreResult<CertificateRow> {
    if let Connection::Postgres(c) = conn {
        let row = certificates::table.find(Key::from(id)).select(certificates::id).for_no_key_update();
        row.first::<Key>(c).optional()?;
    }
    find(conn, reach, id)
}

/// The certificates with these check codes, for the public check: who holds the paper holds the code.
pub fn by_check_codes(conn: &mut Connection, check_codes: &[String]) -> StoreResult<Vec<CertificateRow>> {
    Ok(certificates::table
        .filter(certificates::check_code.eq_any(check_codes.to_vec()))
        .select(CertificateRow::as_select())
        .load(conn)?)
}

/// The certificate for an item that bears a number, for whoever names both: the prerequisite of another item, a change
/// or renewal.
pub fn by_number(conn: &mut Connection, item_code: &str, number: &str) -> StoreResult<Option<CertificateRow>> {
    Ok(certificates::table
        .filter(certificates::item_code.eq(item_code))
        .filter(certificates::number.eq(number))
        .select(CertificateRow::as_select())
        .first(conn)
        .optional()?)
}

/// What a holder has for any of these items, the newest first.
pub fn held(
    conn: &mut Connection,
    holder_key: &str,
    item_codes: &[String],
    limit: i64,
) -> StoreResult<Vec<CertificateRow>> {
    Ok(certificates::table
        .filter(certificates::holder_key.eq(holder_key))
        .filter(certificates::item_code.eq_any(item_codes.to_vec()))
        .order(certificates::id.desc())
        .limit(limit)
        .select(CertificateRow::as_select())
        .load(conn)?)
}

/// A holder's certificates in a status, by id; until the transaction ends no other one changes them.
pub fn lock_of_holder(
    conn: &mut Connection,
    holder_key: &str,
    status: &str,
    limit: i64,
) -> StoreResult<Vec<CertificateRow>> {
    macro_rules! held {
        () => {
            certificates::table
                .filter(certificates::holder_key.eq(holder_key))
                .filter(certificates::status.eq(status))
                .order(certificates::id)
                .limit(limit)
                .select(CertificateRow::as_select())
        };
    }
    Ok(match conn {
        Connection::Sqlite(c) => held!().load(c)?,
        Connection::Postgres(c) => held!().for_no_key_update().load(c)?,
    })
}

/// What was issued for any of these items at a place, the newest first.
pub fn at_place(
    conn: &mut Connection,
    place_key: &str,
    item_codes: &[String],
    limit: i64,
) -> StoreResult<Vec<CertificateRow>> {
    Ok(certificates::table
        .filter(certificates::place_key.eq(place_key))
        .filter(certificates::item_code.eq_any(item_codes.to_vec()))
        .order(certificates::id.desc())
        .limit(limit)
        .select(CertificateRow::as_select())
        .load(conn)?)
}

/// An application's certificates in the order they were issued.
pub fn of_application(
    conn: &mut Connection,
    application: ApplicationId,
    limit: i64,
) -> StoreResult<Vec<CertificateRow>> {
    Ok(certificates::table
        .filter(certificates::application_id.eq(Key::from(application)))
        .order(certificates::id)
        .limit(limit)
        .select(CertificateRow::as_select())
        .load(conn)?)
}

/// Certificates in a status whose last day lies before a day, the earliest first, from after one.
pub fn expiring(
    conn: &mut Connection,
    status: &str,
    before: NaiveDate,
    after: Option<DueCursor>,
    limit: i64,
) -> StoreResult<Vec<CertificateRow>> {
    let valid_to = certificates::valid_to.assume_not_null();
    let mut query = certificates::table
        .filter(certificates::status.eq(status.to_owned()))
        .filter(valid_to.lt(before))
        .order((certificates::valid_to, certificates::id))
        .limit(limit)
        .select(CertificateRow::as_select())
        .into_boxed();
    if let Some((day, id)) = after {
        query = query.filter(valid_to.ge(day)).filter(valid_to.gt(day).or(certificates::id.gt(Key(id))));
    }
    Ok(query.load(conn)?)
}

/// Certificates within reach, the newest first, from after one.
pub fn list(
    conn: &mut Connection,
    reach: &Reach,
    filter: &CertificateFilter,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<CertificateRow>> {
    let filter = filter.clone();
    let mut query = certificates::table
        .select(CertificateRow::as_select())
        .order(certificates::id.desc())
        .limit(limit)
        .into_boxed();
    if let Some(condition) = on_certificates(reach) {
        query = query.filter(condition);
    }
    if let Some(item_code) = filter.item_code {
        query = query.filter(certificates::item_code.eq(item_code));
    }
    if let Some(status) = filter.status {
        query = query.filter(certificates::status.eq(status));
    }
    if let Some(issuer) = filter.issuer {
        query = query.filter(certificates::issuer.eq(issuer));
    }
    if let Some(division) = filter.division {
        query = query.filter(certificates::division.eq(division));
    }
    if let Some(number) = filter.number {
        query = query.filter(certificates::number.eq(number));
    }
    if let Some(application) = filter.application {
        query = query.filter(certificates::application_id.eq(Key::from(application)));
    }
    if let Some(operative) = filter.operative {
        query = query.filter(certificates::operative.eq(operative));
    }
    if let Some(after) = after {
        query = query.filter(certificates::id.lt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// Changes a certificate that still has the expected version.
pub fn update(conn: &mut Connection, row: &CertificateRow, expected: i32) -> StoreResult<()> {
    update_versioned!(conn, certificates, row, expected)
}
