//! Where an announcement stands at an instant.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Announcement, Audience};

/// Where an announcement stands.
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
pub enum AnnouncementStatus {
    /// Nobody but who writes it sees it, and no day is set.
    Draft,
    /// It will be in force from an instant to come.
    Scheduled,
    /// Its audience reads it.
    InForce,
    /// It is over, for good.
    Expired,
}

/// Which announcements an actor reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Readable {
    /// All, drafts among them.
    Everything,
    /// Those in force at an instant for one of these audiences.
    InForce {
        /// The audiences.
        audiences: Vec<Audience>,
        /// The instant.
        at: DateTime<Utc>,
    },
}

impl Announcement {
    /// Where it stands at an instant. It is in force from the first instant on, and no longer at the last.
    pub fn status(&self, at: DateTime<Utc>) -> AnnouncementStatus {
        let Some(from) = self.publish_at else { return AnnouncementStatus::Draft };
        if self.expires_at.is_some_and(|until| until <= at) {
            AnnouncementStatus::Expired
        } else if from <= at {
            AnnouncementStatus::InForce
        } else {
            AnnouncementStatus::Scheduled
        }
    }
}
