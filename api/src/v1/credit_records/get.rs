//! One record.

use kaiye_domain::{actor::need, id::CreditRecordId};

use super::view::CreditRecordView;
use crate::{
    http::{Answered, Caller, PathId, Shown},
    operations::credit,
    state::State,
};

/// Read a credit record
///
/// While it is published anybody reads what is public of it: the business as on its licence, what was decided, by whom,
/// from when to when. Whom it concerns reads the whole, with its repairs and the platforms' receipts, also afterwards
/// (S19). It names no natural person.
#[utoipa::path(get, path = "/credit-records/{id}")]
pub async fn get_credit_record(
    caller: Caller<need::ReadCredit>,
    state: State,
    id: PathId<CreditRecordId>,
) -> Answered<Shown<CreditRecordView>> {
    state
        .read(&caller, move |tx| {
            let kept = credit::find(tx, id.0)?;
            Ok(Shown::new(CreditRecordView::read(tx, &kept)?))
        })
        .await
}
