//! The announcements.

use kaiye_domain::{
    actor::need,
    announcement::{AnnouncementStatus, Audience},
};
use kaiye_persistence::repo::announcement::{AnnouncementCursor, AnnouncementFilter};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::AnnouncementSummary;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    operations::{Tx, announcements},
    state::State,
};

/// Which announcements.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams, Validate)]
pub struct AnnouncementsOf {
    /// Only those for this audience.
    #[param(schema_with = words::<Audience>, required = false)]
    audience: Option<Audience>,
    /// Only those that stand so; others than those in force are shown to who writes announcements alone.
    #[param(schema_with = words::<AnnouncementStatus>, required = false)]
    status: Option<AnnouncementStatus>,
}

/// List announcements
///
/// Those in force for you, the newest first: for everybody, and for the staff those meant for it as well. Who writes
/// announcements lists all of them.
#[utoipa::path(get, path = "/announcements")]
pub async fn list_announcements(
    caller: Caller<need::ReadAnnouncement>,
    state: State,
    filter: QueryOf<AnnouncementsOf>,
    page: PageQuery<AnnouncementCursor>,
) -> Answered<Page<AnnouncementSummary>> {
    let AnnouncementsOf { audience, status } = filter.0;
    let work = move |tx: &mut Tx<'_>| {
        let now = tx.now;
        let filter = AnnouncementFilter { audience, status: status.map(|status| (status, now)) };
        let kept = announcements::list(tx, &filter, page.after, page.fetch())?;
        page.page(kept, announcements::Kept::cursor, |kept| AnnouncementSummary::new(&kept, now))
    };
    state.read(&caller, work).await
}
