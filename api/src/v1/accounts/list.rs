//! Lists accounts.

use kaiye_domain::{account::AccountStatus, actor::need, id::AccountId};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::AccountView;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    operations::{Tx, accounts},
    state::State,
};

/// Which accounts.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AccountFilter {
    /// Of this status.
    #[param(schema_with = words::<AccountStatus>)]
    status: Option<AccountStatus>,
}

/// List the accounts
///
/// In the order in which they were opened.
#[utoipa::path(get, path = "/accounts")]
pub async fn list_accounts(
    caller: Caller<need::ManageAccount>,
    state: State,
    page: PageQuery<AccountId>,
    filter: QueryOf<AccountFilter>,
) -> Answered<Page<AccountView>> {
    let work = move |tx: &mut Tx<'_>| {
        let rows = accounts::list(tx, filter.0.status, page.after, page.fetch())?;
        page.page(rows, |kept| kept.account.id, AccountView::from)
    };
    state.read(&caller, work).await
}
