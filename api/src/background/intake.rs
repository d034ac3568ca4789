//! Taking in the rows of batches, and noting what nobody types in (S22). A run takes some rows of each batch and leaves the
//! rest to the next, so that a large batch holds up neither another nor any other work.

use kaiye_domain::{
    actor::Actor,
    id::IntakeBatchId,
    intake::{IntakeBatch, IntakeReason, RowPlace},
};
use kaiye_persistence::{
    StoreError, StoreErrorKind,
    map::{batch_from, next_row_of},
    repo::{intake, intake_batch},
};

use super::{BATCH, each_found};
use crate::{
    edi::{Broken, Content, Row, Rows, filing},
    operations::{
        Failure, Tx,
        intake::{RowTaken, end, is_the_rows, refuse_row, take_row, watch},
    },
    state::AppState,
};

/// Batches a run.
const BATCHES: i64 = 20;

/// Takes in the next rows of every batch that is not done; how many it were.
pub(super) fn take_in_batches(state: &AppState) -> Result<usize, Failure> {
    let rows = state.look_here(&Actor::kaiye(), |tx| -> Result<_, Failure> {
        Ok(intake_batch::in_status(tx.conn, "running", None, BATCHES)?)
    })?;
    let mut taken = 0;
    for row in rows {
        let next = next_row_of(&row);
        match batch_from(row).map_err(Failure::from).and_then(|batch| in_a_thread(state, &batch, next)) {
            Ok(count) => taken += count,
            Err(failure) => {
                tracing::error!(context = failure.context(), "a batch cannot be taken in now; it is tried again");
            }
        }
    }
    Ok(taken)
}

/// Notes what nobody typed in by its last day (S20, S22); how much was looked at.
pub(super) fn note_untyped(state: &AppState) -> Result<usize, Failure> {
    each_found(
        state,
        |tx, after| Ok(intake::due_before(tx.conn, tx.today(), after, BATCH)?),
        |place| Some(*place),
        |(_, id)| *id,
        |tx, id| watch(tx, *id),
    )
}

/// The store of materials is asynchronous: a thread of its own waits for it, as whoever runs the sweeps may be within a
/// runtime.
fn in_a_thread(state: &AppState, batch: &IntakeBatch, next: RowPlace) -> Result<usize, Failure> {
    let panicked = |_| StoreError::new(StoreErrorKind::Internal, "the thread that takes in a batch panicked");
    std::thread::scope(|scope| scope.spawn(|| take_in(state, batch, next)).join().map_err(panicked))?
}

fn take_in(state: &AppState, batch: &IntakeBatch, next: RowPlace) -> Result<usize, Failure> {
    let unreadable =
        |error: std::io::Error| Failure::from(StoreError::new(StoreErrorKind::Unavailable, error.to_string()));
    let materials = state.materials()?;
    let mut taken = 0;
    let broken = |broken| match broken {
        Broken::Unreadable(error) => Err(unreadable(error)),
        Broken::Off(reason) => finish(state, batch.id, Some(reason)),
    };
    let mut rows = match Rows::of(|from| Content::open(&materials, &batch.file, from), batch.format, next) {
        Ok(rows) => rows,
        Err(error) => return broken(error).map(|()| 0),
    };
    while taken < state.config.intake.rows_a_run {
        match rows.next_row() {
            Ok(Some(row)) if row.number < next.number => {}
            Ok(Some(row)) => {
                one(state, batch, &row)?;
                taken += 1;
            }
            Ok(None) => return finish(state, batch.id, None).map(|()| taken),
            Err(error) => return broken(error).map(|()| taken),
        }
    }
    Ok(taken)
}

fn finish(state: &AppState, batch: IntakeBatchId, broken_by: Option<IntakeReason>) -> Result<(), Failure> {
    state.transact_here(&Actor::kaiye(), |tx| end(tx, batch, broken_by))
}

/// One row in the name of its sender. What is wrong with it is kept in a transaction of its own, as nothing else of it is.
fn one(state: &AppState, batch: &IntakeBatch, row: &Row) -> Result<(), Failure> {
    let sender = batch.sender();
    let done = state.transact_here(&sender, |tx| {
        let row = read(tx, row)?;
        take_row(tx, batch.id, &row)
    });
    match done {
        Err(failure) if is_the_rows(&failure) => {
            let refusal = match failure {
                Failure::Refused(refusal) => refusal,
                Failure::Store(error) => {
                    tracing::error!(batch = %batch.id, row = row.number, context = error.context(), "a row failed");
                    IntakeReason::RowFailed.into()
                }
            };
            state.transact_here(&sender, |tx| {
                let row = read(tx, row)?;
                refuse_row(tx, batch.id, &row, refusal.clone())
            })
        }
        other => other,
    }
}

fn read<'a>(tx: &mut Tx<'_>, row: &'a Row) -> Result<RowTaken<'a>, Failure> {
    let (number, next) = (row.number, row.next);
    Ok(match &row.content {
        Err(reason) => RowTaken { number, next, content: &[], reference: None, filing: Err((*reason).into()) },
        Ok(content) => {
            let (reference, filing) = filing(content, tx.jurisdiction()?.as_ref(), tx.now);
            RowTaken { number, next, content, reference, filing }
        }
    })
}
