//! One order.

use kaiye_domain::{actor::need, id::RectificationId};

use super::view::RectificationView;
use crate::{
    http::{Answered, Caller, PathId, Shown},
    operations::rectification::find,
    state::State,
};

/// Read a rectification order
///
/// What is to be mended and by when, what the business submitted, and what came of it (S16).
#[utoipa::path(get, path = "/rectifications/{id}")]
pub async fn get_rectification(
    caller: Caller<need::ReadEnforcement>,
    state: State,
    id: PathId<RectificationId>,
) -> Answered<Shown<RectificationView>> {
    state.read(&caller, move |tx| Ok(Shown::new(RectificationView::new(find(tx, id.0)?, tx.actor)))).await
}
