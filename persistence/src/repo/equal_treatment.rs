//! Equal treatment (S11): what is counted, and the cases that a figure consists of, by one and the same query. What a
//! measure counts is the domain's.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    dsl::{InnerJoin, IntoBoxed},
    expression::IntoSql,
    prelude::*,
    sql_types::Bool,
};
use kaiye_domain::{
    actor::Departments,
    application::ChosenRoute,
    credit::CreditStatus,
    equal_treatment::CountedTasks,
    time::{end_of, start_of},
};
use uuid::Uuid;

use crate::{
    backend::{Connection, Key, MultiBackend},
    error::StoreResult,
    row::{CertificateRow, CreditRecordRow, VerificationTaskRow},
    schema::{certificates, credit_records, verification_tasks},
};

/// Of which cases.
#[derive(Debug, Clone)]
pub struct Compared {
    /// First day of the period.
    pub from: NaiveDate,
    /// Last day of the period.
    pub to: NaiveDate,
    /// Only by this route.
    pub route: Option<ChosenRoute>,
    /// Only for this item.
    pub item_code: Option<String>,
    /// Only with premises in this county.
    pub division: Option<String>,
    /// Only supervised by this department.
    pub department: Option<String>,
    /// Only issued or supervised by whose doings are overseen.
    pub overseen: Departments,
}

/// How many certificates have a term that touches the period.
pub fn count_certificates(conn: &mut Connection, of: &Compared) -> StoreResult<i64> {
    Ok(in_period(of).count().get_result(conn)?)
}

/// Those certificates, the newest first, from after one.
pub fn certificates(
    conn: &mut Connection,
    of: &Compared,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<CertificateRow>> {
    let mut query = in_period(of).order(certificates::id.desc()).limit(limit);
    if let Some(after) = after {
        query = query.filter(certificates::id.lt(Key(after)));
    }
    Ok(query.select(CertificateRow::as_select()).load(conn)?)
}

/// How many tasks came about in the period.
pub fn count_tasks(conn: &mut Connection, of: &Compared, counted: &CountedTasks) -> StoreResult<i64> {
    Ok(tasks_of(of, counted).count().get_result(conn)?)
}

/// Those tasks, the newest first, from after one.
pub fn tasks(
    conn: &mut Connection,
    of: &Compared,
    counted: &CountedTasks,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<VerificationTaskRow>> {
    let mut query = tasks_of(of, counted).order(verification_tasks::id.desc()).limit(limit);
    if let Some(after) = after {
        query = query.filter(verification_tasks::id.lt(Key(after)));
    }
    Ok(query.select(VerificationTaskRow::as_select()).load(conn)?)
}

/// How many credit records came about in the period and were not withdrawn.
pub fn count_records(conn: &mut Connection, of: &Compared) -> StoreResult<i64> {
    Ok(records_of(of).count().get_result(conn)?)
}

/// Those records, the newest first, from after one.
pub fn records(
    conn: &mut Connection,
    of: &Compared,
    after: Option<Uuid>,
    limit: i64,
) -> StoreResult<Vec<CreditRecordRow>> {
    let mut query = records_of(of).order(credit_records::id.desc()).limit(limit);
    if let Some(after) = after {
        query = query.filter(credit_records::id.lt(Key(after)));
    }
    Ok(query.select(CreditRecordRow::as_select()).load(conn)?)
}

/// Limits a query over certificates to those that are meant: never licences.
macro_rules! meant {
    ($query:expr, $of:expr) => {{
        let of: Compared = $of.clone();
        let mut query = $query.filter(certificates::kind.ne("business_licence"));
        query = match of.overseen {
            Departments::All => query,
            Departments::One(own) => {
                query.filter(certificates::issuer.eq(own.clone()).or(certificates::supervisor.eq(own)))
            }
            Departments::None => query.filter(false.into_sql::<Bool>()),
        };
        if let Some(route) = of.route {
            query = query.filter(certificates::route.eq(<&str>::from(route)));
        }
        if let Some(item_code) = of.item_code {
            query = query.filter(certificates::item_code.eq(item_code));
        }
        if let Some(division) = of.division {
            query = query.filter(certificates::division.eq(division));
        }
        if let Some(department) = of.department {
            query = query.filter(certificates::supervisor.eq(department));
        }
        query
    }};
}

fn in_period(of: &Compared) -> IntoBoxed<'static, certificates::table, MultiBackend> {
    let ends_later = certificates::valid_to.is_null().or(certificates::valid_to.assume_not_null().ge(of.from));
    meant!(certificates::table.into_boxed(), of).filter(certificates::valid_from.le(of.to)).filter(ends_later)
}

type TasksWithCertificates = InnerJoin<verification_tasks::table, certificates::table>;

/// Ids are UUIDv7: what came about in a period is a range of the primary key.
fn tasks_of(of: &Compared, counted: &CountedTasks) -> IntoBoxed<'static, TasksWithCertificates, MultiBackend> {
    let kinds: Vec<&'static str> = counted.kinds.iter().map(|kind| (*kind).into()).collect();
    let mut query = meant!(verification_tasks::table.inner_join(certificates::table).into_boxed(), of)
        .filter(verification_tasks::id.ge(first_of(start_of(of.from))))
        .filter(verification_tasks::id.lt(first_of(end_of(of.to))))
        .filter(verification_tasks::kind.eq_any(kinds));
    if let Some(verdict) = counted.verdict {
        query = query.filter(verification_tasks::verdict.assume_not_null().eq(<&str>::from(verdict)));
    }
    query
}

type RecordsWithCertificates = InnerJoin<credit_records::table, certificates::table>;

fn records_of(of: &Compared) -> IntoBoxed<'static, RecordsWithCertificates, MultiBackend> {
    let withdrawn: &str = CreditStatus::Withdrawn.into();
    meant!(credit_records::table.inner_join(certificates::table).into_boxed(), of)
        .filter(credit_records::id.ge(first_of(start_of(of.from))))
        .filter(credit_records::id.lt(first_of(end_of(of.to))))
        .filter(credit_records::status.ne(withdrawn))
}

/// Before every id of an instant and after every id of the one before.
fn first_of(at: DateTime<Utc>) -> Key {
    Key(Uuid::from_u128(u128::try_from(at.timestamp_millis()).unwrap_or_default() << 80))
}
