//! What the indicators mean.

use kaiye_domain::{
    actor::need,
    appraisal::{Indicator, Unit},
};
use serde::Serialize;
use strum::IntoEnumIterator;
use utoipa::ToSchema;

use crate::{
    http::{Answered, Caller, Page, PageQuery},
    openapi::words,
    operations::Tx,
    state::State,
    v1::wire::Title,
};

/// What an indicator means.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AppraisalIndicator)]
pub struct IndicatorView {
    /// The indicator.
    #[schema(schema_with = words::<Indicator>)]
    indicator: Indicator,
    /// Its name.
    title: Title,
    /// What its value is.
    #[schema(schema_with = words::<Unit>)]
    unit: Unit,
    /// What is counted, and for whom.
    counted: Title,
    /// The day that a case belongs to.
    day: Title,
    /// Clause of the plan.
    #[schema(example = "S14")]
    clause: &'static str,
}

impl From<Indicator> for IndicatorView {
    fn from(indicator: Indicator) -> Self {
        let it = indicator.definition();
        let title = |(zh, en): (&str, &str)| Title { zh: zh.to_owned(), en: en.to_owned() };
        Self {
            indicator,
            title: title(it.title),
            unit: it.unit,
            counted: title(it.counted),
            day: title(it.day),
            clause: it.clause,
        }
    }
}

/// List the indicators
///
/// What the figures of appraisal count (S26): numerator and denominator, unit, the day that a case belongs to, and the
/// clause that each serves.
#[utoipa::path(get, path = "/appraisal/indicators")]
pub async fn list_indicators(
    caller: Caller<need::ReadAppraisal>,
    state: State,
    page: PageQuery<Indicator>,
) -> Answered<Page<IndicatorView>> {
    let work = move |_: &mut Tx<'_>| {
        let fetch = usize::try_from(page.fetch()).unwrap_or_default();
        let rest = Indicator::iter().filter(|it| page.after.is_none_or(|after| *it > after)).take(fetch);
        page.page(rest.collect(), |it| *it, IndicatorView::from)
    };
    state.read(&caller, work).await
}
