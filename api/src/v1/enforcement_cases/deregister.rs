//! 注销.

use kaiye_domain::{actor::need, id::CertificateId};

use super::view::Because;
use crate::{
    http::{Answered, Body, Caller, IdempotencyKey, PathId, Shown},
    operations::enforcement::{deregister, of_certificate},
    state::State,
    v1::certificates::view::CertificateView,
};

/// Deregister a certificate
///
/// 注销: the head of the department that granted it closes the register over a certificate that expired, or was revoked
/// or annulled (行政许可法 §70; S18). The case that took it is closed with it.
#[utoipa::path(post, path = "/certificates/{id}/deregister")]
pub async fn deregister_certificate(
    caller: Caller<need::TakeBackGrant>,
    state: State,
    id: PathId<CertificateId>,
    key: IdempotencyKey,
    body: Body<Because>,
) -> Answered<Shown<CertificateView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(of_certificate(tx, id.0)?),
            move |tx, subject| {
                let kept = deregister(tx, subject, &body.value.reason)?;
                Ok(Shown::new(CertificateView::new(&kept, tx.actor)))
            },
        )
        .await
}
