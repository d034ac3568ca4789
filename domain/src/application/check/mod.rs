//! What an application still lacks, or what stands in its way. One set of rules serves `check_application`, submission
//! and issue (S9: the same checks are made again inside the issue transaction), so the three can never disagree.

mod facts;
mod item;
mod whole;

pub use facts::{Facts, Held};
use serde::{Deserialize, Serialize};

use super::{Application, RequestedItem};
use crate::{
    actor::Actor,
    refusal::{Fault, Refusal},
};

/// What was looked at.
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
    strum::Display,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CheckCode {
    /// The business's particulars are given.
    BusinessComplete,
    /// The premises are as it was answered when the notice was asked for: the items follow from the answers (S2).
    AsAnswered,
    /// 经营者 or 法定代表人 is named.
    OperatorGiven,
    /// An agent acts with a power of attorney (S4).
    AgentAuthorised,
    /// No other open application by the same person for the same premises (S1).
    NoDuplicate,
    /// The version of the item it was filed under exists (S28).
    ItemKnown,
    /// What is filed for the first time is filed under the version in force that day (S28).
    ItemInForce,
    /// The item is for such a business: its premises are not too large for it, for one.
    ItemFits,
    /// One of the business's trades is one that the item is for.
    TradeFits,
    /// Nobody in it is barred from the commitment route (S19).
    NotBarred,
    /// Nobody in it is excluded from the item after deceit (行政许可法 §78, §79).
    MayApply,
    /// A primary material is filed (S5).
    MaterialFiled,
    /// A deferrable material is filed, or may follow (S5).
    MaterialDeferred,
    /// The commitment is signed, clause by clause, by who stands in the application, for this version of the item (S4, S28).
    CommitmentSigned,
    /// A promise by a day is for a day still to come (S10).
    PromiseAhead,
    /// What the item builds on is asked for here or held (S9).
    PrerequisiteMet,
    /// The permit that is to be changed or renewed is named and known.
    ExistingPermit,
    /// The permit to be changed or renewed is before no case, and was neither stopped nor taken (S17).
    NotUnderEnforcement,
    /// A registration of which one place can have one is not there yet.
    PlaceFree,
    /// A licence is held, or granted before the permit.
    LicenceHeld,
    /// Accepted, reviewed or decided as the item demands (S6, S7).
    Cleared,
    /// A seal delegation covers the item in the county today (S8).
    DelegationInForce,
    /// A number is in stock (S8).
    NumberInStock,
}

impl CheckCode {
    /// Whether what is missing may still follow: a paper or a signature, which no row of data carries.
    fn may_follow(self) -> bool {
        matches!(self, Self::MaterialFiled | Self::MaterialDeferred | Self::CommitmentSigned | Self::AgentAuthorised)
    }

    /// Whether what it goes by tells of other cases than the applicant's own.
    fn tells_of_others(self) -> bool {
        matches!(self, Self::NotBarred | Self::MayApply | Self::NoDuplicate | Self::PlaceFree | Self::ExistingPermit)
    }
}

/// From which step on a failed check is in the way.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Stage {
    /// It keeps the application from being submitted.
    Submission,
    /// It keeps the item from being issued.
    Issue,
}

/// What came of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Outcome {
    /// In order.
    Passed,
    /// To be looked at; in nobody's way.
    Warning,
    /// In the way.
    Failed,
}

/// One check that was made: on what, with which inputs, with what outcome. The decision record keeps them all (S9).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// What was looked at.
    pub code: CheckCode,
    /// From which step on a failure counts.
    pub stage: Stage,
    /// What came of it.
    pub outcome: Outcome,
    /// The item, unless the whole application was looked at.
    pub item: Option<String>,
    /// The material, clause, field, item or application in question.
    pub subject: Option<String>,
    /// What the check went by: codes, versions and dates.
    pub inputs: serde_json::Value,
}

impl Check {
    fn new(code: CheckCode, stage: Stage, passed: bool) -> Self {
        let outcome = if passed { Outcome::Passed } else { Outcome::Failed };
        Self { code, stage, outcome, item: None, subject: None, inputs: serde_json::Value::Null }
    }

    fn of(mut self, item: &RequestedItem) -> Self {
        self.item = Some(item.item_code.clone());
        self
    }

    fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    fn by(mut self, inputs: serde_json::Value) -> Self {
        self.inputs = inputs;
        self
    }

    fn only_warns(mut self) -> Self {
        if self.outcome == Outcome::Failed {
            self.outcome = Outcome::Warning;
        }
        self
    }

    /// The check as this actor may see it (design §6): what it went by is for officers where it tells of other cases; whose
    /// application it is learns what came of it.
    pub fn seen_by(self, actor: &Actor) -> Self {
        let hidden = self.code.tells_of_others() && !actor.is_officer();
        if hidden { Self { inputs: serde_json::Value::Null, ..self } } else { self }
    }

    /// Where in the application it points: `/business/name`, `/items/fire_check/materials/floor_plan`…
    pub fn pointer(&self) -> String {
        let mut pointer = self.item.as_ref().map(|item| format!("/items/{item}")).unwrap_or_default();
        if let Some(subject) = &self.subject {
            pointer.push('/');
            pointer.push_str(subject);
        }
        if pointer.is_empty() { "/".to_owned() } else { pointer }
    }

    /// Whether it is in the way of a step.
    pub fn blocks(&self, stage: Stage) -> bool {
        self.outcome == Outcome::Failed && self.stage <= stage
    }
}

/// Every check on the whole application and on each of its open items.
pub fn check(application: &Application, facts: &Facts<'_>) -> Vec<Check> {
    let mut checks = whole::checks(application, facts);
    let answers = application.answers();
    for item in application.items.iter().filter(|item| !item.state.is_final()) {
        checks.extend(item::checks(application, &answers, item, facts));
    }
    checks
}

/// Nothing stands in the way of filing these items, or everything that does, at once.
pub fn require_submittable(checks: &[Check], items: &[&str]) -> Result<(), Refusal> {
    require_none(checks.iter().filter(|check| check.blocks(Stage::Submission) && concerns(check, items)))
}

/// What these items need is there, so that they can be accepted (行政许可法 §32(5); S5), or everything that is not, at
/// once. A bar that appeared since submission does not keep an item from being accepted: the issue refuses it, by a
/// decision that can be objected to (S19).
pub fn require_acceptable(checks: &[Check], items: &[&str]) -> Result<(), Refusal> {
    require_none(checks.iter().filter(|check| {
        let bar = matches!(check.code, CheckCode::NotBarred | CheckCode::MayApply);
        check.blocks(Stage::Submission) && !bar && concerns(check, items)
    }))
}

/// Nothing stands in the way of what a machine hands over to be drafted (S22): its papers and signatures may follow,
/// everything else is named at once.
pub fn require_draftable(checks: &[Check]) -> Result<(), Refusal> {
    require_none(checks.iter().filter(|check| check.blocks(Stage::Submission) && !check.code.may_follow()))
}

/// Whether it is about the whole application or one of these items.
fn concerns(check: &Check, items: &[&str]) -> bool {
    check.item.as_deref().is_none_or(|item| items.contains(&item))
}

fn require_none<'a>(in_the_way: impl Iterator<Item = &'a Check>) -> Result<(), Refusal> {
    let faults: Vec<Fault> =
        in_the_way.map(|check| Fault { pointer: check.pointer(), code: check.code.into() }).collect();
    if faults.is_empty() { Ok(()) } else { Err(Refusal::fields("application_not_ready", faults)) }
}
