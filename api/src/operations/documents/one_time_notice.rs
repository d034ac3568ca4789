//! The one-time notice on paper (S2): frozen when it is served, like every paper (decision 121). It is about no application,
//! and names nobody.

use chrono::DateTime;
use kaiye_domain::{
    catalogue::{DivisionKind, Jurisdiction, Question, QuestionKind},
    certificate::{check_code, is_check_code},
    document::ONE_TIME_NOTICE,
    id::NoticeId,
    notice::{NoticeRequest, OneTimeNotice, number_of},
    time::local_date,
};
use kaiye_persistence::{
    map::{ServedOneTimeNotice, one_time_notice_from},
    repo::one_time_notice,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Outcome, Tx, check_url,
    freeze::{keep, kept},
};
use crate::{ids::random, render::Sample};

/// What it is called.
pub const TITLE: &str = "一次性告知书";

/// Draws up a notice's paper and keeps it: with the code that anybody checks it by.
pub fn freeze(tx: &mut Tx<'_>, served: ServedOneTimeNotice) -> Outcome<ServedOneTimeNotice> {
    let served = ServedOneTimeNotice { check_code: Some(check_code(random())), ..served };
    let page = drawn_up(tx, &served)?;
    Ok(ServedOneTimeNotice { page_hash: Some(keep(tx, &page)?), ..served })
}

/// A notice's page. One that was served before pages were kept is drawn up from what it says.
pub fn page(tx: &mut Tx<'_>, served: &ServedOneTimeNotice) -> Outcome<String> {
    match &served.page_hash {
        Some(hash) => kept(tx, hash),
        None => drawn_up(tx, served),
    }
}

/// The notice that anybody names by the code on its paper.
pub fn by_check_code(tx: &mut Tx<'_>, code: &str) -> Outcome<Option<ServedOneTimeNotice>> {
    if !is_check_code(code) {
        return Ok(None);
    }
    Ok(one_time_notice::by_check_code(tx.conn, code)?.map(one_time_notice_from).transpose()?)
}

fn drawn_up(tx: &mut Tx<'_>, served: &ServedOneTimeNotice) -> Outcome<String> {
    let jurisdiction = tx.jurisdiction()?;
    let check_url = served.check_code.as_ref().map(|code| check_url(tx.public_url(), code));
    tx.page(ONE_TIME_NOTICE, &context(served, check_url.as_deref(), &jurisdiction))
}

/// What its template is given.
fn context(served: &ServedOneTimeNotice, check_url: Option<&str>, jurisdiction: &Jurisdiction) -> Value {
    json!({
        "paper": {
            "title": TITLE, "number": number_of(served.id, served.served_at), "issued_on": local_date(served.served_at),
            "authority": jurisdiction.department_name(&jurisdiction.registrar.department), "seal": null,
            "check_url": check_url,
        },
        "notice": served.notice, "hash": served.notice.content_hash(),
    })
}

/// The first bundle's notice, each question answered as simply as it can be; one without items where that asks for none. And
/// the same with hostile words.
pub(crate) fn samples(jurisdiction: &Jurisdiction) -> [Sample; 2] {
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
    let served = ServedOneTimeNotice {
        id: NoticeId(Uuid::nil()),
        notice,
        served_at: DateTime::default(),
        account: None,
        page_hash: None,
        check_code: None,
    };
    let context = context(&served, Some("https://example.org/v/0123456789"), jurisdiction);
    let plain = Sample { name: "one_time_notice".to_owned(), template: ONE_TIME_NOTICE.to_owned(), context };
    [plain.hostile(), plain]
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
