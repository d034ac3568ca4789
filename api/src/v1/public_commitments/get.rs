//! One entry of the public register.

use kaiye_domain::{actor::need, id::CertificateId};

use super::view::PublicCommitmentView;
use crate::{
    http::{Answered, Caller, PathId, Shown},
    operations::{Tx, register},
    state::State,
};

/// Read a published commitment
///
/// Who promised what, clause by clause with its text, and where each clause stands by now (S12). For anybody; what was
/// taken back is not found any more.
#[utoipa::path(get, path = "/public-commitments/{id}")]
pub async fn get_public_commitment(
    caller: Caller<need::ReadRegister>,
    state: State,
    id: PathId<CertificateId>,
) -> Answered<Shown<PublicCommitmentView>> {
    state
        .read(&caller, move |tx: &mut Tx<'_>| Ok(Shown::new(PublicCommitmentView::from(register::entry(tx, id.0)?))))
        .await
}
