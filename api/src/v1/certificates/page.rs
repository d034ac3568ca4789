//! The public check as a page: what a phone shows after scanning a certificate.

use chrono::NaiveDate;
use kaiye_domain::{
    actor::need,
    catalogue::Jurisdiction,
    certificate::CheckStatus,
    document::{DocumentStanding, OfficialDocument},
    notice::number_of,
    time::local_date,
};
use kaiye_persistence::map::ServedOneTimeNotice;
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};
use strum::IntoEnumIterator;
use utoipa::IntoParams;
use validator::Validate;

use super::{
    check::{CheckView, title},
    view::OpenClauseView,
};
use crate::{
    http::{Answered, Caller, Language, PathId, Problem, QueryOf, WebPage},
    openapi::words,
    operations::{
        Tx, certificates,
        documents::{self, one_time_notice},
    },
    render::{Sample, date},
    state::State,
    v1::wire::Title,
};

/// In which language.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams, Validate)]
pub struct PageIn {
    /// The language, in the place of what the browser prefers; one that the page does not know counts as none.
    #[serde(default, deserialize_with = "known")]
    #[param(schema_with = words::<Language>, required = false)]
    lang: Option<Language>,
}

fn known<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Language>, D::Error> {
    let named = String::deserialize(deserializer)?;
    Ok(Language::iter().find(|language| language.tag() == named))
}

/// See what a paper is worth
///
/// The page that the code on a paper leads to. Of a certificate: its status at one glance, whose it is and who issued it (S10,
/// S12), the same answer as `check_certificate`. Of another document: what it is, who issued it and when, and what it is worth:
/// whether it stands, is void, or is over, as an order to stop that was lifted, a commitment that was taken back, a grant whose
/// certificate has ended. Nothing of what it says. It needs no script and loads nothing. For anybody.
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
            let found = find(tx, &code.0)?;
            let page = tx.page("check.html", &context(found.as_ref(), language))?;
            Ok(match found {
                Some(_) => WebPage::new(page, language),
                None => WebPage::not_found(page, language),
            })
        })
        .await
}

/// What a code stands for.
enum Found {
    /// What its face says is shown as it stands there; the item and the authority's name are known in English as well.
    Certificate {
        check: Box<CheckView>,
        item: Option<Title>,
        authority: Option<String>,
    },
    Document {
        title: Title,
        number: String,
        issued_on: NaiveDate,
        authority: Title,
        standing: DocumentStanding,
    },
}

/// A certificate, a document of an application, or a one-time notice, whichever bears the code.
fn find(tx: &mut Tx<'_>, code: &String) -> Result<Option<Found>, Problem> {
    if let Some(check) = certificates::check(tx, std::slice::from_ref(code))?.remove(code) {
        let jurisdiction = tx.jurisdiction()?;
        let item = jurisdiction.item(&check.item_code, check.item_version).map(|item| Title::from(&item.name));
        let check = CheckView::from(check);
        let issuer = jurisdiction.departments.iter().find(|it| it.name.zh == check.authority);
        let authority = issuer.map(|it| it.name.en.clone());
        return Ok(Some(Found::Certificate { check: Box::new(check), item, authority }));
    }
    if let Some(document) = documents::by_check_code(tx, code)? {
        return Ok(Some(of_document(tx, &document)?));
    }
    match one_time_notice::by_check_code(tx, code)? {
        Some(served) => Ok(Some(of_notice(tx, &served)?)),
        None => Ok(None),
    }
}

fn of_notice(tx: &mut Tx<'_>, served: &ServedOneTimeNotice) -> Result<Found, Problem> {
    let jurisdiction = tx.jurisdiction()?;
    Ok(Found::Document {
        title: words_of(one_time_notice::TITLE, "One-time notice"),
        number: number_of(served.id, served.served_at),
        issued_on: local_date(served.served_at),
        authority: authority(&jurisdiction, &jurisdiction.registrar.department),
        standing: DocumentStanding::InEffect,
    })
}

