//! One department's task within a joint review: to its designated person, and for a county's matters to the county's
//! liaison, who carries the dossier over and brings back the opinion (S7).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ReviewReason;
use crate::{
    designation::Designation,
    id::{RequestedItemId, ReviewTaskId},
    refusal::{Fault, Refusal},
};

/// A department's word on one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "opinion", rename_all = "snake_case")]
pub enum Opinion {
    /// It may be granted.
    Agree,
    /// It may not, because.
    Disagree {
        /// The reason, as the decision will state it.
        reason: String,
    },
}

/// The word on one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemOpinion {
    /// The item.
    pub item: RequestedItemId,
    /// The word.
    #[serde(flatten)]
    pub opinion: Opinion,
}

/// The hand-over of a dossier to the county authority (S7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// When it was handed over.
    pub at: DateTime<Utc>,
    /// The liaison who did.
    pub by: Uuid,
    /// The authority's post or office that took it.
    pub received_by: String,
    /// The authority's receipt number.
    pub receipt: String,
}

/// Where a task stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(tag = "status", rename_all = "snake_case")]
#[strum_discriminants(name(TaskStatus), vis(pub))]
#[strum_discriminants(derive(
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
    strum::Display
))]
#[strum_discriminants(serde(rename_all = "snake_case"), strum(serialize_all = "snake_case"))]
#[strum_discriminants(doc = "Where a review task stands, without the details.")]
pub enum TaskState {
    /// Waits for its person.
    Open,
    /// The dossier is with the county authority.
    HandedOver {
        /// The hand-over.
        handover: Handover,
    },
    /// The opinion is given.
    Given {
        /// A word an item.
        opinions: Vec<ItemOpinion>,
        /// By whom.
        by: Uuid,
        /// When.
        at: DateTime<Utc>,
        /// The hand-over, for a county's matter.
        handover: Option<Handover>,
    },
    /// Every item it was to speak on left the review.
    Released {
        /// When.
        at: DateTime<Utc>,
        /// The hand-over, where there had been one.
        handover: Option<Handover>,
    },
}

/// Every arrow of the machine; the Mermaid page is checked against it.
pub const TASK_ARROWS: &[(TaskStatus, &str, TaskStatus)] = &[
    (TaskStatus::Open, "record_handover", TaskStatus::HandedOver),
    (TaskStatus::Open, "give_opinion", TaskStatus::Given),
    (TaskStatus::HandedOver, "give_opinion", TaskStatus::Given),
    (TaskStatus::Open, "withdraw_application", TaskStatus::Released),
    (TaskStatus::Open, "withdraw_commitment", TaskStatus::Released),
    (TaskStatus::Open, "sweep", TaskStatus::Released),
    (TaskStatus::HandedOver, "withdraw_application", TaskStatus::Released),
    (TaskStatus::HandedOver, "withdraw_commitment", TaskStatus::Released),
    (TaskStatus::HandedOver, "sweep", TaskStatus::Released),
];

/// A task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewTask {
    /// Its id.
    pub id: ReviewTaskId,
    /// The department that is to speak.
    pub department: String,
    /// The county whose liaison carries the dossier, for a county's matter.
    pub county: Option<String>,
    /// The designated person, or the deputy who stands in.
    pub assignee: Uuid,
    /// The items it is to speak on.
    pub items: Vec<RequestedItemId>,
    /// Where it stands.
    pub state: TaskState,
}

impl ReviewTask {
    /// The task without the items that left the review since: their department need not speak on them.
    pub fn keep(mut self, still_before_it: impl Fn(RequestedItemId) -> bool) -> Self {
        self.items.retain(|item| still_before_it(*item));
        self
    }

    /// Releases it when nothing is left that it could speak on (S7): withdrawn, ended, or gone the ordinary route. What
    /// was said stays said. `None` when it stays as it is.
    pub fn release(&self, still_before_it: impl Fn(RequestedItemId) -> bool, at: DateTime<Utc>) -> Option<Self> {
        let handover = match &self.state {
            TaskState::Open => None,
            TaskState::HandedOver { handover } => Some(handover.clone()),
            TaskState::Given { .. } | TaskState::Released { .. } => return None,
        };
        let nothing_left = !self.items.iter().any(|item| still_before_it(*item));
        nothing_left.then(|| Self { state: TaskState::Released { at, handover }, ..self.clone() })
    }

    /// Whether this account may act on it (S7): the assignee, or whoever the designation in force today names.
    pub fn require_actor(&self, account: Uuid, designation: Option<&Designation>) -> Result<(), ReviewReason> {
        if self.assignee == account || designation.is_some_and(|it| it.names(account)) {
            Ok(())
        } else {
            Err(ReviewReason::NotAssigned)
        }
    }

    /// The steps that lead on from where it stands, by operation (S7).
    pub fn next_steps(&self) -> Vec<&'static str> {
        match (&self.state, &self.county) {
            (TaskState::Open, Some(_)) => vec!["record_handover"],
            (TaskState::Open, None) | (TaskState::HandedOver { .. }, _) => vec!["give_opinion"],
            (TaskState::Given { .. } | TaskState::Released { .. }, _) => Vec::new(),
        }
    }

    /// Records the hand-over to the county authority (S7). Only a county's matter is handed over, once.
    pub fn hand_over(self, handover: Handover) -> Result<Self, Refusal> {
        if self.county.is_none() {
            return Err(ReviewReason::NotACountyMatter.into());
        }
        match self.state {
            TaskState::Open => Ok(Self { state: TaskState::HandedOver { handover }, ..self }),
            TaskState::HandedOver { .. } | TaskState::Given { .. } => Err(ReviewReason::HandedOverAlready.into()),
            TaskState::Released { .. } => Err(ReviewReason::TaskReleased.into()),
        }
    }

    /// Gives the department's opinion on each of the task's items, once (S7). A county authority speaks only on a
    /// dossier that was handed over to it.
    pub fn give_opinion(self, opinions: Vec<ItemOpinion>, by: Uuid, at: DateTime<Utc>) -> Result<Self, Refusal> {
        let handover = match self.state {
            TaskState::Open if self.county.is_some() => return Err(ReviewReason::NotHandedOver.into()),
            TaskState::Open => None,
            TaskState::HandedOver { handover } => Some(handover),
            TaskState::Given { .. } => return Err(ReviewReason::OpinionGiven.into()),
            TaskState::Released { .. } => return Err(ReviewReason::TaskReleased.into()),
        };
        let mut faults = Vec::new();
        for (index, opinion) in opinions.iter().enumerate() {
            let repeated = opinions[..index].iter().any(|earlier| earlier.item == opinion.item);
            if repeated || !self.items.contains(&opinion.item) {
                faults.push(Fault { pointer: format!("/opinions/{index}/item"), code: "item_not_in_task" });
            }
        }
        if self.items.iter().any(|item| !opinions.iter().any(|o| o.item == *item)) {
            faults.push(Fault { pointer: "/opinions".into(), code: "item_without_opinion" });
        }
        if !faults.is_empty() {
            return Err(Refusal::fields("content_invalid", faults));
        }
        Ok(Self { state: TaskState::Given { opinions, by, at, handover }, ..self })
    }
}
