//! One commitment letter.

use kaiye_domain::{
    actor::need,
    catalogue::{Jurisdiction, LetterTemplate},
    time::local_date,
};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::view::LetterView;
use crate::{
    http::{Answered, Caller, PathId, Problem, QueryOf, Shown},
    operations::Tx,
    state::State,
};

/// Which version.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams, Validate)]
pub struct LetterEdition {
    /// Its version; the one in force today when absent.
    pub(super) version: Option<i32>,
}

impl LetterEdition {
    /// The letter that is meant.
    pub(super) fn of<'a>(
        self,
        jurisdiction: &'a Jurisdiction,
        code: &str,
        tx: &Tx<'_>,
    ) -> Result<&'a LetterTemplate, Problem> {
        let letter = match self.version {
            Some(version) => jurisdiction.letter(code, version),
            None => jurisdiction.letter_in_force(code, local_date(tx.now)),
        };
        letter.ok_or_else(Problem::not_found)
    }
}

/// Read a commitment letter
///
/// Both its parts, and the whole text with the hash that a commitment is bound to (S4). Every version stays readable.
#[utoipa::path(get, path = "/letter-templates/{code}")]
pub async fn get_letter_template(
    caller: Caller<need::ReadCatalogue>,
    state: State,
    code: PathId<String>,
    edition: QueryOf<LetterEdition>,
) -> Answered<Shown<LetterView>> {
    state
        .read(&caller, move |tx| {
            let jurisdiction = tx.jurisdiction()?;
            let letter = edition.0.of(&jurisdiction, &code.0, tx)?;
            Ok(Shown::new(LetterView::from(letter)))
        })
        .await
}
