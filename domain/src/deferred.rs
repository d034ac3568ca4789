//! 容缺 (S5): a deferrable material that may follow after acceptance. One due before the decision holds the item's
//! issue; one due after it never does, and its failure is the supervisor's to look into.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    catalogue::{Due, Item, Need, OnFailure},
    id::{DeferredMaterialId, RequestedItemId},
    obligation::Obligation,
    policy::Policy,
    refusal::{Reason, RefusalKind},
    time::Period,
};

/// A material due before the decision is still owed: the decision waits for it (S5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MaterialOwed;

impl Reason for MaterialOwed {
    fn code(&self) -> &'static str {
        "item_material_owed"
    }

    fn kind(&self) -> RefusalKind {
        RefusalKind::State
    }
}

/// Whether an item may be granted as far as its deferred materials go (S5).
pub fn require_delivered(deferred: &[DeferredMaterial], item: RequestedItemId) -> Result<(), MaterialOwed> {
    if deferred.iter().any(|it| it.item == item && it.holds_issue()) { Err(MaterialOwed) } else { Ok(()) }
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(tag = "status", rename_all = "snake_case")]
#[strum_discriminants(name(DeferredStatus), vis(pub))]
#[strum_discriminants(derive(Hash, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString, strum::Display))]
#[strum_discriminants(serde(rename_all = "snake_case"), strum(serialize_all = "snake_case"))]
#[strum_discriminants(doc = "Where a deferred material stands, without the details.")]
pub enum DeferredState {
    /// Still owed.
    Owed,
    /// It came.
    Delivered {
        /// When.
        at: DateTime<Utc>,
    },
    /// It did not come in time.
    Failed {
        /// When that was found.
        at: DateTime<Utc>,
    },
    /// The item ended before it was due.
    Released {
        /// When.
        at: DateTime<Utc>,
    },
}

/// A deferred material of one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeferredMaterial {
    /// Its id.
    pub id: DeferredMaterialId,
    /// The item that needs it.
    pub item: RequestedItemId,
    /// The material.
    pub material_code: String,
    /// Before the decision, or after issue.
    pub due: Due,
    /// What happens when it does not come.
    pub on_failure: OnFailure,
    /// When it was put off.
    pub created_at: DateTime<Utc>,
    /// Where it stands.
    pub state: DeferredState,
}

/// A material that may follow, before it has an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deferral {
    /// Code of the material.
    pub material_code: String,
    /// Before the decision, or after issue.
    pub due: Due,
    /// What happens when it does not come.
    pub on_failure: OnFailure,
    /// How long it may take, from acceptance or from issue.
    pub within: Period,
}

impl Deferral {
    /// The obligation it makes.
    pub fn obligation(&self) -> Obligation {
        match self.due {
            Due::BeforeDecision => Obligation::DeliverBeforeDecision,
            Due::AfterIssue => Obligation::DeliverAfterIssue,
        }
    }
}

/// The materials of an item that are not filed and may follow, as they are named when it is accepted (S5).
pub fn deferrals(
    item: &Item,
    filed: &BTreeSet<String>,
    answers: &Map<String, Value>,
    policy: &Policy,
) -> Vec<Deferral> {
    item.materials
        .iter()
        .filter(|need| need.need_given(answers) == Need::Deferrable && !filed.contains(&need.material))
        .map(|need| {
            let (due, within) = need.due_within(policy);
            Deferral { material_code: need.material.clone(), due, on_failure: need.failure(policy), within }
        })
        .collect()
}

impl DeferredMaterial {
    /// Whether it is still owed.
    pub fn is_owed(&self) -> bool {
        self.state == DeferredState::Owed
    }

    /// It came. What is not owed any more stays as it is.
    pub fn deliver(self, at: DateTime<Utc>) -> Self {
        self.end(DeferredState::Delivered { at })
    }

    /// It did not come in time.
    pub fn fail(self, at: DateTime<Utc>) -> Self {
        self.end(DeferredState::Failed { at })
    }

    /// Its item ended otherwise.
    pub fn release(self, at: DateTime<Utc>) -> Self {
        self.end(DeferredState::Released { at })
    }

    fn end(self, state: DeferredState) -> Self {
        if self.is_owed() { Self { state, ..self } } else { self }
    }

    /// Whether it keeps its item from being issued: owed, and due before the decision (S5).
    pub fn holds_issue(&self) -> bool {
        self.is_owed() && self.due == Due::BeforeDecision
    }
}
