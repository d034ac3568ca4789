//! What an announcement is drawn up with, and what must be so of it.

use chrono::{DateTime, Months, SubsecRound, Utc};

use super::{Announcement, Audience};
use crate::{
    id::AnnouncementId,
    refusal::{Faults, Refusal},
    words::{is_blank, is_one_line},
};

/// How far ahead an announcement can be dated, in months: a slip of a digit in the year is noticed.
const FARTHEST: Months = Months::new(120);

/// An announcement to draw up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAnnouncement {
    /// Its title.
    pub title: String,
    /// What it says, in markdown.
    pub body: String,
    /// For whom.
    pub audience: Audience,
    /// From when it is to be in force; a draft without. What has passed already means at once.
    pub publish_at: Option<DateTime<Utc>>,
    /// Until when.
    pub expires_at: Option<DateTime<Utc>>,
}

impl Announcement {
    /// Draws an announcement up. It is never dated back: nobody could have read it before now.
    pub fn draw_up(id: AnnouncementId, new: NewAnnouncement, now: DateTime<Utc>) -> Result<Self, Refusal> {
        let now = now.trunc_subsecs(6);
        let announcement = Self {
            id,
            title: new.title,
            body: new.body,
            audience: new.audience,
            publish_at: new.publish_at.map(|at| not_before(at, now)),
            expires_at: new.expires_at.map(|at| at.trunc_subsecs(6)),
            created_at: now,
            updated_at: now,
        };
        announcement.check(now)?;
        Ok(announcement)
    }

    /// Names everything that is wrong with it at an instant at which it is written.
    pub(super) fn check(&self, now: DateTime<Utc>) -> Result<(), Refusal> {
        let mut faults = Faults::default();
        if is_blank(&self.title) {
            faults.add("/title", "required");
        }
        if !is_one_line(&self.title) {
            faults.add("/title", "character_forbidden");
        }
        if is_blank(&self.body) {
            faults.add("/body", "required");
        }
        let farthest = now.checked_add_months(FARTHEST).unwrap_or(now);
        for (pointer, at) in [("/publish_at", self.publish_at), ("/expires_at", self.expires_at)] {
            if at.is_some_and(|at| at > farthest) {
                faults.add(pointer, "range");
            }
        }
        let begins = self.publish_at.unwrap_or(now).max(now);
        if self.expires_at.is_some_and(|until| until <= begins) {
            faults.add("/expires_at", "announcement_ends_before_it_begins");
        }
        faults.into_result("announcement_invalid")
    }
}

/// An instant to the microsecond, which is what is kept; now at the earliest.
pub(super) fn not_before(at: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    at.trunc_subsecs(6).max(now)
}
