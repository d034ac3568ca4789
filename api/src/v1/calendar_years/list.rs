//! Lists the sheets that count.

use kaiye_domain::{
    actor::need,
    time::{CalendarDay, Scope},
};
use kaiye_persistence::{StoreError, StoreErrorKind, map::word, repo::calendar, row::CalendarYearRow};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::CalendarYearView;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    openapi::words,
    operations::Tx,
    state::State,
};

/// Which sheets.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WhichSheets {
    /// Of this scope.
    #[param(schema_with = words::<Scope>)]
    scope: Option<Scope>,
}

/// List the calendar's years
///
/// The newest sheet of each scope and year, in the order of their revisions. A year that is not there is not known: what
/// is reckoned through it is provisional.
#[utoipa::path(get, path = "/calendar-years")]
pub async fn list_calendar_years(
    caller: Caller<need::ReadCatalogue>,
    state: State,
    page: PageQuery<i32>,
    filter: QueryOf<WhichSheets>,
) -> Answered<Page<CalendarYearView>> {
    let work = move |tx: &mut Tx<'_>| {
        let scope = filter.0.scope.map(<&str>::from);
        let rows = calendar::list(tx.conn, scope, page.after, page.fetch())?;
        let sheets = rows.into_iter().map(view).collect::<Result<Vec<_>, StoreError>>()?;
        page.page(sheets, |sheet| sheet.revision, |sheet| sheet)
    };
    state.read(&caller, work).await
}

fn view(row: CalendarYearRow) -> Result<CalendarYearView, StoreError> {
    let days: Vec<CalendarDay> = serde_json::from_value(row.days.0)
        .map_err(|error| StoreError::new(StoreErrorKind::Corrupt, error.to_string()))?;
    Ok(CalendarYearView {
        revision: row.revision,
        scope: word(&row.scope)?,
        year: row.year,
        hash: row.hash,
        loaded_at: row.loaded_at.into(),
        days: days.into_iter().map(Into::into).collect(),
    })
}
