//! The public check of many certificates at once.

use kaiye_domain::actor::need;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::check::CheckView;
use crate::{
    http::{Answered, Body, Caller, Shown},
    operations::certificates,
    state::State,
};

/// Certificates to check.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckCodes {
    /// Their check codes.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_items = 1, max_items = 100, example = json!(["3K8Z0H6T5W1Q9N4RYB2CVMEXGA"]))]
    pub check_codes: Vec<String>,
}

/// The answers, in the order of the question.
#[derive(Debug, Serialize, ToSchema)]
pub struct CertificateChecks {
    /// One for each code that was asked for.
    pub results: Vec<CheckResult>,
}

/// The answer to one code.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckResult {
    /// The code.
    pub check_code: String,
    /// What is known of it; null when no certificate bears it.
    pub certificate: Option<CheckView>,
}

/// Check many certificates
///
/// Up to a hundred at once, by the same rule as the single check. For anybody.
#[utoipa::path(post, path = "/certificate-checks")]
pub async fn check_certificates(
    caller: Caller<need::CheckCertificate>,
    state: State,
    body: Body<CheckCodes>,
) -> Answered<Shown<CertificateChecks>> {
    state
        .read(&caller, move |tx| {
            let found = certificates::check(tx, &body.value.check_codes)?;
            let answer = |code: &String| CheckResult {
                check_code: code.clone(),
                certificate: found.get(code).cloned().map(Into::into),
            };
            Ok(Shown::new(CertificateChecks { results: body.value.check_codes.iter().map(answer).collect() }))
        })
        .await
}
