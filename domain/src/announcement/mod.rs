//! Announcements (S25): what the zone tells the public or its own staff, from one instant to another. Where one stands
//! follows from the clock alone: nothing has to happen for it to begin or to end.

mod change;
mod reason;
mod standing;
mod terms;

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use change::AnnouncementChange;
pub use reason::AnnouncementReason;
pub use standing::{AnnouncementStatus, Readable};
pub use terms::NewAnnouncement;

use crate::{
    actor::{Actor, Permission},
    id::AnnouncementId,
};

/// For whom an announcement is.
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
pub enum Audience {
    /// Everybody.
    Public,
    /// Who acts for an office, people and systems alike.
    Staff,
}

impl Audience {
    /// The audiences that an actor belongs to: the staff belongs to the public too.
    pub fn of(actor: &Actor) -> Vec<Self> {
        if actor.is_officer() { vec![Self::Public, Self::Staff] } else { vec![Self::Public] }
    }
}

/// An announcement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// Its id.
    pub id: AnnouncementId,
    /// Its title, one line.
    pub title: String,
    /// What it says, in markdown.
    pub body: String,
    /// For whom.
    pub audience: Audience,
    /// From when it is in force; a draft has none.
    pub publish_at: Option<DateTime<Utc>>,
    /// Until when; open when empty.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was drawn up.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl Announcement {
    /// The instant that lists are sorted by: when it is published, or was drawn up while it is a draft.
    pub fn listed_at(&self) -> DateTime<Utc> {
        self.publish_at.unwrap_or(self.created_at)
    }
}

/// Which announcements an actor reads at an instant: whoever writes them all of them, anybody else those in force for it.
pub fn readable(actor: &Actor, at: DateTime<Utc>) -> Readable {
    match actor.may(Permission::ManageAnnouncement) {
        true => Readable::Everything,
        false => Readable::InForce { audiences: Audience::of(actor), at },
    }
}
