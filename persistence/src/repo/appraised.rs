//! Reading what was measured (S26): the sums that figures are made of, and the cases that a figure counts.

use chrono::NaiveDate;
use diesel::{dsl::sum, expression::IntoSql, prelude::*, sql_types::Bool};
use kaiye_domain::{
    actor::Departments,
    appraisal::{By, Indicator},
};
use uuid::Uuid;

use crate::{
    backend::{Connection, Key},
    error::StoreResult,
    row::AppraisalFactRow,
    schema::{appraisal_days, appraisal_facts},
};

/// Of which cases.
#[derive(Debug, Clone)]
pub struct Asked {
    /// First day of the period.
    pub from: NaiveDate,
    /// Last day of the period.
    pub to: NaiveDate,
    /// Of the cases only those of a month, by its first and last day.
    pub within: Option<(NaiveDate, NaiveDate)>,
    /// Only of this department.
    pub department: Option<String>,
    /// Only about this item.
    pub item: Option<String>,
    /// Only in this division.
    pub division: Option<String>,
    /// Only of whose doings are overseen.
    pub overseen: Departments,
}

/// How often a value was measured: of which group (a department's, item's or division's code, or a month as `202606`), by
/// which indicator, which value, how often.
pub type Sum = (String, String, i32, i64);

/// Where a list of cases goes on: after this day's fact of this id.
pub type CaseCursor = (NaiveDate, Uuid);

/// Limits a query to what is asked: of what is overdue and open the day it was due may be long past.
macro_rules! limited {
    ($query:expr, $table:ident, $of:expr) => {{
        let of: Asked = $of.clone();
        let mut query = $query.filter($table::day.le(of.to));
        query = match of.overseen {
            Departments::All => query,
            Departments::One(own) => query.filter($table::department.eq(own)),
            Departments::None => query.filter(false.into_sql::<Bool>()),
        };
        if let Some(department) = of.department {
            query = query.filter($table::department.eq(department));
        }
        if let Some(item) = of.item {
            query = query.filter($table::item_code.eq(item));
        }
        if let Some(division) = of.division {
            query = query.filter($table::division.eq(division));
        }
        query
    }};
}

macro_rules! sums {
    ($conn:expr, $of:expr, $column:ident, $key:ty, $of_period:expr) => {{
        let query = appraisal_days::table
            .group_by((appraisal_days::$column, appraisal_days::indicator, appraisal_days::value))
            .select((
                appraisal_days::$column,
                appraisal_days::indicator,
                appraisal_days::value,
                sum(appraisal_days::count),
            ))
            .into_boxed();
        let mut query = limited!(query, appraisal_days, $of);
        let open: &str = Indicator::OverdueOpen.into();
        query = match $of_period {
            true => query.filter(appraisal_days::day.ge($of.from)).filter(appraisal_days::indicator.ne(open)),
            false => query.filter(appraisal_days::indicator.eq(open)),
        };
        let found: Vec<($key, String, i32, Option<i64>)> = query.load($conn)?;
        found.into_iter().map(|(key, indicator, value, count)| (key.to_string(), indicator, value, count.unwrap_or(0)))
    }};
}

/// The sums of a period, and what is overdue and open at its end.
pub fn sums(conn: &mut Connection, of: &Asked, by: By) -> StoreResult<Vec<Sum>> {
    let mut all: Vec<Sum> = Vec::new();
    for of_period in [true, false] {
        match by {
            By::Department => all.extend(sums!(conn, of, department, String, of_period)),
            By::Item => all.extend(sums!(conn, of, item_code, String, of_period)),
            By::Division => all.extend(sums!(conn, of, division, String, of_period)),
            By::Month => all.extend(sums!(conn, of, month, i32, of_period)),
        }
    }
    Ok(all)
}

/// The facts that an indicator's figure counts, in the order of their days, from after one.
pub fn cases(
    conn: &mut Connection,
    of: &Asked,
    indicator: Indicator,
    after: Option<CaseCursor>,
    limit: i64,
) -> StoreResult<Vec<AppraisalFactRow>> {
    let query = appraisal_facts::table
        .order((appraisal_facts::day, appraisal_facts::id))
        .limit(limit)
        .select(AppraisalFactRow::as_select())
        .into_boxed();
    let mut query =
        limited!(query, appraisal_facts, of).filter(appraisal_facts::indicator.eq(<&str>::from(indicator).to_owned()));
    if indicator != Indicator::OverdueOpen {
        query = query.filter(appraisal_facts::day.ge(of.from));
    }
    if let Some((first, last)) = of.within {
        query = query.filter(appraisal_facts::day.between(first, last));
    }
    if let Some((day, id)) = after {
        let further = appraisal_facts::day.gt(day).or(appraisal_facts::id.gt(Key(id)));
        query = query.filter(appraisal_facts::day.ge(day)).filter(further);
    }
    Ok(query.load(conn)?)
}
