//! The roles of design §6.

use serde::{Deserialize, Serialize};

/// What an actor is there for.
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
    strum::EnumIter,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::Display,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// Anybody, without a token.
    Public,
    /// 申请人: a person or business that files.
    Applicant,
    /// 市场准入窗口 of 市场监管分局.
    WindowClerk,
    /// 投资服务中心, which leads the joint review.
    ReviewLead,
    /// A department's designated person (专人).
    Reviewer,
    /// A department's head: ordinary decisions, annulment.
    Approver,
    /// 县协调办: takes part for its county and carries dossiers to the county authorities.
    Liaison,
    /// An officer of the supervising department.
    Supervisor,
    /// 督查: reads all, files notices.
    Inspector,
    /// 绩效办.
    Appraiser,
    /// Runs the system: accounts, clients, calendars.
    Administrator,
    /// An agency's system, by scopes.
    System,
}
