//! Materials, and what each item needs of them (S1, S5).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Expression, Text};
use crate::{policy::Policy, time::Period};

/// A material: filed once, shared by every item that needs it (S1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// What it must show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// Whether a material may follow later (容缺).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Need {
    /// 主要材料: without it nothing is accepted.
    Primary,
    /// 可容缺材料: may follow.
    Deferrable,
}

/// When a deferred material is due.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Due {
    /// Before the decision, which waits for it.
    BeforeDecision,
    /// After issue, which never waits for it.
    AfterIssue,
}

/// What happens when a deferred material does not come in time.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum OnFailure {
    /// The item lapses.
    Lapse,
    /// The item is refused.
    Refuse,
    /// The certificate stands and the supervisor gets a task to look into it.
    CheckTask,
}

/// What one item needs of one material (S5).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MaterialNeed {
    /// Code of the material.
    pub material: String,
    /// Whether it may follow.
    pub need: Need,
    /// When it is due if it follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// How long after acceptance (before the decision) or grant (after issue) it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Period>,
    /// What happens if one due before the decision does not come; the policy's choice when empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_failure: Option<OnFailure>,
    /// A deferrable material is primary where this holds, and where too little was answered to tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unless: Option<Expression>,
}

impl MaterialNeed {
    /// What the answers make of the need: who asks without the answers that decide it gets the stricter one (S5).
    pub fn need_given(&self, answers: &Map<String, Value>) -> Need {
        match &self.unless {
            Some(unless) if unless.holds(answers) != Some(false) => Need::Primary,
            _ => self.need,
        }
    }

    /// When it is due if it follows, and within what time: that of a correction where the item says nothing (S5).
    pub fn due_within(&self, policy: &Policy) -> (Due, Period) {
        (self.due.unwrap_or(Due::BeforeDecision), self.within.unwrap_or(policy.correction_answer.value))
    }

    /// What happens if it follows and does not come: a paper due after issue never touches the certificate, the
    /// supervisor looks into it (S5).
    pub fn failure(&self, policy: &Policy) -> OnFailure {
        match self.due {
            Some(Due::AfterIssue) => OnFailure::CheckTask,
            _ => self.on_failure.unwrap_or(policy.before_decision_failure.value),
        }
    }
}
