//! How far a report has come.

use kaiye_domain::actor::need;

use super::view::PublicReportView;
use crate::{
    http::{Answered, Caller, PathId, Shown},
    operations::{Tx, register::followed},
    state::State,
};

/// Ask how far a report has come
///
/// By the code that its reporter got. It says nothing of what was reported, nor by whom.
#[utoipa::path(get, path = "/public-reports/{code}")]
pub async fn get_public_report(
    caller: Caller<need::FilePublicReport>,
    state: State,
    code: PathId<String>,
) -> Answered<Shown<PublicReportView>> {
    state
        .read(&caller, move |tx: &mut Tx<'_>| {
            let (report, task) = followed(tx, &code.0)?;
            let jurisdiction = tx.jurisdiction()?;
            Ok(Shown::new(PublicReportView::new(code.0, &report, &task, &jurisdiction)))
        })
        .await
}
