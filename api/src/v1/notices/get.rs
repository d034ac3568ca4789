//! A one-time notice, read again.

use chrono::{DateTime, Utc};
use kaiye_domain::{
    actor::need,
    catalogue::{DivisionKind, Jurisdiction, Question, QuestionKind},
    hash::sha256,
    id::NoticeId,
    notice::{NoticeRequest, OneTimeNotice},
    time::local_date,
};
use kaiye_persistence::{map::one_time_notice_from, repo::one_time_notice};
use serde_json::{Value, json};

use super::view::NoticeView;
use crate::{
    http::{Answered, Caller, PathId, Problem, Readable, Wanted},
    operations::Tx,
    render::Sample,
    state::State,
};

const TEMPLATE: &str = "one_time_notice.html";

/// Read a one-time notice
///
/// As it was served, whatever changed since. Whoever has its id may read it; it says nothing about any person. With `Accept:
/// text/html` as a page to be printed.
#[utoipa::path(get, path = "/notices/{id}")]
pub async fn get_notice(
    caller: Caller<need::ServeNotice>,
    state: State,
    id: PathId<NoticeId>,
    wanted: Wanted,
) -> Answered<Readable<NoticeView>> {
    state
        .read(&caller, move |tx: &mut Tx<'_>| {
            let row = one_time_notice::find(tx.conn, id.0)?;
            let served_at = row.served_at.into();
            let notice = one_time_notice_from(row)?;
            let view = NoticeView::new(id.0, served_at, &notice);
            match wanted {
                Wanted::Json => Ok(Readable::Json(view)),
                Wanted::Html => page(tx, &view, &notice),
            }
        })
        .await
}

/// The notice on paper: made of what was kept when it was served (decision 116).
fn page(tx: &mut Tx<'_>, view: &NoticeView, notice: &OneTimeNotice) -> Result<Readable<NoticeView>, Problem> {
    let jurisdiction = tx.jurisdiction()?;
    let page = tx.page(TEMPLATE, &context(&view.number, view.served_at, notice, &jurisdiction))?;
    Ok(Readable::Html { hash: sha256(&page), page, status: "issued" })
}

/// What its template is given.
fn context(number: &str, served_at: DateTime<Utc>, notice: &OneTimeNotice, jurisdiction: &Jurisdiction) -> Value {
    json!({
        "paper": {
            "title": "一次性告知书", "number": number, "issued_on": local_date(served_at),
            "authority": jurisdiction.department_name(&jurisdiction.registrar.department), "seal": null, "check_url": null,
        },
        "notice": notice, "hash": notice.content_hash(),
    })
}

/// The first bundle's notice, each question answered as simply as it can be; one without items where that asks for none.
pub(crate) fn sample(jurisdiction: &Jurisdiction) -> Sample {
    let bundle = jurisdiction.bundles.first();
    let asked = bundle.map(|bundle| bundle.questions.as_slice()).unwrap_or_default();
    let request = NoticeRequest {
        bundle: bundle.map(|bundle| bundle.code.clone()),
        answers: asked.iter().map(|question| (question.id.clone(), simplest(question, jurisdiction))).collect(),
        ..NoticeRequest::default()
    };
    let begins = jurisdiction.items.iter().map(|item| item.effective_from);
    let day = begins.chain([jurisdiction.policy.in_force_from.value]).max().unwrap_or_default();
    let notice = OneTimeNotice::compose(jurisdiction, &request, day);
    let notice = notice.unwrap_or_else(|_| OneTimeNotice::of_nothing(jurisdiction, day));
    let context = context("GZ-2026-000000000000", DateTime::default(), &notice, jurisdiction);
    Sample { name: "one_time_notice".to_owned(), template: TEMPLATE.to_owned(), context }
}

fn simplest(question: &Question, jurisdiction: &Jurisdiction) -> Value {
    match question.kind {
        QuestionKind::Number => json!(question.min.unwrap_or(1.0)),
        QuestionKind::Integer => json!(question.min.unwrap_or(1.0).ceil() as i64),
        QuestionKind::Boolean => json!(true),
        QuestionKind::Choice => json!(question.choices.first().map(|choice| &choice.value)),
        QuestionKind::County => {
            let county = jurisdiction.divisions.iter().find(|division| division.kind == DivisionKind::County);
            json!(county.map(|county| &county.code))
        }
    }
}
