//! 容缺 (S5): a deferrable material that may follow after acceptance. One due before the decision holds the item's
//! issue; one due after it never does, and its failure is the supervisor's to look into.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    catalogue::{Due, OnFailure},
    id::{DeferredMaterialId, RequestedItemId},
};

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
    /// Where it stands.
    pub state: DeferredState,
}

impl DeferredMaterial {
    /// Whether it is still owed.
    pub fn is_owed(&self) -> bool {
        self.state == DeferredState::Owed
    }

    /// Whether it keeps its item from being issued: owed, and due before the decision (S5).
    pub fn holds_issue(&self) -> bool {
        self.is_owed() && self.due == Due::BeforeDecision
    }
}
