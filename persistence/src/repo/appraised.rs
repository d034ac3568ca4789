//! Reading what was measured (S26): the sums that figures are made of, and the cases that a figure counts.

use chrono::{Datelike, Months, NaiveDate};
use diesel::{dsl::sum, expression::IntoSql, prelude::*, sql_types::Bool};
use kaiye_domain::{
    actor::Departments,
    appraisal::{By, Indicator},
};
use uuid::Uuid;

use super::appraisal::month_of;
use crate::{
    backend::{Connection, Key},
    error::StoreResult,
    row::AppraisalFactRow,
    schema::{appraisal_days, appraisal_facts, appraisal_months},
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

/// Limits a query to what is asked, but for its days.
macro_rules! limited {
    ($query:expr, $table:ident, $of:expr) => {{
        let of: Asked = $of.clone();
        let mut query = $query;
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

/// Sums over one of the two tables, whose time lies between two; of what is overdue and open, or of all else.
macro_rules! sums {
    ($conn:expr, $of:expr, $table:ident, $group:ident as $key:ty, $time:ident in $between:expr, $open:expr) => {{
        let query = $table::table
            .group_by(($table::$group, $table::indicator, $table::value))
            .select(($table::$group, $table::indicator, $table::value, sum($table::count)))
            .into_boxed();
        let (first, last) = $between;
        let query = limited!(query, $table, $of).filter($table::$time.between(first, last));
        let open: &str = Indicator::OverdueOpen.into();
        let query =
            if $open { query.filter($table::indicator.eq(open)) } else { query.filter($table::indicator.ne(open)) };
        let found: Vec<($key, String, i32, Option<i64>)> = query.load($conn)?;
        found.into_iter().map(|(key, indicator, value, count)| (key.to_string(), indicator, value, count.unwrap_or(0)))
    }};
}

macro_rules! sums_by {
    ($conn:expr, $of:expr, $by:expr, $table:ident, $time:ident in $between:expr, $open:expr) => {
        match $by {
            By::Department => sums!($conn, $of, $table, department as String, $time in $between, $open).collect::<Vec<Sum>>(),
            By::Item => sums!($conn, $of, $table, item_code as String, $time in $between, $open).collect(),
            By::Division => sums!($conn, $of, $table, division as String, $time in $between, $open).collect(),
            By::Month => sums!($conn, $of, $table, month as i32, $time in $between, $open).collect(),
        }
    };
}

/// The sums of a period, and what is overdue and open at its end. A group, indicator and value may come more than once.
pub fn sums(conn: &mut Connection, of: &Asked, by: By) -> StoreResult<Vec<Sum>> {
    let mut all: Vec<Sum> = Vec::new();
    for (stretch, open) in [(Stretch::between(of.from, of.to), false), (Stretch::until(of.to), true)] {
        if let Some(months) = stretch.months {
            all.extend(sums_by!(conn, of, by, appraisal_months, month in months, open));
        }
        for days in stretch.days {
            all.extend(sums_by!(conn, of, by, appraisal_days, day in days, open));
        }
    }
    Ok(all)
}

/// A period in pieces: its whole months, of which there are sums, and the days before and after them.
#[derive(Debug, PartialEq, Eq)]
struct Stretch {
    months: Option<(i32, i32)>,
    days: Vec<(NaiveDate, NaiveDate)>,
}

impl Stretch {
    /// From one day to another.
    fn between(from: NaiveDate, to: NaiveDate) -> Self {
        let begin = if from.day() == 1 { Some(from) } else { next_month(from) };
        let Some(begin) = begin.filter(|begin| *begin < whole_until(to)) else {
            return Self { months: None, days: vec![(from, to)] };
        };
        let mut pieces = Self::until(to);
        pieces.months = pieces.months.map(|(_, last)| (month_of(begin), last));
        if let Some(before) = begin.pred_opt().filter(|before| from <= *before) {
            pieces.days.push((from, before));
        }
        pieces
    }

    /// From the beginning to a day.
    fn until(to: NaiveDate) -> Self {
        let end = whole_until(to);
        let months = end.pred_opt().map(|last| (0, month_of(last)));
        Self { months, days: if end <= to { vec![(end, to)] } else { Vec::new() } }
    }
}

/// The first of the month after.
fn next_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?.checked_add_months(Months::new(1))
}

/// The day before which every month is whole in a period that ends on a day.
fn whole_until(to: NaiveDate) -> NaiveDate {
    let after = to.succ_opt().filter(|after| after.day() == 1);
    after.or(to.with_day(1)).unwrap_or(to)
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
    let mut query = limited!(query, appraisal_facts, of)
        .filter(appraisal_facts::indicator.eq(<&str>::from(indicator).to_owned()))
        .filter(appraisal_facts::day.le(of.to));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_period_is_its_whole_months_and_the_days_around_them() {
        let pieces = |from: &str, to: &str| {
            let Stretch { months, mut days } = Stretch::between(day(from), day(to));
            days.sort();
            (months, days.iter().map(|(first, last)| format!("{first}/{last}")).collect::<Vec<_>>().join(" "))
        };
        let said = |months, days: &str| (months, days.to_owned());
        assert_eq!(pieces("2026-01-01", "2026-12-31"), said(Some((202_601, 202_612)), ""));
        assert_eq!(pieces("2026-02-01", "2026-02-28"), said(Some((202_602, 202_602)), ""));
        assert_eq!(pieces("2024-02-01", "2024-02-28"), said(None, "2024-02-01/2024-02-28"));
        assert_eq!(pieces("2026-02-02", "2026-02-28"), said(None, "2026-02-02/2026-02-28"));
        assert_eq!(pieces("2026-03-05", "2026-03-05"), said(None, "2026-03-05/2026-03-05"));
        assert_eq!(pieces("2025-12-31", "2026-01-01"), said(None, "2025-12-31/2026-01-01"));
        assert_eq!(
            pieces("2025-11-30", "2026-02-01"),
            said(Some((202_512, 202_601)), "2025-11-30/2025-11-30 2026-02-01/2026-02-01")
        );
        assert_eq!(pieces("2026-01-01", "2026-06-15"), said(Some((202_601, 202_605)), "2026-06-01/2026-06-15"));
        let until = Stretch::until(day("2026-06-30"));
        assert_eq!(until, Stretch { months: Some((0, 202_606)), days: Vec::new() });
    }
}
