//! What was measured for appraisal (S26), and the sums of it. One at a time writes here: whoever holds the log's cursor.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use diesel::{
    dsl::{max, min},
    prelude::*,
    upsert::excluded,
};
use kaiye_domain::{appraisal::Indicator, id::ApplicationId};
use uuid::Uuid;

use crate::{
    backend::{Connection, Key, ROWS_PER_STATEMENT, insert_all, on_either, upsert_all},
    error::StoreResult,
    row::{AppraisalDayRow, AppraisalFactRow, AppraisalMonthRow},
    schema::{
        applications, appraisal_cases, appraisal_days, appraisal_facts, appraisal_months, events, requested_items,
    },
};

/// The follower's name, under which the log's cursor is held.
pub const CURSOR: &str = "appraisal";

/// Where a case lies and what is asked for in it.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// Its division.
    pub division: String,
    /// Which department issues each item.
    pub issuers: BTreeMap<String, String>,
    /// The code of each requested item, by its id.
    pub items: BTreeMap<String, String>,
}

/// What was measured of cases so far.
pub fn of_cases(conn: &mut Connection, cases: &[ApplicationId]) -> StoreResult<Vec<AppraisalFactRow>> {
    let keys: Vec<Key> = cases.iter().map(|id| Key::from(*id)).collect();
    Ok(appraisal_facts::table
        .filter(appraisal_facts::application_id.eq_any(keys))
        .select(AppraisalFactRow::as_select())
        .load(conn)?)
}

/// Where each case lies and what is asked for in it.
pub fn places(conn: &mut Connection, cases: &[ApplicationId]) -> StoreResult<BTreeMap<ApplicationId, Place>> {
    let keys: Vec<Key> = cases.iter().map(|id| Key::from(*id)).collect();
    let divisions: Vec<(Key, String)> = applications::table
        .filter(applications::id.eq_any(keys.clone()))
        .select((applications::id, applications::division))
        .load(conn)?;
    let mut places: BTreeMap<ApplicationId, Place> =
        divisions.into_iter().map(|(id, division)| (id.into(), Place { division, ..Place::default() })).collect();
    let items: Vec<(Key, Key, String, String)> = requested_items::table
        .filter(requested_items::application_id.eq_any(keys))
        .select((
            requested_items::application_id,
            requested_items::id,
            requested_items::item_code,
            requested_items::issuer,
        ))
        .load(conn)?;
    for (application, id, item, issuer) in items {
        if let Some(place) = places.get_mut(&application.into()) {
            place.items.insert(id.0.to_string(), item.clone());
            place.issuers.insert(item, issuer);
        }
    }
    Ok(places)
}

/// Puts facts in the place of others, and moves the sums by the difference.
pub fn replace(conn: &mut Connection, gone: &[AppraisalFactRow], new: &[AppraisalFactRow]) -> StoreResult<()> {
    for chunk in gone.chunks(ROWS_PER_STATEMENT) {
        let ids: Vec<Key> = chunk.iter().map(|fact| fact.id).collect();
        diesel::delete(appraisal_facts::table.filter(appraisal_facts::id.eq_any(ids))).execute(conn)?;
    }
    insert_all!(conn, appraisal_facts::table, new)?;
    let mut moved: BTreeMap<SumKey, i32> = BTreeMap::new();
    for (facts, by) in [(gone, -1), (new, 1)] {
        facts.iter().for_each(|fact| *moved.entry(SumKey::of(fact)).or_default() += by);
    }
    moved.retain(|_, by| *by != 0);
    add_to_days(conn, &moved)?;
    add_to_months(conn, &moved)
}

/// Notes by which calendar cases were measured.
pub fn measured(
    conn: &mut Connection,
    cases: impl IntoIterator<Item = ApplicationId>,
    calendar: i32,
) -> StoreResult<()> {
    let row = |id| (appraisal_cases::application_id.eq(Key::from(id)), appraisal_cases::calendar_version.eq(calendar));
    let rows: Vec<_> = cases.into_iter().map(row).collect();
    upsert_all!(conn, appraisal_cases by application_id, [calendar_version], &rows)
}

/// What a sum is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct SumKey {
    day: NaiveDate,
    department: String,
    item_code: String,
    division: String,
    indicator: String,
    value: i32,
}

impl SumKey {
    fn of(fact: &AppraisalFactRow) -> Self {
        Self {
            day: fact.day,
            department: fact.department.clone(),
            item_code: fact.item_code.clone(),
            division: fact.division.clone(),
            indicator: fact.indicator.clone(),
            value: fact.value,
        }
    }
}

/// Adds to sums, and forgets those that come to nothing. The two tables differ in what they call their time.
macro_rules! add {
    ($conn:expr, $table:ident by $time:ident, $rows:expr) => {{
        for chunk in $rows.chunks(ROWS_PER_STATEMENT) {
            on_either!(&mut *$conn, c => {
                diesel::insert_into($table::table)
                    .values(chunk)
                    .on_conflict((
                        $table::$time,
                        $table::department,
                        $table::item_code,
                        $table::division,
                        $table::indicator,
                        $table::value,
                    ))
                    .do_update()
                    .set($table::count.eq($table::count + excluded($table::count)))
                    .execute(c)
            })?;
        }
        let nothing = concat!("DELETE FROM ", stringify!($table), " WHERE count = 0");
        on_either!($conn, c => diesel::sql_query(nothing).execute(c))?;
        Ok(())
    }};
}

