//! The commitment letters.

use chrono::NaiveDate;
use kaiye_domain::{actor::need, catalogue::Edition, time::local_date};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::view::LetterSummary;
use crate::{
    http::{Answered, Caller, Page, PageQuery, QueryOf},
    state::State,
};

/// Which letters.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct LetterFilter {
    /// Only those for this item.
    #[param(example = "small_restaurant_registration")]
    item: Option<String>,
    /// In force on this day; today when absent.
    in_force_on: Option<NaiveDate>,
}

/// List the commitment letters
///
/// The letters in force on a day, by code (S21).
#[utoipa::path(get, path = "/letter-templates")]
pub async fn list_letter_templates(
    caller: Caller<need::ReadCatalogue>,
    state: State,
    filter: QueryOf<LetterFilter>,
    page: PageQuery<String>,
) -> Answered<Page<LetterSummary>> {
    let filter = filter.0;
    state
        .read(&caller, move |tx| {
            let jurisdiction = tx.jurisdiction()?;
            let day = filter.in_force_on.unwrap_or_else(|| local_date(tx.now));
            let mut letters: Vec<_> = jurisdiction
                .letters
                .iter()
                .filter(|letter| letter.in_force(day))
                .filter(|letter| jurisdiction.letter_in_force(&letter.code, day) == Some(*letter))
                .filter(|letter| filter.item.as_ref().is_none_or(|item| letter.item == *item))
                .filter(|letter| page.after.as_ref().is_none_or(|after| letter.code > *after))
                .collect();
            letters.sort_by(|a, b| a.code.cmp(&b.code));
            letters.truncate(usize::try_from(page.fetch()).unwrap_or_default());
            page.page(letters, |letter| letter.code.clone(), LetterSummary::from)
        })
        .await
}
