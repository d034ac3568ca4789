//! The caller's own work list.

use chrono::NaiveDate;
use kaiye_domain::{actor::need, worklist::WorkKind};
use kaiye_persistence::repo::worklist::{self, Asking, NEVER_DUE, WorkRow};
use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    operations::Tx,
    state::State,
};

/// Which work.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WhichWork {
    /// Of this kind.
    #[param(schema_with = words::<WorkKind>)]
    kind: Option<WorkKind>,
}

/// Something that waits for the caller.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkEntry {
    /// The kind of work, by the operation that does it.
    #[schema(example = "accept_application")]
    pub kind: String,
    /// What it is to be done with: a requested item, a review, a review task or a verification task.
    pub id: Uuid,
    /// The application.
    pub application_id: Uuid,
    /// Its number.
    pub application_number: String,
    /// Name of the business.
    pub business_name: String,
    /// Code of the item, where it is about one.
    pub item: Option<String>,
    /// Code of the department that it is about.
    pub department: Option<String>,
    /// By when; null where no clock runs: at once.
    pub due_on: Option<NaiveDate>,
    /// Whether the date may still move for want of a calendar.
    pub provisional: bool,
    /// Whether the date has passed.
    pub overdue: bool,
}

/// Show the caller's work list
///
/// Everything that waits for the caller now, by what its roles may do, the most urgent first; what has no clock comes
/// last.
#[utoipa::path(get, path = "/worklist")]
pub async fn get_worklist(
    caller: Caller<need::ReadWorklist>,
    state: State,
    page: PageQuery<(NaiveDate, Uuid)>,
    filter: QueryOf<WhichWork>,
) -> Answered<Page<WorkEntry>> {
    let work = move |tx: &mut Tx<'_>| {
        let wanted = |kind: &WorkKind| filter.0.kind.is_none_or(|only| only == *kind);
        let kinds: Vec<WorkKind> = WorkKind::iter().filter(|kind| wanted(kind) && kind.is_for(tx.actor)).collect();
        let today = tx.today();
        let asking = Asking {
            kinds: &kinds,
            account: tx.actor.id,
            department: tx.actor.department.as_deref(),
            county: tx.actor.county.as_deref(),
            today,
        };
        let rows = worklist::list(tx.conn, &asking, page.after, page.fetch())?;
        page.page(rows, |row| (row.due, row.id.0), |row| entry(row, today))
    };
    state.read(&caller, work).await
}

fn entry(row: WorkRow, today: NaiveDate) -> WorkEntry {
    WorkEntry {
        kind: row.kind,
        id: row.id.0,
        application_id: row.application_id.0,
        application_number: row.number,
        business_name: row.business_name,
        item: row.item_code,
        department: row.department,
        due_on: Some(row.due).filter(|due| *due != NEVER_DUE),
        provisional: row.provisional,
        overdue: row.due < today,
    }
}
