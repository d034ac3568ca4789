//! Makes a designation.

use chrono::NaiveDate;
use kaiye_domain::{actor::need, designation::DesignationFunction};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::DesignationView;
use crate::{
    http::{Answered, Body, Caller, Created, IdempotencyKey},
    openapi::words,
    operations::{Tx, designations},
    state::State,
};

/// A designation to make.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDesignation {
    /// The department, or the county's liaison office.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64, example = "fire_brigade")]
    department: String,
    /// What for.
    #[schema(schema_with = words::<DesignationFunction>)]
    function: DesignationFunction,
    /// The person's account.
    account_id: Uuid,
    /// The deputy's account.
    deputy_id: Option<Uuid>,
    /// First day.
    valid_from: NaiveDate,
    /// Last day; open when empty.
    valid_to: Option<NaiveDate>,
}

/// Designate a person
///
/// Names who speaks for a department in joint reviews, or who is a county's liaison, from a day on, with a deputy who may
/// act as well (S7). Of several designations in force the one that began last counts: a new one takes the place of the
/// earlier from its first day, and one with a last day gives it back. A department's head names its own persons only.
#[utoipa::path(post, path = "/designations")]
pub async fn set_designation(
    caller: Caller<need::ManageDesignation>,
    state: State,
    key: IdempotencyKey,
    body: Body<NewDesignation>,
) -> Answered<Created<DesignationView>> {
    let claim = key.over(&body);
    let act = move |tx: &mut Tx<'_>, ()| {
        let request = body.value.clone();
        let new = designations::NewDesignation {
            department: request.department,
            function: request.function,
            account: request.account_id.into(),
            deputy: request.deputy_id.map(Into::into),
            valid_from: request.valid_from,
            valid_to: request.valid_to,
        };
        let made = designations::set(tx, new)?;
        let location = format!("/api/v1/designations?department={}", made.department);
        Ok(Created::at(location, DesignationView::from(made)))
    };
    state.write(&caller, claim, |_| Ok(()), act).await
}
