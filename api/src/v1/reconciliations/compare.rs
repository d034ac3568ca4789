//! Names what differs between both sides' days.

use chrono::NaiveDate;
use kaiye_domain::{
    actor::need,
    event::{Differences, Tally, differences},
    id::EventId,
    refusal::{Fault, Refusal},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::EventTally;
use crate::{
    http::{Answered, Body, Caller, PathIds, Shown},
    operations::exchange::owed_on,
    state::State,
};

/// What the other side has of the day: the digest of it, or which events.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherSide {
    /// The digest over the ids, as `get_reconciliation` makes it.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    digest: Option<String>,
    /// The events' ids.
    #[validate(length(max = 20_000))]
    #[schema(max_items = 20_000)]
    event_ids: Option<Vec<Uuid>>,
}

/// In what the sides differ.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReconciliationDifferences {
    /// Whether both sides have the same.
    pub agrees: bool,
    /// What the department was to get.
    pub due: EventTally,
    /// Events that it was to get and does not have; only where it named what it has.
    pub missing: Vec<Uuid>,
    /// Events that it has and was not to get on that day; only where it named what it has.
    pub unexpected: Vec<Uuid>,
}

/// Compare a department's day
///
/// Takes what your side has of the day, as a digest or as the events' ids, and says whether it is what the department was
/// to get. With the ids each difference is named: fetch what is missing with `get_event`. Changes nothing.
#[utoipa::path(post, path = "/reconciliations/{department}/{day}/compare")]
pub async fn compare_reconciliation(
    caller: Caller<need::ReadEvents>,
    state: State,
    place: PathIds<String, NaiveDate>,
    body: Body<OtherSide>,
) -> Answered<Shown<ReconciliationDifferences>> {
    let OtherSide { digest, event_ids } = body.value;
    state
        .read(&caller, move |tx| {
            let PathIds(department, day) = place;
            let owed = owed_on(tx, &department, day)?;
            if digest.is_none() && event_ids.is_none() {
                let faults = ["/digest", "/event_ids"].map(|it| Fault { pointer: it.to_owned(), code: "required" });
                return Err(Refusal::fields("content_invalid", faults.into()).into());
            }
            let due = Tally::of(owed.iter().map(|it| it.id));
            let named = event_ids.map(|ids| ids.into_iter().map(EventId::from).collect::<Vec<_>>());
            let Differences { missing, unexpected } = match &named {
                Some(theirs) => differences(&owed, theirs),
                None => Differences { missing: Vec::new(), unexpected: Vec::new() },
            };
            let agrees = missing.is_empty()
                && unexpected.is_empty()
                && digest.is_none_or(|it| it == due.digest || due.digest.strip_prefix("sha256:") == Some(it.as_str()));
            let ids = |ids: Vec<EventId>| ids.into_iter().map(Uuid::from).collect();
            Ok(Shown::new(ReconciliationDifferences {
                agrees,
                due: due.into(),
                missing: ids(missing),
                unexpected: ids(unexpected),
            }))
        })
        .await
}
