//! How pressing a task is: a pure function of the item's risk, the holder's history and the complaints, by the policy's
//! points; each reason is shown with what it adds.

use serde::{Deserialize, Serialize};

use super::{Verdict, VerificationKind, VerificationTask};
use crate::{catalogue::ItemRisk, id::VerificationTaskId, policy::RiskPoints};

/// What a priority goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RiskFacts {
    /// What is to be checked.
    pub kind: VerificationKind,
    /// How much depends on the item's conditions.
    pub item: ItemRisk,
    /// In how many tasks of the same holder a mismatch was found before.
    pub mismatches: u32,
    /// How many reports against the same certificate are open or were right.
    pub complaints: u32,
}

/// How pressing a task is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Priority {
    /// The sum of the reasons' points; more is more pressing.
    pub score: i32,
    /// Because of what.
    pub reasons: Vec<RiskReason>,
}

/// Something that makes a task more pressing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskReason {
    /// What.
    pub factor: RiskFactor,
    /// How often, as far as it counts.
    pub count: u32,
    /// What it adds.
    pub points: i32,
}

/// What can make a task more pressing.
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
pub enum RiskFactor {
    /// Much depends on the item's conditions.
    HighRiskItem,
    /// A mismatch was found with the same holder before.
    EarlierMismatch,
    /// Somebody reported against the certificate.
    Complaint,
    /// What was promised by a day was not proved.
    MissedDate,
    /// A material did not come.
    MissingMaterial,
}

impl Priority {
    /// Reckons it.
    pub fn of(facts: RiskFacts, points: &RiskPoints) -> Self {
        let once = |is: bool| u32::from(is);
        let counted = |count: u32| count.min(points.counted_at_most);
        let reasons: Vec<RiskReason> = [
            (RiskFactor::HighRiskItem, once(facts.item == ItemRisk::High), points.high_risk_item),
            (RiskFactor::EarlierMismatch, counted(facts.mismatches), points.mismatch),
            (RiskFactor::Complaint, counted(facts.complaints), points.complaint),
            (RiskFactor::MissedDate, once(facts.kind == VerificationKind::MissedDate), points.missed_date),
            (
                RiskFactor::MissingMaterial,
                once(facts.kind == VerificationKind::MissingMaterial),
                points.missing_material,
            ),
        ]
        .into_iter()
        .filter(|(_, count, _)| *count > 0)
        .map(|(factor, count, each)| RiskReason { factor, count, points: each * count.cast_signed() })
        .collect();
        Self { score: reasons.iter().map(|reason| reason.points).sum(), reasons }
    }
}

impl RiskFacts {
    /// The facts of a task, from all the tasks of its holder.
    pub fn of(task: &VerificationTask, item: ItemRisk, of_holder: &[VerificationTask]) -> Self {
        let others = || of_holder.iter().filter(|other| other.id != task.id);
        let count = |found: usize| u32::try_from(found).unwrap_or(u32::MAX);
        let mismatch = |other: &&VerificationTask| other.state.verdict() == Some(Verdict::Mismatch);
        Self {
            kind: task.kind,
            item,
            mismatches: count(others().filter(mismatch).count()),
            complaints: count(of_holder.iter().filter(|other| is_complaint_against(other, task)).count()),
        }
    }
}

/// A report about the same certificate that was not found groundless; its own task's among them.
fn is_complaint_against(other: &VerificationTask, task: &VerificationTask) -> bool {
    other.kind == VerificationKind::PublicReport
        && other.certificate == task.certificate
        && other.state.fallen_away().is_none()
        && other.state.verdict() != Some(Verdict::Kept)
}

/// The open tasks of a holder with their priority anew, given the risk of each one's item.
pub fn reckon_open(
    of_holder: &[VerificationTask],
    item: impl Fn(&VerificationTask) -> ItemRisk,
    points: &RiskPoints,
) -> Vec<(VerificationTaskId, Priority)> {
    let open = of_holder.iter().filter(|task| !task.state.has_ended());
    open.map(|task| (task.id, Priority::of(RiskFacts::of(task, item(task), of_holder), points))).collect()
}
