//! What was measured for appraisal (S26), and the sums of it. One at a time writes here: whoever holds the log's cursor.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use diesel::{connection::SimpleConnection, prelude::*, upsert::excluded};
use kaiye_domain::id::ApplicationId;
use uuid::Uuid;

use crate::{
    backend::{Connection, Key, ROWS_PER_STATEMENT, insert_all, on_either, upsert_all},
    error::{StoreError, StoreResult},
    row::{AppraisalDayRow, AppraisalFactRow},
    schema::{applications, appraisal_cases, appraisal_days, appraisal_facts, events, requested_items},
};

/// The follower's name, under which the log's cursor is held.
pub const CURSOR: &str = "appraisal";

/// More facts than a case has.
const MOST: i64 = 100_000;

/// What was measured of a case so far.
pub fn of_case(conn: &mut Connection, application: ApplicationId) -> StoreResult<Vec<AppraisalFactRow>> {
    Ok(appraisal_facts::table
        .filter(appraisal_facts::application_id.eq(Key::from(application)))
        .order(appraisal_facts::id)
        .limit(MOST)
        .select(AppraisalFactRow::as_select())
        .load(conn)?)
}

/// Which department issues each item of a case, and in which division the case lies.
pub fn issuers(
    conn: &mut Connection,
    application: ApplicationId,
) -> StoreResult<Option<(String, BTreeMap<String, String>)>> {
    let key = Key::from(application);
    let division: Option<String> =
        applications::table.find(key).select(applications::division).first(conn).optional()?;
    let items: Vec<(String, String)> = requested_items::table
        .filter(requested_items::application_id.eq(key))
        .select((requested_items::item_code, requested_items::issuer))
        .load(conn)?;
    Ok(division.map(|division| (division, items.into_iter().collect())))
}

/// Puts facts in the place of others of one case, and moves the sums by the difference.
pub fn replace(
    conn: &mut Connection,
    gone: &[AppraisalFactRow],
    new: &[AppraisalFactRow],
    sums: &mut BTreeMap<SumKey, i32>,
) -> StoreResult<()> {
    for chunk in gone.chunks(ROWS_PER_STATEMENT) {
        let ids: Vec<Key> = chunk.iter().map(|fact| fact.id).collect();
        diesel::delete(appraisal_facts::table.filter(appraisal_facts::id.eq_any(ids))).execute(conn)?;
    }
    insert_all!(conn, appraisal_facts::table, new)?;
    for (facts, by) in [(gone, -1), (new, 1)] {
        facts.iter().for_each(|fact| *sums.entry(SumKey::of(fact)).or_default() += by);
    }
    Ok(())
}

/// Notes by which calendar a case was measured.
pub fn measured(conn: &mut Connection, application: ApplicationId, division: &str, calendar: i32) -> StoreResult<()> {
    let row = (
        appraisal_cases::application_id.eq(Key::from(application)),
        appraisal_cases::division.eq(division.to_owned()),
        appraisal_cases::calendar_version.eq(calendar),
    );
    upsert_all!(conn, appraisal_cases by application_id, [calendar_version], &[row])
}

/// What a sum is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SumKey(NaiveDate, String, String, String, String, i32);

impl SumKey {
    fn of(fact: &AppraisalFactRow) -> Self {
        let (department, item) = (fact.department.clone(), fact.item_code.clone());
        Self(fact.day, department, item, fact.division.clone(), fact.indicator.clone(), fact.value)
    }
}

/// Moves the sums.
pub fn add(conn: &mut Connection, sums: BTreeMap<SumKey, i32>) -> StoreResult<()> {
    let moved = sums.into_iter().filter(|(_, by)| *by != 0);
    let rows: Vec<AppraisalDayRow> = moved
        .map(|(SumKey(day, department, item_code, division, indicator, value), count)| AppraisalDayRow {
            month: day.year() * 100 + day.month() as i32,
            day,
            department,
            item_code,
            division,
            indicator,
            value,
            count,
        })
        .collect();
    for chunk in rows.chunks(ROWS_PER_STATEMENT) {
        on_either!(&mut *conn, c => {
            diesel::insert_into(appraisal_days::table)
                .values(chunk)
                .on_conflict((
                    appraisal_days::day,
                    appraisal_days::department,
                    appraisal_days::item_code,
                    appraisal_days::division,
                    appraisal_days::indicator,
                    appraisal_days::value,
                ))
                .do_update()
                .set(appraisal_days::count.eq(appraisal_days::count + excluded(appraisal_days::count)))
                .execute(c)
        })?;
    }
    on_either!(conn, c => diesel::sql_query("DELETE FROM appraisal_days WHERE count = 0").execute(c))?;
    Ok(())
}

/// Sums all facts anew, in the place of what the sums were.
pub fn sum_anew(conn: &mut Connection) -> StoreResult<()> {
    let month = match conn {
        Connection::Sqlite(_) => "CAST(strftime('%Y%m', day) AS INTEGER)",
        Connection::Postgres(_) => "CAST(to_char(day, 'YYYYMM') AS integer)",
    };
    let columns = "day, department, item_code, division, indicator, value";
    let statements = format!(
        "DELETE FROM appraisal_days; \
         INSERT INTO appraisal_days ({columns}, month, count) \
         SELECT {columns}, {month}, COUNT(*) FROM appraisal_facts GROUP BY {columns}"
    );
    on_either!(conn, c => c.batch_execute(&statements)).map_err(StoreError::from)
}

/// Cases that were measured by an older calendar than this one, from after one.
pub fn behind_calendar(
    conn: &mut Connection,
    version: i32,
    after: Option<(i32, Uuid)>,
    limit: i64,
) -> StoreResult<Vec<(i32, Uuid)>> {
    let mut query = appraisal_cases::table
        .filter(appraisal_cases::calendar_version.lt(version))
        .order((appraisal_cases::calendar_version, appraisal_cases::application_id))
        .limit(limit)
        .select((appraisal_cases::calendar_version, appraisal_cases::application_id))
        .into_boxed();
    if let Some((calendar, id)) = after {
        let further = appraisal_cases::calendar_version.gt(calendar).or(appraisal_cases::application_id.gt(Key(id)));
        query = query.filter(appraisal_cases::calendar_version.ge(calendar)).filter(further);
    }
    let found: Vec<(i32, Key)> = query.load(conn)?;
    Ok(found.into_iter().map(|(calendar, id)| (calendar, id.0)).collect())
}

/// Every application, in the order of their ids, from after one.
pub fn applications(conn: &mut Connection, after: Option<Uuid>, limit: i64) -> StoreResult<Vec<ApplicationId>> {
    let mut query = applications::table.order(applications::id).limit(limit).select(applications::id).into_boxed();
    if let Some(after) = after {
        query = query.filter(applications::id.gt(Key(after)));
    }
    let found: Vec<Key> = query.load(conn)?;
    Ok(found.into_iter().map(Into::into).collect())
}

/// When the event at a position of the log happened.
pub fn instant_at(conn: &mut Connection, position: i64) -> StoreResult<Option<chrono::DateTime<chrono::Utc>>> {
    let found: Option<crate::backend::Instant> =
        events::table.filter(events::position.eq(position)).select(events::at).first(conn).optional()?;
    Ok(found.map(Into::into))
}
