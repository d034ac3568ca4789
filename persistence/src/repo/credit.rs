//! Credit records (S19).

use chrono::NaiveDate;
use diesel::prelude::*;
use kaiye_domain::{
    actor::Reach,
    id::{CertificateId, CreditRecordId, EnforcementCaseId},
};
use uuid::Uuid;

use super::{deadline::DueCursor, update::update_versioned};
use crate::{
    backend::{Connection, Key, insert_all},
    error::StoreResult,
    reach::on_credit_records,
    row::CreditRecordRow,
    schema::credit_records,
};

/// Which records a list shows; what is empty does not limit it.
#[derive(Debug, Clone, Default)]
pub struct CreditFilter {
    /// Of the business with this keyed hash.
    pub holder_key: Option<String>,
    /// Of this class.
    pub class: Option<String>,
    /// In this status.
    pub status: Option<String>,
    /// Recorded by this department.
    pub department: Option<String>,
    /// With premises in this county.
    pub division: Option<String>,
    /// About this item.
    pub item_code: Option<String>,
    /// About this certificate.
    pub certificate: Option<CertificateId>,
}

/// Keeps a new record.
pub fn insert(conn: &mut Connection, row: &CreditRecordRow) -> StoreResult<()> {
    insert_all!(conn, credit_records::table, std::slice::from_ref(row))
}

/// The record, if it is within reach or published on this day.
pub fn find(conn: &mut Connection, reach: &Reach, on: NaiveDate, id: CreditRecordId) -> StoreResult<CreditRecordRow> {
    let mut query = credit_records::table
        .filter(credit_records::id.eq(Key::from(id)))
        .select(CreditRecordRow::as_select())
        .into_boxed();
    if let Some(condition) = on_credit_records(reach, on) {
        query = query.filter(condition);
    }
    Ok(query.first(conn)?)
}

/// The records of an enforcement case, the newest first. Whoever asks holds the application's lock.
pub fn of_case(conn: &mut Connection, case: EnforcementCaseId, limit: i64) -> StoreResult<Vec<CreditRecordRow>> {
    Ok(credit_records::table
        .filter(credit_records::case_id.eq(Key::from(case)))
        .order(credit_records::id.desc())
        .limit(limit)
        .select(CreditRecordRow::as_select())
        .load(conn)?)
}

/// These records, for who carries them to a credit platform.
pub fn these(conn: &mut Connection, ids: &[CreditRecordId]) -> StoreResult<Vec<CreditRecordRow>> {
    Ok(credit_records::table
        .filter(credit_records::id.eq_any(ids.iter().copied().map(Key::from).collect::<Vec<_>>()))
        .select(CreditRecordRow::as_select())
        .load(conn)?)
}

/// Records within reach or published on this day, the newest first, from after one.
pub fn list(
    conn: &mut Connection,
    reach: &Reach,
    on: NaiveDate,
    filter: &CreditFilter,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<CreditRecordRow>> {
    let filter = filter.clone();
    let mut query = credit_records::table
        .select(CreditRecordRow::as_select())
        .order(credit_records::id.desc())
        .limit(limit)
        .into_boxed();
    if let Some(condition) = on_credit_records(reach, on) {
        query = query.filter(condition);
    }
    if let Some(holder_key) = filter.holder_key {
        query = query.filter(credit_records::holder_key.eq(holder_key));
    }
    if let Some(class) = filter.class {
        query = query.filter(credit_records::class.eq(class));
    }
    if let Some(status) = filter.status {
        query = query.filter(credit_records::status.eq(status));
    }
    if let Some(department) = filter.department {
        query = query.filter(credit_records::department.eq(department));
    }
    if let Some(division) = filter.division {
        query = query.filter(credit_records::division.eq(division));
    }
    if let Some(item_code) = filter.item_code {
        query = query.filter(credit_records::item_code.eq(item_code));
    }
    if let Some(certificate) = filter.certificate {
        query = query.filter(credit_records::certificate_id.eq(Key::from(certificate)));
    }
    if let Some(after) = after {
        query = query.filter(credit_records::id.lt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// Records in a status whose last day of publication lies before a day, the earliest first, from after one.
pub fn over(
    conn: &mut Connection,
    status: &str,
    before: NaiveDate,
    after: Option<DueCursor>,
    limit: i64,
) -> StoreResult<Vec<CreditRecordRow>> {
    let mut query = credit_records::table
        .filter(credit_records::status.eq(status.to_owned()))
        .filter(credit_records::public_to.lt(before))
        .order((credit_records::public_to, credit_records::id))
        .limit(limit)
        .select(CreditRecordRow::as_select())
        .into_boxed();
    if let Some((day, id)) = after {
        let later = credit_records::public_to.gt(day).or(credit_records::id.gt(Key(id)));
        query = query.filter(credit_records::public_to.ge(day)).filter(later);
    }
    Ok(query.load(conn)?)
}

/// Changes a record that still has the expected version.
pub fn update(conn: &mut Connection, row: &CreditRecordRow, expected: i32) -> StoreResult<()> {
    update_versioned!(conn, credit_records, row, expected)
}