fn add_to_days(conn: &mut Connection, moved: &BTreeMap<SumKey, i32>) -> StoreResult<()> {
    let row = |(key, count): (&SumKey, &i32)| AppraisalDayRow {
        day: key.day,
        department: key.department.clone(),
        item_code: key.item_code.clone(),
        division: key.division.clone(),
        indicator: key.indicator.clone(),
        value: key.value,
        month: month_of(key.day),
        count: *count,
    };
    let rows: Vec<AppraisalDayRow> = moved.iter().map(row).collect();
    add!(conn, appraisal_days by day, rows)
}

fn add_to_months(conn: &mut Connection, moved: &BTreeMap<SumKey, i32>) -> StoreResult<()> {
    let mut months: BTreeMap<SumKey, i32> = BTreeMap::new();
    for (key, count) in moved {
        let first = key.day.with_day(1).unwrap_or(key.day);
        *months.entry(SumKey { day: first, ..key.clone() }).or_default() += count;
    }
    let row = |(key, count): (SumKey, i32)| AppraisalMonthRow {
        month: month_of(key.day),
        department: key.department,
        item_code: key.item_code,
        division: key.division,
        indicator: key.indicator,
        value: key.value,
        count,
    };
    let rows: Vec<AppraisalMonthRow> = months.into_iter().filter(|(_, count)| *count != 0).map(row).collect();
    add!(conn, appraisal_months by month, rows)
}

/// A month as sums call it: `202606`.
pub fn month_of(day: NaiveDate) -> i32 {
    day.year() * 100 + day.month() as i32
}

/// The first and last day of which there are facts or sums of an indicator, of a month its first; none where there are none.
pub fn extent(conn: &mut Connection, indicator: Indicator) -> StoreResult<Option<(NaiveDate, NaiveDate)>> {
    let word = indicator.to_string();
    macro_rules! end {
        ($table:ident, $of:ident($time:ident) as $time_type:ty) => {
            $table::table
                .filter($table::indicator.eq(&word))
                .select($of($table::$time))
                .first::<Option<$time_type>>(conn)?
        };
    }
    let first_of = |month: i32| NaiveDate::from_ymd_opt(month / 100, u32::try_from(month % 100).ok()?, 1);
    let first = [
        end!(appraisal_facts, min(day) as NaiveDate),
        end!(appraisal_days, min(day) as NaiveDate),
        end!(appraisal_months, min(month) as i32).and_then(first_of),
    ];
    let last = [
        end!(appraisal_facts, max(day) as NaiveDate),
        end!(appraisal_days, max(day) as NaiveDate),
        end!(appraisal_months, max(month) as i32).and_then(first_of),
    ];
    Ok(first.into_iter().flatten().min().zip(last.into_iter().flatten().max()))
}

/// Sums the facts of an indicator in a month anew, in the place of what the sums were.
pub fn sum_anew(conn: &mut Connection, indicator: Indicator, (first, last): (NaiveDate, NaiveDate)) -> StoreResult<()> {
    let month = month_of(first);
    let of_whom = "department, item_code, division, indicator, value";
    let statements = [
        format!("DELETE FROM appraisal_days WHERE indicator = '{indicator}' AND day BETWEEN '{first}' AND '{last}'"),
        format!("DELETE FROM appraisal_months WHERE indicator = '{indicator}' AND month = {month}"),
        format!(
            "INSERT INTO appraisal_days (day, {of_whom}, month, count) \
             SELECT day, {of_whom}, {month}, COUNT(*) FROM appraisal_facts \
             WHERE indicator = '{indicator}' AND day BETWEEN '{first}' AND '{last}' GROUP BY day, {of_whom}"
        ),
        format!(
            "INSERT INTO appraisal_months (month, {of_whom}, count) \
             SELECT month, {of_whom}, SUM(count) FROM appraisal_days \
             WHERE indicator = '{indicator}' AND day BETWEEN '{first}' AND '{last}' GROUP BY month, {of_whom}"
        ),
    ];
    for statement in statements {
        on_either!(&mut *conn, c => diesel::sql_query(statement).execute(c))?;
    }
    Ok(())
}

/// Forgets the sums of what is not counted any more: all but of these indicators.
pub fn forget_others(conn: &mut Connection, counted: &[Indicator]) -> StoreResult<()> {
    let words: Vec<String> = counted.iter().map(ToString::to_string).collect();
    diesel::delete(appraisal_days::table.filter(appraisal_days::indicator.ne_all(words.clone()))).execute(conn)?;
    diesel::delete(appraisal_months::table.filter(appraisal_months::indicator.ne_all(words))).execute(conn)?;
    Ok(())
}

/// Cases that were measured by an older calendar than this one.
pub fn behind_calendar(conn: &mut Connection, version: i32, limit: i64) -> StoreResult<Vec<ApplicationId>> {
    let found: Vec<Key> = appraisal_cases::table
        .filter(appraisal_cases::calendar_version.lt(version))
        .order((appraisal_cases::calendar_version, appraisal_cases::application_id))
        .limit(limit)
        .select(appraisal_cases::application_id)
        .load(conn)?;
    Ok(found.into_iter().map(Into::into).collect())
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