fn of_document(tx: &mut Tx<'_>, document: &OfficialDocument) -> Result<Found, Problem> {
    let standing = documents::standing(tx, document)?;
    let jurisdiction = tx.jurisdiction()?;
    Ok(Found::Document {
        title: words_of(document.kind.title(), document.kind.title_in_english()),
        number: document.number.clone(),
        issued_on: local_date(document.issued_at),
        authority: authority(&jurisdiction, &document.department),
        standing,
    })
}

/// A department's name; its code where no file has it any more.
fn authority(jurisdiction: &Jurisdiction, code: &str) -> Title {
    jurisdiction.department(code).map_or_else(|| words_of(code, code), |it| Title::from(&it.name))
}

/// What its template is given.
fn context(found: Option<&Found>, language: Language) -> Value {
    let mut context = json!({
        "language": language.tag(), "words": spoken(language), "check": null, "document": null, "look": null,
        "term": null, "promised": [], "item": null, "in_english": { "title": null, "authority": null },
    });
    let english = language == Language::English;
    match found {
        Some(Found::Certificate { check, item, authority }) => {
            context["check"] = json!(check);
            context["term"] = json!(term(check, language));
            context["item"] = json!(item.as_ref().map(|item| if english { &item.en } else { &item.zh }));
            if english {
                context["in_english"]["authority"] = json!(authority);
            }
            // What was taken or has run out has nothing to be proved any more.
            if matches!(check.status, CheckStatus::Dormant | CheckStatus::Stopped) {
                context["promised"] = json!(check.open_clauses);
            }
            context["look"] = shown(look(check.status), title(check.status), language);
        }
        Some(Found::Document { title, number, issued_on, authority, standing }) => {
            context["document"] =
                json!({ "title": title.zh, "number": number, "issued_on": issued_on, "authority": authority.zh });
            if english {
                context["in_english"] = json!({ "title": title.en, "authority": authority.en });
            }
            let (look, word) = worth(*standing);
            context["look"] = shown(look, word, language);
        }
        None => {}
    }
    context
}

fn shown((class, sign): (&str, &str), title: Title, language: Language) -> Value {
    json!({ "class": class, "sign": sign, "word": if language == Language::Chinese { title.zh } else { title.en } })
}

/// How a document's worth looks, and the word for it.
fn worth(standing: DocumentStanding) -> ((&'static str, &'static str), Title) {
    const OVER: (&str, &str) = ("over", "—");
    match standing {
        DocumentStanding::InEffect => (("good", "✓"), words_of("已制发，有效", "Issued, and stands")),
        DocumentStanding::Void => (("bad", "✕"), words_of("已作废", "Void")),
        DocumentStanding::Lifted => (OVER, words_of("责令停止已解除", "The order to stop was lifted")),
        DocumentStanding::Withdrawn => (OVER, words_of("承诺已撤回", "The commitment was withdrawn")),
        DocumentStanding::Superseded => (OVER, words_of("已由重新签署的承诺书取代", "Replaced by a later signature")),
        DocumentStanding::NotGranted => (OVER, words_of("所涉事项未获准，承诺不再有效", "Nothing was granted on it")),
        DocumentStanding::NotIssued => {
            (OVER, words_of("所涉事项已终止，未予发证", "The item ended, and nothing was issued"))
        }
        DocumentStanding::AsCertificate(status) => {
            let title = title(status);
            let words = (format!("所涉证件{}", title.zh), format!("The certificate: {}", title.en.to_lowercase()));
            (look(status), Title { zh: words.0, en: words.1 })
        }
    }
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
        (Language::Chinese, Some(to)) => format!("{}至{}", date(from), date(to)),
        (Language::Chinese, None) => format!("{}至长期", date(from)),
        (Language::English, Some(to)) => format!("{from} to {to}"),
        (Language::English, None) => format!("from {from}, no end"),
    }
}

