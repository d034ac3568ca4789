//! How far an application is.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    actor::need,
    application::{ApplicationStatus, Desk, Handling, ItemStatus, RequestedItem},
    catalogue::Jurisdiction,
    id::ApplicationId,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::item_view::{DepartmentRef, OwedView, owed};
use crate::{
    http::{Answered, Caller, PathId, Shown},
    openapi::words,
    operations::{dossier::Dossier, visits::taken},
    state::State,
    v1::wire::Title,
};

/// How far an application is: no personal data.
#[derive(Debug, Serialize, ToSchema)]
pub struct Progress {
    /// 办件编号.
    #[schema(example = "BJ-2025-7K2M9PQX4W1A")]
    pub number: String,
    /// Where it stands as a whole.
    #[schema(schema_with = words::<ApplicationStatus>)]
    pub status: ApplicationStatus,
    /// When it reached the office.
    pub received_at: DateTime<Utc>,
    /// Item by item.
    pub items: Vec<ItemProgress>,
    /// How often somebody had to come to the window.
    pub visits: VisitsTaken,
}

/// How often somebody had to come to the window (最多跑一趟, S27).
#[derive(Debug, Serialize, ToSchema)]
pub struct VisitsTaken {
    /// How many visits were recorded.
    pub count: usize,
    /// Whether that is no more than one.
    pub within_one: bool,
}

/// How far one item is.
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemProgress {
    /// Code of the item.
    pub code: String,
    /// Its name.
    pub title: Option<Title>,
    /// Where it stands.
    #[schema(schema_with = words::<ItemStatus>)]
    pub status: ItemStatus,
    /// Who is to act next: `applicant`, `window`, `review_centre`, `joint_review` or `department`; null once it ended.
    pub waits_for: Option<&'static str>,
    /// The department that has it, where one does.
    pub department: Option<DepartmentRef>,
    /// The deadlines that run, the nearest first.
    pub deadlines: Vec<RunningDeadline>,
    /// What is still owed for it (容缺).
    pub owed: Vec<OwedView>,
}

/// A deadline that runs or stands still.
#[derive(Debug, Serialize, ToSchema)]
pub struct RunningDeadline {
    /// Whose and what for: `request_correction`, `make_correction`, `decide_licence`, `decide_ordinary`…
    #[schema(example = "request_correction")]
    pub rule: String,
    /// The last day; it ends at 24:00.
    pub due_on: Option<NaiveDate>,
    /// The day may still move: a year's calendar is not published.
    pub provisional: bool,
    /// `running` or `suspended`.
    #[schema(example = "running")]
    pub status: &'static str,
}

impl ItemProgress {
    fn new(item: &RequestedItem, dossier: &Dossier, jurisdiction: &Jurisdiction) -> Self {
        let desk = item.desk();
        let with_department =
            desk == Some(Desk::Department) || (desk == Some(Desk::JointReview) && item.handling != Handling::Window);
        let mut deadlines: Vec<RunningDeadline> = dossier
            .deadlines
            .iter()
            .filter(|tracked| tracked.subject.1 == item.id.0)
            .filter(|tracked| tracked.deadline.is_under_way())
            .map(|tracked| RunningDeadline {
                rule: tracked.obligation.to_string(),
                due_on: tracked.deadline.due(),
                provisional: tracked.deadline.is_provisional(),
                status: tracked.deadline.status().name(),
            })
            .collect();
        deadlines.sort_by_key(|deadline| deadline.due_on);
        Self {
            code: item.item_code.clone(),
            title: jurisdiction.item(&item.item_code, item.item_version).map(|entry| (&entry.name).into()),
            status: item.status(),
            waits_for: desk.map(Desk::into),
            department: with_department.then(|| DepartmentRef::new(&item.issuer, jurisdiction)),
            deadlines,
            owed: owed(item, dossier),
        }
    }
}

/// Ask how far an application is
///
/// Item by item: where it stands, who is to act next, and by when.
#[utoipa::path(get, path = "/applications/{id}/progress")]
pub async fn get_progress(
    caller: Caller<need::ReadApplication>,
    state: State,
    id: PathId<ApplicationId>,
) -> Answered<Shown<Progress>> {
    state
        .read(&caller, move |tx| {
            let jurisdiction = tx.jurisdiction()?;
            let dossier = Dossier::read(tx, id.0)?;
            let (count, within_one) = taken(tx, id.0)?;
            let application = &dossier.application;
            Ok(Shown::new(Progress {
                number: application.number.clone(),
                status: dossier.status(),
                received_at: application.intake.received_at,
                items: application.items.iter().map(|item| ItemProgress::new(item, &dossier, &jurisdiction)).collect(),
                visits: VisitsTaken { count, within_one },
            }))
        })
        .await
}
