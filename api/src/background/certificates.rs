//! What time brings about with certificates and their numbers: terms end (行政许可法 §50, §70), promised days pass (S10),
//! ranges run low (S8). Each case is looked at again under its lock, so that it happens once however many processes run.

use kaiye_domain::{
    certificate::CertificateStatus,
    id::{CertificateId, NumberRangeId},
    obligation::Obligation,
    time::local_date,
};
use kaiye_persistence::repo::{
    certificate,
    delegation::{self, RangeFilter},
};

use super::{BATCH, cases::each_run_out, each_found};
use crate::{
    operations::{Failure, delegation::watch_stock, promises, terms},
    state::AppState,
};

/// Certificates whose term is over expire, or are deemed renewed.
pub(super) fn end_terms(state: &AppState) -> Result<usize, Failure> {
    let today = local_date(state.clock.now());
    each_found(
        state,
        |tx, after| Ok(certificate::expiring(tx.conn, CertificateStatus::Valid.into(), today, after, BATCH)?),
        |row| row.valid_to.map(|day| (day, row.id.0)),
        |row| CertificateId::from(row.id),
        |tx, id| terms::end_term(tx, *id),
    )
}

/// Days by which something was promised have passed without proof.
pub(super) fn miss_promises(state: &AppState) -> Result<usize, Failure> {
    each_run_out(state, Obligation::KeepPromise, |tx, id| promises::miss(tx, *id))
}

/// Ranges that have fallen below the threshold are told of, once for each fall.
pub(super) fn watch_stocks(state: &AppState) -> Result<usize, Failure> {
    each_found(
        state,
        |tx, after| Ok(delegation::list_ranges(tx.conn, &RangeFilter::default(), after, BATCH)?),
        |row| Some(row.id.0),
        |row| NumberRangeId::from(row.id),
        |tx, id| watch_stock(tx, *id),
    )
}
