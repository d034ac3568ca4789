//! Changes an announcement, schedules it or takes it back.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    actor::need,
    announcement::{AnnouncementChange, Audience},
    id::AnnouncementId,
};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::AnnouncementView;
use crate::{
    http::{Answered, Body, Caller, IfMatch, PathId, Shown},
    openapi::maybe_words,
    operations::{Tx, announcements},
    state::State,
    v1::wire::given,
};

/// What of an announcement changes; what is left out stays.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AnnouncementChange)]
pub struct AnnouncementChangeRequest {
    /// Its title, one line.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    title: Option<String>,
    /// What it says, in markdown.
    #[validate(length(min = 1, max = 20000))]
    #[schema(min_length = 1, max_length = 20000)]
    body: Option<String>,
    /// For whom.
    #[schema(schema_with = maybe_words::<Audience>)]
    audience: Option<Audience>,
    /// From when it is in force. Not once it is.
    publish_at: Option<DateTime<Utc>>,
    /// Until when; `null`: without end.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<DateTime<Utc>>)]
    expires_at: Option<Option<DateTime<Utc>>>,
    /// Take it back: what is scheduled is a draft again, what is in force ends now, whatever dates are given beside it.
    #[serde(default)]
    withdraw: bool,
}

impl From<AnnouncementChangeRequest> for AnnouncementChange {
    fn from(request: AnnouncementChangeRequest) -> Self {
        let AnnouncementChangeRequest { title, body, audience, publish_at, expires_at, withdraw } = request;
        Self { title, body, audience, publish_at, expires_at, withdraw }
    }
}

/// Change an announcement
///
/// Its words while it is not over, its beginning until it begins, its end at any time before; or take it back. What is
/// over stays as it was read.
#[utoipa::path(patch, path = "/announcements/{id}")]
pub async fn update_announcement(
    caller: Caller<need::ManageAnnouncement>,
    state: State,
    id: PathId<AnnouncementId>,
    if_match: IfMatch,
    body: Body<AnnouncementChangeRequest>,
) -> Answered<Shown<AnnouncementView>> {
    let load = move |tx: &mut Tx<'_>| Ok(announcements::find(tx, id.0)?);
    let act = move |tx: &mut Tx<'_>, kept: announcements::Kept| {
        if_match.check(kept.version)?;
        let kept = announcements::change(tx, kept, body.value.clone().into())?;
        let version = kept.version;
        Ok(Shown::versioned(AnnouncementView::new(kept, tx.now), version))
    };
    state.write(&caller, None, load, act).await
}
