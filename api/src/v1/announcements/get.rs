//! One announcement.

use kaiye_domain::{actor::need, id::AnnouncementId};

use super::AnnouncementView;
use crate::{
    http::{Answered, Caller, PathId, Shown},
    operations::{Tx, announcements},
    state::State,
};

/// Read an announcement
///
/// While it is in force its audience reads it: everybody, or who acts for an office. Who writes announcements reads each,
/// whenever.
#[utoipa::path(get, path = "/announcements/{id}")]
pub async fn get_announcement(
    caller: Caller<need::ReadAnnouncement>,
    state: State,
    id: PathId<AnnouncementId>,
) -> Answered<Shown<AnnouncementView>> {
    state
        .read(&caller, move |tx: &mut Tx<'_>| {
            let kept = announcements::find(tx, id.0)?;
            let version = kept.version;
            Ok(Shown::versioned(AnnouncementView::new(kept, tx.now), version))
        })
        .await
}
