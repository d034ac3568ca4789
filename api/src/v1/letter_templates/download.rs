//! A commitment letter to keep or to print.

use kaiye_domain::actor::need;

use super::get::LetterEdition;
use crate::{
    http::{Answered, Caller, PathId, QueryOf, TextFile},
    state::State,
};

/// Download a commitment letter
///
/// The very text that the letter's hash is taken over, as a UTF-8 file (S21).
#[utoipa::path(get, path = "/letter-templates/{code}/text")]
pub async fn download_letter_template(
    caller: Caller<need::ReadCatalogue>,
    state: State,
    code: PathId<String>,
    edition: QueryOf<LetterEdition>,
) -> Answered<TextFile> {
    state
        .read(&caller, move |tx| {
            let jurisdiction = tx.jurisdiction()?;
            let letter = edition.0.of(&jurisdiction, &code.0, tx)?;
            Ok(TextFile::new(format!("{}-v{}.txt", letter.code, letter.version), letter.text.clone()))
        })
        .await
}
