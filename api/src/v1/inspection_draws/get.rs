//! One draw.

use kaiye_domain::{actor::need, id::DrawId};

use super::view::DrawView;
use crate::{
    http::{Answered, Caller, PathId, Shown},
    operations::{Tx, draws},
    state::State,
};

/// Read an inspection draw
///
/// With its seed and all that took part, to compute it again. For the department that drew and the inspectors at once; for
/// anybody as soon as its last inspection is concluded (一公开).
#[utoipa::path(get, path = "/inspection-draws/{id}")]
pub async fn get_inspection_draw(
    caller: Caller<need::ReadDraw>,
    state: State,
    id: PathId<DrawId>,
) -> Answered<Shown<DrawView>> {
    state.read(&caller, move |tx: &mut Tx<'_>| Ok(Shown::new(DrawView::from(draws::find(tx, id.0)?)))).await
}
