//! What a department was to get on a day, and what came to it.

use chrono::NaiveDate;
use kaiye_domain::{
    actor::need,
    event::{Owed, Tally},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::EventTally;
use crate::{
    http::{Answered, Caller, PathIds, Shown},
    operations::exchange::owed_on,
    state::State,
};

/// Ids that are listed at most.
const LISTED: usize = 1_000;

/// A department's day.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reconciliation {
    /// The department.
    pub department: String,
    /// The day on which the events happened, in Asia/Shanghai.
    pub day: NaiveDate,
    /// What the department was to get.
    pub due: EventTally,
    /// What it acknowledged by `acknowledge_events`.
    pub pulled: EventTally,
    /// What was pushed to its endpoint and answered 2xx.
    pub pushed: EventTally,
    /// What came to it in neither way.
    pub outstanding: EventTally,
    /// Which those are, the first thousand of them in the order in which they happened.
    pub outstanding_ids: Vec<Uuid>,
}

/// Reconcile a department's day
///
/// What the department was to get of a day's events, and what came to it, by each way: counts and digests. Compare the
/// digests with your own, or let `compare_reconciliation` name what differs.
#[utoipa::path(get, path = "/reconciliations/{department}/{day}")]
pub async fn get_reconciliation(
    caller: Caller<need::ReadEvents>,
    state: State,
    place: PathIds<String, NaiveDate>,
) -> Answered<Shown<Reconciliation>> {
    state
        .read(&caller, move |tx| {
            let PathIds(department, day) = place;
            let owed = owed_on(tx, &department, day)?;
            let tally = |came: fn(&Owed) -> bool| Tally::of(owed.iter().filter(|it| came(it)).map(|it| it.id)).into();
            let outstanding = owed.iter().filter(|it| !it.pulled && !it.pushed).take(LISTED);
            Ok(Shown::new(Reconciliation {
                due: tally(|_| true),
                pulled: tally(|it| it.pulled),
                pushed: tally(|it| it.pushed),
                outstanding: tally(|it| !it.pulled && !it.pushed),
                outstanding_ids: outstanding.map(|it| it.id.into()).collect(),
                department,
                day,
            }))
        })
        .await
}
