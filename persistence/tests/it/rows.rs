//! Rows to test with: a case of one application, two items and what follows from them.

use chrono::NaiveDate;
use diesel::{
    RunQueryDsl, sql_query,
    sql_types::{Integer, Text},
};
use kaiye_persistence::{
    StoreResult,
    backend::{Connection, DbJson, DbUuid, Json, Key},
    repo::{application, delegation},
    row::{ApplicationRow, CertificateRow, DelegationItemRow, DelegationRow, NumberRangeRow, NumberRow},
};
use serde_json::json;

use crate::harness::{at, id};

/// A day of June 2026.
pub(crate) fn june(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, day).expect("a day")
}

/// The `n`th application: of account `owner`, in a county.
pub(crate) fn application(n: u64, owner: u64, division: &str) -> ApplicationRow {
    ApplicationRow {
        id: id(n).into(),
        division: division.to_owned(),
        number: format!("BJ-{n}"),
        owner_id: id(owner).into(),
        status: "submitted".to_owned(),
        bundle: Some("small_shop".to_owned()),
        notice_id: None,
        channel: "counter".to_owned(),
        sender_reference: None,
        received_at: at(0).into(),
        recorded_at: at(0).into(),
        submitted_at: Some(at(0).into()),
        business_name: format!("准东{n}号便利店"),
        duplicate_key: Some(format!("key{}", n % 2)),
        doc: Json(json!({})),
        personal: "sealed".to_owned(),
        version: 1,
        updated_at: at(0).into(),
    }
}

/// Writes an item of application `n`; its id follows from both. The program writes items from aggregates only.
fn insert_item(conn: &mut Connection, n: u64, position: u64, department: &str) -> StoreResult<()> {
    const STATEMENT: &str = "INSERT INTO requested_items (id, application_id, division, position, item_code, \
        item_version, kind, route, handling, issuer, supervisor, status, state) \
        VALUES ($1, $2, '652325', $3, $4, 1, 'permit', 'commitment', 'window', $5, 'weijian', 'accepted', $6)";
    let insert = sql_query(STATEMENT)
        .bind::<DbUuid, _>(Key(id(n * 100 + position)))
        .bind::<DbUuid, _>(Key(id(n)))
        .bind::<Integer, _>(position as i32)
        .bind::<Text, _>(format!("item{position}"))
        .bind::<Text, _>(department.to_owned())
        .bind::<DbJson, _>(Json(json!({})));
    match conn {
        Connection::Sqlite(c) => insert.execute(c)?,
        Connection::Postgres(c) => insert.execute(c)?,
    };
    Ok(())
}

/// A certificate of the first item of application `n`.
pub(crate) fn certificate(n: u64) -> CertificateRow {
    CertificateRow {
        id: id(n * 100 + 50).into(),
        application_id: id(n).into(),
        requested_item_id: id(n * 100).into(),
        division: "652325".to_owned(),
        item_code: "item0".to_owned(),
        item_version: 1,
        kind: "permit".to_owned(),
        number: format!("JY{n}"),
        identifier: format!("1.2.156.3005.2.{n}"),
        check_code: format!("code{n}"),
        issuer: "scjg".to_owned(),
        supervisor: "weijian".to_owned(),
        delegation_id: id(1).into(),
        holder_name: "便利店".to_owned(),
        holder_key: format!("holder{}", n % 2),
        place_key: format!("place{}", n % 2),
        owner_id: id(7).into(),
        route: "commitment".to_owned(),
        status: "valid".to_owned(),
        operative: true,
        standing: "valid".to_owned(),
        valid_from: june(1),
        valid_to: Some(june(n as u32)),
        issued_at: at(0).into(),
        doc: Json(json!({})),
        version: 1,
    }
}

/// Applications 1 to `count`: odd ones of account 7 in 652325, even ones of account 8 in 652327; each with an item of
/// scjg, every third also with one of gongan. All are supervised by weijian.
pub(crate) fn applications(conn: &mut Connection, count: u64) -> StoreResult<()> {
    for n in 1..=count {
        let (owner, division) = if n % 2 == 1 { (7, "652325") } else { (8, "652327") };
        application::insert(conn, &application(n, owner, division))?;
        insert_item(conn, n, 0, "scjg")?;
        if n.is_multiple_of(3) {
            insert_item(conn, n, 1, "gongan")?;
        }
    }
    Ok(())
}

/// Delegation 1 of scjg for item0 in 652325 with one range, whose numbers are not written.
pub(crate) fn delegation(conn: &mut Connection, n: u64) -> StoreResult<()> {
    let row = DelegationRow {
        id: id(n).into(),
        division: None,
        entruster: "scjg".to_owned(),
        entrusted: "fenju".to_owned(),
        instrument_number: format!("委〔2026〕{n}号"),
        status: "published".to_owned(),
        published_on: Some(june(1)),
        valid_from: june(1),
        valid_to: Some(june(20)),
        doc: Json(json!({})),
        created_at: at(0).into(),
        revoked_at: None,
        version: 1,
    };
    let (delegation_id, item_code, division) = (id(n).into(), "item0".to_owned(), "652325".to_owned());
    let items = [DelegationItemRow { delegation_id, item_code, division }];
    delegation::insert(conn, &row, &items, &[range(n)])
}

/// The range of delegation `n`.
pub(crate) fn range(n: u64) -> NumberRangeRow {
    NumberRangeRow {
        id: id(n + 1000).into(),
        delegation_id: id(n).into(),
        item_code: "item0".to_owned(),
        division: None,
        format: Json(json!({})),
        first_serial: 1,
        last_serial: 100,
        low_stock_at: None,
        created_at: at(0).into(),
    }
}

/// A number of delegation `n`'s range.
pub(crate) fn number(n: u64, serial: u64) -> NumberRow {
    NumberRow {
        id: id(n * 100_000 + serial).into(),
        range_id: id(n + 1000).into(),
        delegation_id: id(n).into(),
        item_code: "item0".to_owned(),
        division: None,
        serial: serial as i64,
        number: format!("JY{n}-{serial:04}"),
        status: "available".to_owned(),
        certificate_id: None,
        reason: None,
        changed_at: at(0).into(),
        changed_by: id(7).into(),
    }
}
