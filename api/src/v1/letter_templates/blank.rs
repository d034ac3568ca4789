//! A commitment letter to be filled in by hand.

use kaiye_domain::{actor::need, catalogue::LetterTemplate};
use serde_json::{Value, json};

use super::get::LetterEdition;
use crate::{
    http::{Answered, Caller, Language, PathId, QueryOf, WebPage},
    operations::Tx,
    state::State,
};

/// Print a blank commitment letter
///
/// The letter as a page of A4 with room for each promise and the signature (S4, S21): its very text, which the hash under it
/// is taken over. In Chinese.
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
            let page = tx.page("blank_letter.html", &context(letter, &jurisdiction.name.zh))?;
            Ok(WebPage::new(page, Language::Chinese))
        })
        .await
}

/// What its template is given.
fn context(letter: &LetterTemplate, authority: &str) -> Value {
    let conditions: Vec<Value> = letter
        .notice
        .conditions
        .iter()
        .map(|it| json!({ "clause": it.clause, "text": it.text.zh, "by_date": it.by_date, "max_days": it.max_days }))
        .collect();
    json!({
        "paper": {
            "title": letter.title.zh, "number": format!("第{}版", letter.version), "issued_on": letter.effective_from,
            "authority": authority, "seal": null, "check_url": null,
        },
        "letter": {
            "lines": letter.text.lines().collect::<Vec<_>>(), "conditions": conditions, "code": letter.code,
            "version": letter.version, "hash": letter.hash,
        },
    })
}
