//! What time brings about with certificates and their numbers: terms end (行政许可法 §50, §70), promised days pass (S10),
//! ranges run low (S8). Each case is looked at again under its lock, so that it happens once however many processes run;
//! every page is looked at, so that a case that fails again and again hides none behind it.

use kaiye_domain::{
    actor::Actor,
    certificate::CertificateStatus,
    id::{ApplicationId, CertificateId, NumberRangeId},
    obligation::Obligation,
    time::local_date,
};
use kaiye_persistence::repo::{
    certificate, deadline,
    delegation::{self, RangeFilter},
};

use super::each_case;
use crate::{
    operations::{Failure, Outcome, delegation::watch_stock, promises, terms},
    state::AppState,
};

/// Rows a query.
const BATCH: i64 = 200;

/// Certificates whose term is over expire, or are deemed renewed.
pub(super) fn end_terms(state: &AppState) -> Result<usize, Failure> {
    let today = local_date(state.clock.now());
    let (mut after, mut done) = (None, 0);
    loop {
        let rows = state.look_here(&Actor::kaiye(), |tx| -> Outcome<_> {
            Ok(certificate::expiring(tx.conn, CertificateStatus::Valid.into(), today, after, BATCH)?)
        })?;
        let Some(last) = rows.last() else { return Ok(done) };
        after = last.valid_to.map(|day| (day, last.id.0));
        let cases: Vec<CertificateId> = rows.iter().map(|row| row.id.into()).collect();
        done += each_case(state, cases, |tx, id| terms::end_term(tx, *id));
    }
}

/// Days by which something was promised have passed without proof.
pub(super) fn miss_promises(state: &AppState) -> Result<usize, Failure> {
    let today = local_date(state.clock.now());
    let (mut after, mut done) = (None, 0);
    loop {
        let rows = state.look_here(&Actor::kaiye(), |tx| -> Outcome<_> {
            Ok(deadline::due_before(tx.conn, "running", Obligation::KeepPromise.into(), today, after, BATCH)?)
        })?;
        let Some(last) = rows.last() else { return Ok(done) };
        after = last.due_on.map(|day| (day, last.id.0));
        let mut cases: Vec<ApplicationId> = rows.iter().map(|row| row.application_id.into()).collect();
        cases.dedup();
        done += each_case(state, cases, |tx, id| promises::miss(tx, *id));
    }
}

/// Ranges that have fallen below the threshold are told of, once for each fall.
pub(super) fn watch_stocks(state: &AppState) -> Result<usize, Failure> {
    let (mut after, mut done) = (None, 0);
    loop {
        let rows = state.look_here(&Actor::kaiye(), |tx| -> Outcome<_> {
            Ok(delegation::list_ranges(tx.conn, &RangeFilter::default(), after, BATCH)?)
        })?;
        let Some(last) = rows.last() else { return Ok(done) };
        after = Some(last.id.0);
        let cases: Vec<NumberRangeId> = rows.iter().map(|row| row.id.into()).collect();
        done += each_case(state, cases, |tx, id| watch_stock(tx, *id));
    }
}
