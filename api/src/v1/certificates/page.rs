//! The public check as a page: what a phone shows after scanning a certificate.

use kaiye_domain::{
    actor::need,
    certificate::CheckStatus,
    document::{DocumentStatus, OfficialDocument},
    time::local_date,
};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use validator::Validate;

use super::check::{CheckView, title};
use crate::{
    http::{Answered, Caller, Language, PathId, Problem, QueryOf, WebPage},
    openapi::words,
    operations::{Tx, certificates, documents},
    state::State,
    v1::wire::Title,
};

/// In which language.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams, Validate)]
pub struct PageIn {
    /// The language, in the place of what the browser prefers.
    #[param(schema_with = words::<Language>, required = false)]
    lang: Option<Language>,
}

/// See what a paper is worth
///
/// The page that the code on a paper leads to. Of a certificate: its status at one glance, whose it is and who issued it (S10,
/// S12), the same answer as `check_certificate`. Of another document: what it is, who issued it and when, and whether it stands;
/// nothing of what it says. It needs no script and loads nothing. For anybody.
#[utoipa::path(get, path = "/v/{check_code}")]
pub async fn get_check_page(
    caller: Caller<need::CheckCertificate>,
    state: State,
    code: PathId<String>,
    asked: QueryOf<PageIn>,
    language: Language,
) -> Answered<WebPage> {
    let language = asked.0.lang.unwrap_or(language);
    state
        .read(&caller, move |tx: &mut Tx<'_>| {
            let found = certificates::check(tx, std::slice::from_ref(&code.0))?.remove(&code.0);
            let found = match found.map(CheckView::from) {
                Some(check) => Some(Found::Certificate(Box::new(check))),
                None => documents::by_check_code(tx, &code.0)?.map(|document| Found::Document(Box::new(document))),
            };
            let page = filled_in(tx, found.as_ref(), language)?;
            Ok(match found {
                Some(_) => WebPage::new(page, language),
                None => WebPage::not_found(page, language),
            })
        })
        .await
}

/// What a code stands for.
enum Found {
    Certificate(Box<CheckView>),
    Document(Box<OfficialDocument>),
}

fn filled_in(tx: &mut Tx<'_>, found: Option<&Found>, language: Language) -> Result<String, Problem> {
    let mut context = json!({
        "language": language.tag(), "words": spoken(language), "check": null, "document": null, "look": null, "term": null,
    });
    match found {
        Some(Found::Certificate(check)) => {
            context["check"] = json!(check);
            context["term"] = json!(term(check, language));
            context["look"] = shown(look(check.status), title(check.status), language);
        }
        Some(Found::Document(document)) => {
            let jurisdiction = tx.jurisdiction()?;
            let department = jurisdiction.department(&document.department);
            context["document"] = json!({
                "title": document.kind.title(), "number": document.number, "issued_on": local_date(document.issued_at),
                "authority": department.map_or(document.department.as_str(), |department| &department.name.zh),
            });
            context["look"] = match document.status() {
                DocumentStatus::Issued => {
                    shown(("good", "✓"), words_of("已制发，有效", "Issued, and stands"), language)
                }
                DocumentStatus::Void => shown(("bad", "✕"), words_of("已作废", "Void"), language),
            };
        }
        None => {}
    }
    Ok(tx.page("check.html", &context)?)
}

fn shown((class, sign): (&str, &str), title: Title, language: Language) -> serde_json::Value {
    json!({ "class": class, "sign": sign, "word": if language == Language::Chinese { title.zh } else { title.en } })
}

fn words_of(zh: &str, en: &str) -> Title {
    Title { zh: zh.to_owned(), en: en.to_owned() }
}

/// How a status looks: never by its colour alone.
fn look(status: CheckStatus) -> (&'static str, &'static str) {
    match status {
        CheckStatus::Valid => ("good", "✓"),
        CheckStatus::Dormant => ("wait", "!"),
        CheckStatus::Stopped | CheckStatus::Revoked | CheckStatus::Annulled => ("bad", "✕"),
        CheckStatus::Expired | CheckStatus::Replaced | CheckStatus::Deregistered => ("over", "—"),
    }
}

fn term(check: &CheckView, language: Language) -> String {
    let (from, to) = (check.valid_from, check.valid_to);
    match (language, to) {
        (Language::Chinese, Some(to)) => format!("{from} 至 {to}"),
        (Language::Chinese, None) => format!("{from} 至 长期"),
        (Language::English, Some(to)) => format!("{from} to {to}"),
        (Language::English, None) => format!("from {from}, no end"),
    }
}

/// What stands on the page beside the certificate's own words.
fn spoken(language: Language) -> serde_json::Value {
    match language {
        Language::Chinese => json!({
            "title": "证照核验", "other": "English", "other_code": "en", "document": "证照", "holder": "持有人",
            "uscc": "统一社会信用代码", "number": "编号", "identifier": "电子证照标识", "authority": "发证机关", "term": "有效期", "issued_on": "制发日期",
            "promised": "尚待兑现的承诺", "clause": "第{}项，承诺日期：", "unknown": "查无此证照或文书",
            "unknown_more": "没有与该核验码对应的证照或文书。请核对其上的二维码；如有疑问，请向发证机关查询。",
            "checked": "以登记系统的当前信息为准。",
        }),
        Language::English => json!({
            "title": "Certificate check", "other": "中文", "other_code": "zh-CN", "document": "Document", "holder": "Holder",
            "uscc": "Unified social credit code", "number": "Number", "identifier": "Electronic identifier",
            "authority": "Issued by", "term": "Valid", "issued_on": "Issued on", "promised": "Promised, and not proved yet",
            "clause": "Clause {}, promised by ", "unknown": "No such paper",
            "unknown_more": "No certificate or document has this code. Compare it with the one on the paper, or ask the authority.",
            "checked": "What the register says now is what counts.",
        }),
    }
}
