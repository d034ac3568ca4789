//! A review task as it is shown.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    actor::{Actor, Permission},
    review::{Handover, Opinion, ReviewTask, TaskState, TaskStatus},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::openapi::words;

/// A department's task within a joint review.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReviewTask)]
pub struct ReviewTaskView {
    /// Its id.
    pub id: Uuid,
    /// The review.
    pub review_id: Uuid,
    /// The application.
    pub application_id: Uuid,
    /// The department that is to speak.
    #[schema(example = "fire_brigade")]
    pub department: String,
    /// The county whose liaison carries the dossier; null for a body of the zone.
    #[schema(example = "652325")]
    pub county: Option<String>,
    /// Account of the designated person.
    pub assignee_id: Uuid,
    /// Where it stands.
    #[schema(schema_with = words::<TaskStatus>)]
    pub status: TaskStatus,
    /// The day the review meets; null once the opinion is given.
    pub due_on: Option<NaiveDate>,
    /// Codes of the items it is to speak on.
    pub items: Vec<String>,
    /// The hand-over to the county authority.
    pub handover: Option<HandoverView>,
    /// What the department said.
    pub opinions: Vec<OpinionView>,
    /// What this caller may do with it now, by operation.
    pub allowed_actions: Vec<&'static str>,
}

/// A hand-over of a dossier to a county authority.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Handover)]
pub struct HandoverView {
    /// When.
    pub handed_over_at: DateTime<Utc>,
    /// The liaison's account.
    pub by_id: Uuid,
    /// The post or office that took it.
    pub received_by: String,
    /// The authority's receipt.
    pub receipt: String,
}

/// A department's word on one item.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GivenOpinion)]
pub struct OpinionView {
    /// Code of the item.
    pub item: String,
    /// Whether it may be granted.
    pub agree: bool,
    /// Why it may not.
    pub reason: Option<String>,
}

impl ReviewTaskView {
    /// A task; `at` is its review, its application and the day; `may_act` says whether the caller is the one to act.
    pub fn new(
        task: &ReviewTask,
        at: (Uuid, Uuid, NaiveDate),
        codes: &BTreeMap<Uuid, String>,
        may_act: bool,
        actor: &Actor,
    ) -> Self {
        let (review_id, application_id, review_on) = at;
        let code = |id: Uuid| codes.get(&id).cloned().unwrap_or_default();
        let (due_on, handover, opinions) = match &task.state {
            TaskState::Open => (Some(review_on), None, Vec::new()),
            TaskState::HandedOver { handover } => (Some(review_on), Some(handover), Vec::new()),
            TaskState::Given { opinions, handover, .. } => {
                let words = opinions.iter().map(|it| OpinionView::new(code(it.item.0), &it.opinion)).collect();
                (None, handover.as_ref(), words)
            }
            TaskState::Released { handover, .. } => (None, handover.as_ref(), Vec::new()),
        };
        let needs = |action: &str| match action {
            "record_handover" => Permission::RecordHandover,
            _ => Permission::GiveOpinion,
        };
        let allowed = task.next_steps().into_iter().filter(|action| may_act && actor.may(needs(action))).collect();
        Self {
            id: task.id.0,
            review_id,
            application_id,
            department: task.department.clone(),
            county: task.county.clone(),
            assignee_id: task.assignee,
            status: TaskStatus::from(&task.state),
            due_on,
            items: task.items.iter().map(|item| code(item.0)).collect(),
            handover: handover.map(HandoverView::from),
            opinions,
            allowed_actions: allowed,
        }
    }
}

impl OpinionView {
    fn new(item: String, opinion: &Opinion) -> Self {
        match opinion {
            Opinion::Agree => Self { item, agree: true, reason: None },
            Opinion::Disagree { reason } => Self { item, agree: false, reason: Some(reason.clone()) },
        }
    }
}

impl From<&Handover> for HandoverView {
    fn from(handover: &Handover) -> Self {
        Self {
            handed_over_at: handover.at,
            by_id: handover.by,
            received_by: handover.received_by.clone(),
            receipt: handover.receipt.clone(),
        }
    }
}
