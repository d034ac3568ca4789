//! Searches the public register.

use kaiye_domain::{
    actor::need,
    certificate::CheckStatus,
    register::{SEARCHED_AT_LEAST, searched},
};
use kaiye_persistence::repo::register::RegisterFilter;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::{Validate, ValidationError};

use super::view::PublicCommitmentView;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    operations::{Tx, register},
    state::State,
};

/// Which commitments.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct CommitmentsOf {
    /// Only those of businesses whose name contains this text of two characters or more, anywhere in it. Spaces,
    /// punctuation, upper and lower case, and full and half width make no difference.
    #[validate(custom(function = long_enough))]
    #[param(min_length = 2, max_length = 100, example = "好邻居")]
    name: Option<String>,
    /// Only those for this item.
    #[param(example = "fire_check")]
    item_code: Option<String>,
    /// Only those with premises in this county.
    #[param(example = "652327")]
    division: Option<String>,
    /// Only those whose certificate stands so, as the public check shows it.
    #[param(schema_with = words::<CheckStatus>, required = false)]
    status: Option<CheckStatus>,
}

fn long_enough(name: &str) -> Result<(), ValidationError> {
    let sound = searched(name).is_some_and(|name| (SEARCHED_AT_LEAST..=100).contains(&name.chars().count()));
    if sound { Ok(()) } else { Err(ValidationError::new("length")) }
}

/// Search the public register
///
/// Published commitments, the newest first: by part of the business's name, item, county and status (S12). For anybody.
#[utoipa::path(get, path = "/public-commitments")]
pub async fn search_public_commitments(
    caller: Caller<need::ReadRegister>,
    state: State,
    filter: QueryOf<CommitmentsOf>,
    page: PageQuery<Uuid>,
) -> Answered<Page<PublicCommitmentView>> {
    let CommitmentsOf { name, item_code, division, status } = filter.0;
    state
        .read(&caller, move |tx: &mut Tx<'_>| {
            let name = name.as_deref().and_then(searched);
            let filter = RegisterFilter { name, item_code, division, ..RegisterFilter::default() };
            let entries = register::search(tx, filter, status, page.after, page.fetch())?;
            page.page(entries, |entry| entry.commitment.id.into(), PublicCommitmentView::from)
        })
        .await
}
