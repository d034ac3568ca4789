//! The public register (S12): certificates whose commitment is published. What is public of each is the domain's.

use chrono::NaiveDate;
use diesel::{dsl::exists, expression::BoxableExpression, prelude::*, sql_types::Bool};
use kaiye_domain::id::CertificateId;
use uuid::Uuid;

use crate::{
    backend::{Connection, Key, MultiBackend, insert_all},
    error::StoreResult,
    row::{CertificateRow, RegisterNameRow},
    schema::{certificates, publications, register_names},
};

/// Which entries a search shows; what is empty does not limit it.
#[derive(Debug, Clone, Default)]
pub struct RegisterFilter {
    /// Whose name has an ending that begins with this folded text.
    pub name: Option<String>,
    /// For this item.
    pub item_code: Option<String>,
    /// With premises in this county.
    pub division: Option<String>,
    /// That stand in any of these ways.
    pub standings: Vec<Standing>,
}

/// A way in which a certificate is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What the public check shows as long as the term lasts.
    pub word: String,
    /// Whether the term is over; either way when empty.
    pub over: Option<bool>,
}

/// Lets a certificate be found by these endings of its holder's name.
pub fn insert_names(conn: &mut Connection, rows: &[RegisterNameRow]) -> StoreResult<()> {
    insert_all!(conn, register_names::table, rows)
}

/// Certificates with a published commitment, the newest first, from after one.
pub fn search(
    conn: &mut Connection,
    filter: &RegisterFilter,
    today: NaiveDate,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<CertificateRow>> {
    let filter = filter.clone();
    let mut query = certificates::table
        .filter(exists(published()))
        .order(certificates::id.desc())
        .limit(limit)
        .select(CertificateRow::as_select())
        .into_boxed();
    if let Some(name) = filter.name {
        // Endings are sorted by bytes: what begins so lies between the text and the text with the last character.
        let end = format!("{name}{}", char::MAX);
        let found =
            register_names::table.filter(register_names::suffix.ge(name)).filter(register_names::suffix.lt(end));
        query = query.filter(certificates::id.eq_any(found.select(register_names::certificate_id)));
    }
    if let Some(item_code) = filter.item_code {
        query = query.filter(certificates::item_code.eq(item_code));
    }
    if let Some(division) = filter.division {
        query = query.filter(certificates::division.eq(division));
    }
    if let Some(standing) =
        filter.standings.iter().map(|standing| stands(standing, today)).reduce(|a, b| Box::new(a.or(b)))
    {
        query = query.filter(standing);
    }
    if let Some(after) = after {
        query = query.filter(certificates::id.lt(Key(after)));
    }
    Ok(query.load(conn)?)
}

/// The certificate, if its commitment is published: what is public is within everybody's reach.
pub fn find(conn: &mut Connection, id: CertificateId) -> StoreResult<CertificateRow> {
    Ok(certificates::table
        .filter(certificates::id.eq(Key::from(id)))
        .filter(exists(published()))
        .select(CertificateRow::as_select())
        .first(conn)?)
}

/// The certificate's commitment is public now.
#[diesel::dsl::auto_type(no_type_alias)]
fn published() -> _ {
    publications::table
        .filter(publications::certificate_id.eq(certificates::id.nullable()))
        .filter(publications::kind.eq("commitment"))
        .filter(publications::withdrawn_at.is_null())
}

fn stands(
    standing: &Standing,
    today: NaiveDate,
) -> Box<dyn BoxableExpression<certificates::table, MultiBackend, SqlType = Bool>> {
    let word = certificates::standing.eq(standing.word.clone());
    let over = certificates::valid_to.is_not_null().and(certificates::valid_to.assume_not_null().lt(today));
    match standing.over {
        None => Box::new(word),
        Some(true) => Box::new(word.and(over)),
        Some(false) => Box::new(word.and(diesel::dsl::not(over))),
    }
}