/// What stands on the page beside the certificate's own words.
fn spoken(language: Language) -> Value {
    match language {
        Language::Chinese => json!({
            "title": "证照核验", "other": "English", "other_code": "en", "document": "证照", "item": "事项", "holder": "持有人",
            "uscc": "统一社会信用代码", "number": "编号", "identifier": "电子证照标识", "authority": "发证机关", "term": "有效期", "issued_on": "制发日期",
            "promised": "尚待兑现的承诺", "clause": "第{}项，承诺日期：", "unknown": "查无此证照或文书",
            "unknown_more": "没有与该核验码对应的证照或文书。请核对其上的二维码；如有疑问，请向发证机关查询。",
            "checked": "以登记系统的当前信息为准。",
        }),
        Language::English => json!({
            "title": "Certificate check", "other": "中文", "other_code": "zh-CN", "document": "Document", "item": "Item", "holder": "Holder",
            "uscc": "Unified social credit code", "number": "Number", "identifier": "Electronic identifier",
            "authority": "Issued by", "term": "Valid", "issued_on": "Issued on", "promised": "Promised, and not proved yet",
            "clause": "Clause {}, promised by ", "unknown": "No such paper",
            "unknown_more": "No certificate or document has this code. Compare it with the one on the paper, or ask the authority.",
            "checked": "What the register says now is what counts.",
        }),
    }
}

/// The page with each of its faces, in both languages; of a certificate and of a document with hostile words too.
pub(crate) fn samples() -> Vec<Sample> {
    let certificates = CheckStatus::iter().map(|status| (<&str>::from(status).to_owned(), Some(certificate(status))));
    let standings = [
        ("in_effect", DocumentStanding::InEffect),
        ("void", DocumentStanding::Void),
        ("lifted", DocumentStanding::Lifted),
        ("withdrawn", DocumentStanding::Withdrawn),
        ("superseded", DocumentStanding::Superseded),
        ("not_granted", DocumentStanding::NotGranted),
        ("not_issued", DocumentStanding::NotIssued),
        ("ended", DocumentStanding::AsCertificate(CheckStatus::Revoked)),
        ("stopped", DocumentStanding::AsCertificate(CheckStatus::Stopped)),
    ];
    let documents = standings.map(|(name, standing)| (format!("document-{name}"), Some(document(standing))));
    let all = certificates.chain(documents).chain([("unknown".to_owned(), None)]);
    let sample = |(name, found): (String, Option<Found>)| {
        Language::iter().map(move |language| Sample {
            name: format!("check-{name}-{}", language.tag()),
            template: "check.html".to_owned(),
            context: context(found.as_ref(), language),
        })
    };
    let mut all: Vec<Sample> = all.flat_map(sample).collect();
    let most =
        |sample: &&Sample| ["check-dormant-", "check-document-in_effect-"].iter().any(|it| sample.name.starts_with(it));
    let hostile: Vec<Sample> = all.iter().filter(most).map(Sample::hostile).collect();
    all.extend(hostile);
    all
}

fn certificate(status: CheckStatus) -> Found {
    let day = NaiveDate::default();
    let check = CheckView {
        status,
        status_title: title(status),
        title: "示例证".to_owned(),
        item_code: String::new(),
        number: "1".to_owned(),
        identifier: "1".to_owned(),
        holder_name: "示例超市".to_owned(),
        holder_uscc: "91350100M000100Y43".to_owned(),
        authority: "示例机关".to_owned(),
        valid_from: day,
        valid_to: (status != CheckStatus::Valid).then_some(day),
        open_clauses: vec![OpenClauseView { clause: "1".to_owned(), due: day }],
    };
    let (item, authority) = (Some(words_of("示例事项", "A permit")), Some("An authority".to_owned()));
    Found::Certificate { check: Box::new(check), item, authority }
}

fn document(standing: DocumentStanding) -> Found {
    Found::Document {
        title: words_of("示例书", "A document"),
        number: "示字〔2026〕1号".to_owned(),
        issued_on: NaiveDate::default(),
        authority: words_of("示例机关", "An authority"),
        standing,
    }
}
