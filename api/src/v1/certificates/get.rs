//! One certificate.

use kaiye_domain::{actor::need, id::CertificateId};

use super::view::CertificateView;
use crate::{
    http::{Answered, Caller, PathId, Shown},
    operations::{Tx, certificates, verification},
    state::State,
    v1::verification_tasks::fetched::note_receipts,
};

/// Read a certificate
///
/// Its full face as issued, where it stands in law, whether its holder may open and what is still open (S9, S10). The first
/// read by the department that has to verify it is that department's receipt (S14).
#[utoipa::path(get, path = "/certificates/{id}")]
pub async fn get_certificate(
    caller: Caller<need::ReadCertificate>,
    state: State,
    id: PathId<CertificateId>,
) -> Answered<Shown<CertificateView>> {
    note_receipts(&caller, &state, move |tx: &mut Tx<'_>| verification::of_certificate(tx, id.0)).await?;
    state
        .read(&caller, move |tx| {
            let kept = certificates::find(tx, id.0)?;
            Ok(Shown::new(CertificateView::new(&kept, tx.actor)))
        })
        .await
}
