//! Lists review tasks.

use kaiye_domain::{actor::need, review::TaskStatus};
use kaiye_persistence::repo::review::ReviewTaskFilter;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use super::ReviewTaskView;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    operations::{Tx, review},
    state::State,
};

/// Which tasks.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TaskFilter {
    /// Of this review.
    review: Option<Uuid>,
    /// Of this application.
    application: Option<Uuid>,
    /// Of this department.
    #[validate(length(min = 1, max = 64))]
    department: Option<String>,
    /// Of this person.
    assignee: Option<Uuid>,
    /// In this status.
    #[param(schema_with = words::<TaskStatus>)]
    status: Option<TaskStatus>,
}

/// List review tasks
///
/// Those within the caller's reach, in the order in which they were given: the centre, the window and the inspectors see
/// all, a reviewer its department's, a liaison its county's.
#[utoipa::path(get, path = "/review-tasks")]
pub async fn list_review_tasks(
    caller: Caller<need::ReadReview>,
    state: State,
    page: PageQuery<Uuid>,
    filter: QueryOf<TaskFilter>,
) -> Answered<Page<ReviewTaskView>> {
    let filter = filter.0;
    let work = move |tx: &mut Tx<'_>| {
        let filter = ReviewTaskFilter {
            review: filter.review,
            application: filter.application,
            department: filter.department,
            assignee: filter.assignee,
            status: filter.status.map(|status| status.to_string()),
        };
        let listed = review::list_tasks(tx, &filter, page.after, page.fetch())?;
        let actor = tx.actor;
        page.page(
            listed.tasks,
            |listed| listed.task.id.0,
            |it| ReviewTaskView::new(&it.task, it.at, &listed.codes, it.may_act, actor),
        )
    };
    state.read(&caller, work).await
}
