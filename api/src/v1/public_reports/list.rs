//! What was reported that a task looks into.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    actor::need,
    id::VerificationTaskId,
    register::{PublicReport, ReportMatter},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    http::{Answered, Caller, Page, PageQuery, PathId},
    operations::{Tx, register::matters},
    state::State,
};

/// What was reported, and by whom. Personal: for the department that handles it alone.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReportedMatter)]
pub struct ReportedMatterView {
    /// Id of the report.
    pub id: Uuid,
    /// Number of its receipt.
    pub receipt: String,
    /// When it was filed.
    pub filed_at: DateTime<Utc>,
    /// The clauses that are said to be broken.
    pub clauses: Vec<String>,
    /// What was seen.
    pub statement: String,
    /// The reporter's name, if given.
    pub reporter_name: Option<String>,
    /// The reporter's telephone number, if given.
    pub reporter_phone: Option<String>,
    /// The reporter's e-mail address, if given.
    pub reporter_email: Option<String>,
}

impl From<(PublicReport, ReportMatter)> for ReportedMatterView {
    fn from((report, matter): (PublicReport, ReportMatter)) -> Self {
        Self {
            id: report.id.into(),
            receipt: report.receipt,
            filed_at: report.filed_at,
            clauses: report.clauses,
            statement: matter.statement,
            reporter_name: matter.reporter.name,
            reporter_phone: matter.reporter.phone.map(|phone| phone.as_str().to_owned()),
            reporter_email: matter.reporter.email,
        }
    }
}

/// List what a task's reports say
///
/// For the department that handles them and nobody else: what was seen, and how the reporter may be reached. The oldest
/// first.
#[utoipa::path(get, path = "/verification-tasks/{id}/reports")]
pub async fn list_task_reports(
    caller: Caller<need::HandlePublicReport>,
    state: State,
    id: PathId<VerificationTaskId>,
    page: PageQuery<Uuid>,
) -> Answered<Page<ReportedMatterView>> {
    state
        .read(&caller, move |tx: &mut Tx<'_>| {
            let matters = matters(tx, id.0, page.after, page.fetch())?;
            page.page(matters, |(report, _)| report.id.into(), ReportedMatterView::from)
        })
        .await
}
