//! What a notice is about.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::id::ApplicationId;

/// A kind of case that a notice can be about.
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
pub enum AboutKind {
    /// An application.
    Application,
    /// A certificate.
    Certificate,
    /// A verification task.
    VerificationTask,
    /// An enforcement case.
    EnforcementCase,
}

/// The case that a notice is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What it is.
    pub kind: AboutKind,
    /// Its id.
    pub id: Uuid,
    /// The application that it belongs to, or is.
    pub application: ApplicationId,
    /// Where that lies.
    pub division: String,
}
