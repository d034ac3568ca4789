//! Announcements as they are shown.

use chrono::{DateTime, Utc};
use kaiye_domain::announcement::{AnnouncementStatus, Audience};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{markdown, openapi::words, operations::announcements::Kept};

/// An announcement in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnnouncementSummary {
    /// Its id.
    pub id: Uuid,
    /// Its title.
    #[schema(example = "端午节期间窗口服务安排")]
    pub title: String,
    /// For whom it is.
    #[schema(schema_with = words::<Audience>)]
    pub audience: Audience,
    /// Where it stands now.
    #[schema(schema_with = words::<AnnouncementStatus>)]
    pub status: AnnouncementStatus,
    /// From when it is in force; null while it is a draft.
    pub publish_at: Option<DateTime<Utc>>,
    /// Until when; null without end.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was drawn up.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Its version, for `If-Match`.
    pub version: i32,
}

/// An announcement in full.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Announcement)]
pub struct AnnouncementView {
    #[serde(flatten)]
    summary: AnnouncementSummary,
    /// What it says, in markdown as it was written.
    #[schema(example = "5月31日**照常**办理。")]
    pub body: String,
    /// The same as HTML that is safe to show: without images, scripts or styles, and with links to pages and mailboxes.
    #[schema(example = "<p>5月31日<strong>照常</strong>办理。</p>\n")]
    pub body_html: String,
}

impl AnnouncementSummary {
    /// An announcement as it stands at an instant.
    pub fn new(kept: &Kept, now: DateTime<Utc>) -> Self {
        let announcement = &kept.announcement;
        Self {
            id: announcement.id.into(),
            title: announcement.title.clone(),
            audience: announcement.audience,
            status: announcement.status(now),
            publish_at: announcement.publish_at,
            expires_at: announcement.expires_at,
            created_at: announcement.created_at,
            updated_at: announcement.updated_at,
            version: kept.version,
        }
    }
}

impl AnnouncementView {
    /// An announcement as it stands at an instant.
    pub fn new(kept: Kept, now: DateTime<Utc>) -> Self {
        Self {
            summary: AnnouncementSummary::new(&kept, now),
            body_html: markdown::to_html(&kept.announcement.body),
            body: kept.announcement.body,
        }
    }
}
