//! Inspection asks.

use kaiye_domain::{actor::need, supervision_notice::AboutKind};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::SupervisionNoticeView;
use crate::{
    http::{Answered, Body, Caller, Created, IdempotencyKey},
    openapi::words,
    operations::supervision::{Wanted, issue},
    state::State,
};

/// A supervision notice to issue.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSupervisionNotice {
    /// Code of the department that is to answer.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64, example = "fire_brigade")]
    department: String,
    /// The case that it is about; absent for a matter in general.
    about: Option<CaseBody>,
    /// The matter, in a line. Without personal data.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "核查任务逾期")]
    matter: String,
    /// What is asked for. Without personal data.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "请说明逾期原因并报送整改措施")]
    demand: String,
    /// In how many working days the answer is due; as the policy says when absent.
    #[validate(range(min = 1, max = 60))]
    #[schema(minimum = 1, maximum = 60, example = 5)]
    answer_within: Option<u16>,
}

/// The case that a notice is about.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SupervisedCase)]
pub struct CaseBody {
    /// What it is.
    #[schema(schema_with = words::<AboutKind>)]
    kind: AboutKind,
    /// Its id.
    id: Uuid,
}

/// Create a supervision notice
///
/// By inspection (督办, S26): asks a department for something, about an application, a certificate, a verification task, an
/// enforcement case or a matter in general, with a last day in working days. Numbered in the year's series without a gap.
#[utoipa::path(post, path = "/supervision-notices")]
pub async fn create_supervision_notice(
    caller: Caller<need::ManageSupervisionNotice>,
    state: State,
    key: IdempotencyKey,
    body: Body<NewSupervisionNotice>,
) -> Answered<Created<SupervisionNoticeView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            |_| Ok(()),
            move |tx, ()| {
                let NewSupervisionNotice { department, about, matter, demand, answer_within } = body.value.clone();
                let about = about.map(|case| (case.kind, case.id));
                let kept = issue(tx, &Wanted { department, about, matter, demand, within: answer_within })?;
                let (location, version) = (format!("/api/v1/supervision-notices/{}", kept.notice.id), kept.version);
                Ok(Created::at(location, SupervisionNoticeView::of(tx, kept)?).versioned(version))
            },
        )
        .await
}
