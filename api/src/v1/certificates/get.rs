//! One certificate.

use kaiye_domain::{actor::need, id::CertificateId};

use super::view::CertificateView;
use crate::{
    http::{Answered, Caller, PathId, Shown},
    operations::certificates,
    state::State,
};

/// Read a certificate
///
/// Its full face as issued, where it stands in law, whether its holder may open and what is still open (S9, S10).
#[utoipa::path(get, path = "/certificates/{id}")]
pub async fn get_certificate(
    caller: Caller<need::ReadCertificate>,
    state: State,
    id: PathId<CertificateId>,
) -> Answered<Shown<CertificateView>> {
    state
        .read(&caller, move |tx| {
            let kept = certificates::find(tx, id.0)?;
            Ok(Shown::new(CertificateView::new(&kept, tx.actor)))
        })
        .await
}
