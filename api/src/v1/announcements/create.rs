//! Draws an announcement up.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    actor::need,
    announcement::{Audience, NewAnnouncement},
};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::AnnouncementView;
use crate::{
    http::{Answered, Body, Caller, Created, IdempotencyKey},
    openapi::words,
    operations::{Tx, announcements},
    state::State,
};

/// An announcement to draw up.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewAnnouncement)]
pub struct AnnouncementRequest {
    /// Its title, one line.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "端午节期间窗口服务安排")]
    title: String,
    /// What it says, in markdown.
    #[validate(length(min = 1, max = 20000))]
    #[schema(min_length = 1, max_length = 20000, example = "5月31日**照常**办理。")]
    body: String,
    /// For whom: everybody, or the staff alone.
    #[schema(schema_with = words::<Audience>)]
    audience: Audience,
    /// From when it is to be in force; a draft without. What has passed already means at once.
    publish_at: Option<DateTime<Utc>>,
    /// Until when; without end when absent.
    expires_at: Option<DateTime<Utc>>,
}

impl From<AnnouncementRequest> for NewAnnouncement {
    fn from(request: AnnouncementRequest) -> Self {
        let AnnouncementRequest { title, body, audience, publish_at, expires_at } = request;
        Self { title, body, audience, publish_at, expires_at }
    }
}

/// Draw up an announcement
///
/// A draft until it is given the instant from which it is in force; then its audience reads it from that instant until it
/// expires, without anybody doing anything more.
#[utoipa::path(post, path = "/announcements")]
pub async fn create_announcement(
    caller: Caller<need::ManageAnnouncement>,
    state: State,
    key: IdempotencyKey,
    body: Body<AnnouncementRequest>,
) -> Answered<Created<AnnouncementView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, ()| {
        let kept = announcements::draw_up(tx, body.value.clone().into())?;
        let (place, version) = (format!("/api/v1/announcements/{}", kept.announcement.id), kept.version);
        Ok(Created::at(place, AnnouncementView::new(kept, tx.now)).versioned(version))
    };
    state.write(&caller, claim, |_: &mut Tx<'_>| Ok(()), act).await
}
