//! A commitment letter to be filled in by hand.

use kaiye_domain::{
    actor::need,
    catalogue::{Jurisdiction, LetterTemplate},
};
use serde_json::{Value, json};

use super::get::LetterEdition;
use crate::{
    http::{Answered, Caller, Language, PathId, QueryOf, WebPage},
    operations::Tx,
    render::Sample,
    state::State,
};

const TEMPLATE: &str = "blank_letter.html";

/// Print a blank commitment letter
///
/// The letter as a page of A4 to be filled in and signed (S4, S21): its very text with its blanks, which the hash under it is
/// taken over. In Chinese.
#[utoipa::path(get, path = "/letter-templates/{code}/blank")]
pub async fn get_blank_letter(
    caller: Caller<need::ReadCatalogue>,
    state: State,
    code: PathId<String>,
    edition: QueryOf<LetterEdition>,
) -> Answered<WebPage> {
    state
        .read(&caller, move |tx: &mut Tx<'_>| {
            let jurisdiction = tx.jurisdiction()?;
            let letter = edition.0.of(&jurisdiction, &code.0, tx)?;
            let page = tx.page(TEMPLATE, &context(letter, &jurisdiction.name.zh))?;
            Ok(WebPage::new(page, Language::Chinese))
        })
        .await
}

/// What its template is given.
fn context(letter: &LetterTemplate, authority: &str) -> Value {
    json!({
        "paper": {
            "title": letter.title.zh, "number": format!("第{}版", letter.version), "issued_on": letter.effective_from,
            "authority": authority, "seal": null, "check_url": null,
        },
        "letter": {
            "lines": letter.lines().collect::<Vec<_>>(), "code": letter.code, "version": letter.version, "hash": letter.hash,
        },
    })
}

/// Every letter of a jurisdiction, printed; the first with hostile words too.
pub(crate) fn samples(jurisdiction: &Jurisdiction) -> Vec<Sample> {
    let printed = |(number, letter): (usize, &LetterTemplate)| Sample {
        name: if number == 0 { "blank_letter".to_owned() } else { format!("blank_letter-{}", letter.code) },
        template: TEMPLATE.to_owned(),
        context: context(letter, &jurisdiction.name.zh),
    };
    let mut all: Vec<Sample> = jurisdiction.letters.iter().enumerate().map(printed).collect();
    all.extend(all.first().map(Sample::hostile));
    all
}
