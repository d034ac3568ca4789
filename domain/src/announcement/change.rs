//! Changing an announcement.

use chrono::{DateTime, SubsecRound, Utc};

use super::{Announcement, AnnouncementReason, AnnouncementStatus, Audience, terms::not_before};
use crate::refusal::Refusal;

/// What of an announcement changes; `None` stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnnouncementChange {
    /// Its title.
    pub title: Option<String>,
    /// What it says.
    pub body: Option<String>,
    /// For whom.
    pub audience: Option<Audience>,
    /// From when it is in force, until it is.
    pub publish_at: Option<DateTime<Utc>>,
    /// Until when; `Some(None)`: without end.
    pub expires_at: Option<Option<DateTime<Utc>>>,
    /// Take it back: what is scheduled is a draft again, what is in force ends now, whatever dates are given beside it.
    pub withdraw: bool,
}

impl Announcement {
    /// Changes it. What is over stays as it was read; what is in force keeps the instant from which it was.
    pub fn change(mut self, change: AnnouncementChange, now: DateTime<Utc>) -> Result<Self, Refusal> {
        let now = now.trunc_subsecs(6);
        let status = self.status(now);
        if status == AnnouncementStatus::Expired {
            return Err(AnnouncementReason::Over.into());
        }
        self.title = change.title.unwrap_or(self.title);
        self.body = change.body.unwrap_or(self.body);
        self.audience = change.audience.unwrap_or(self.audience);
        self.updated_at = now;
        if change.withdraw {
            return self.withdraw(status, now);
        }
        if let Some(at) = change.publish_at {
            if status == AnnouncementStatus::InForce {
                return Err(AnnouncementReason::Published.into());
            }
            self.publish_at = Some(not_before(at, now));
        }
        if let Some(until) = change.expires_at {
            self.expires_at = until.map(|at| at.trunc_subsecs(6));
        }
        self.check(now)?;
        Ok(self)
    }

    fn withdraw(mut self, status: AnnouncementStatus, now: DateTime<Utc>) -> Result<Self, Refusal> {
        match status {
            AnnouncementStatus::Scheduled => {
                self.publish_at = None;
                self.expires_at = None;
                self.check(now)?;
            }
            AnnouncementStatus::InForce => {
                self.expires_at = None;
                self.check(now)?;
                self.expires_at = Some(now);
            }
            AnnouncementStatus::Draft | AnnouncementStatus::Expired => {
                return Err(AnnouncementReason::NotScheduled.into());
            }
        }
        Ok(self)
    }
}
