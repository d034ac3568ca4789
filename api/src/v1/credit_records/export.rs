//! The changes of records, for who carries them to a credit platform.

use chrono::{DateTime, Utc};
use kaiye_domain::{actor::need, credit::CreditStatus};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::view::CreditRecordSummary;
use crate::{
    http::{Answered, Caller, QueryOf, Shown},
    operations::credit::{Change, changes},
    state::State,
};

/// How many at most where nobody says.
const USUAL: i64 = 100;

/// From where on.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
pub struct ChangesSince {
    /// The `last_position` of the answer before; 0, or nothing, for all from the beginning.
    #[validate(range(min = 0))]
    #[param(minimum = 0, example = 0)]
    after: Option<i64>,
    /// How many at most.
    #[validate(range(min = 1, max = 500))]
    #[param(minimum = 1, maximum = 500, default = 100)]
    limit: Option<i64>,
}

/// Changes of credit records, in the order of the log.
#[derive(Debug, Serialize, ToSchema)]
pub struct CreditExport {
    /// The changes.
    pub changes: Vec<CreditChangeView>,
    /// What to ask `after` next time: nothing before it is ever added.
    pub last_position: i64,
    /// Whether there may be more at once.
    pub more: bool,
}

/// A change of a record.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CreditChange)]
pub struct CreditChangeView {
    /// Its place in the log.
    pub position: i64,
    /// What happened: the event's type.
    #[schema(example = "credit.recorded")]
    pub kind: String,
    /// The event.
    pub event_id: Uuid,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Version of the record that follows: the receipt names it.
    pub record_version: i32,
    /// Whether the platform is to show it: it is published, and not repaired or withdrawn.
    pub shown: bool,
    /// The record as it is now, which may be newer than the change.
    pub record: CreditRecordSummary,
}

impl From<&Change> for CreditChangeView {
    fn from(change: &Change) -> Self {
        let record = CreditRecordSummary::new(&change.kept.record);
        Self {
            position: change.position,
            kind: change.event.kind.clone(),
            event_id: change.event.id.into(),
            at: change.event.at,
            record_version: change.kept.version,
            shown: record.status == CreditStatus::Published,
            record,
        }
    }
}

/// Export credit records
///
/// For who carries them to a credit platform: every change since `after`, in the one order of the log, so that nothing is
/// missed however often and whenever one asks. Each comes with the record as it is now: what is repaired or withdrawn is
/// never given as it was. The platform's receipt comes back by `record_credit_receipt`.
#[utoipa::path(get, path = "/credit-record-changes")]
pub async fn export_credit_records(
    caller: Caller<need::ExportCredit>,
    state: State,
    since: QueryOf<ChangesSince>,
) -> Answered<Shown<CreditExport>> {
    let (after, limit) = (since.0.after.unwrap_or(0), since.0.limit.unwrap_or(USUAL));
    state
        .read(&caller, move |tx| {
            let found = changes(tx, after, limit)?;
            Ok(Shown::new(CreditExport {
                changes: found.iter().map(Into::into).collect(),
                last_position: found.last().map_or(after, |change| change.position),
                more: found.len() as i64 == limit,
            }))
        })
        .await
}
