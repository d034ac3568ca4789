//! One notice.

use kaiye_domain::{actor::need, id::SupervisionNoticeId};

use super::SupervisionNoticeView;
use crate::{
    http::{Answered, Caller, PathId, Shown},
    operations::supervision::find,
    state::State,
};

/// Read a supervision notice
///
/// With every round of question and answer, and what you may do now. Inspection and appraisal read all, a department those
/// that go to it.
#[utoipa::path(get, path = "/supervision-notices/{id}")]
pub async fn get_supervision_notice(
    caller: Caller<need::ReadSupervisionNotice>,
    state: State,
    id: PathId<SupervisionNoticeId>,
) -> Answered<Shown<SupervisionNoticeView>> {
    state
        .read(&caller, move |tx| {
            let kept = find(tx, id.0)?;
            Ok(Shown::new(SupervisionNoticeView::of(tx, kept)?))
        })
        .await
}
