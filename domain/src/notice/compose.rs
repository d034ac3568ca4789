//! Composing a notice.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::{NoticeItem, NoticeLetter, OneTimeNotice, limits, materials, order, remarks};
use crate::{
    actor::{Actor, ActorKind},
    application::SubjectRole,
    catalogue::{Bundle, Division, Item, Jurisdiction, Question, QuestionKind, Route, checked_answers},
    exclusion::ExclusionHit,
    refusal::{Faults, Reason, Refusal, RefusalKind},
};

/// Code of a request whose content is wrong.
const INVALID: &str = "notice_request_invalid";

/// What is asked: a bundle with its questions answered, or items by their codes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NoticeRequest {
    /// Code of the bundle.
    pub bundle: Option<String>,
    /// Codes of the items, when no bundle is asked for.
    pub items: Vec<String>,
    /// County of the premises, when no bundle asks for it.
    pub county: Option<String>,
    /// Answers, by question.
    pub answers: Map<String, Value>,
    /// Whether there is a licence already: permits only.
    pub existing_licence: bool,
    /// Who of those it is asked for is barred from the commitment route now (S19).
    pub barred: Vec<SubjectRole>,
    /// From which items one of them is excluded now (行政许可法 §78, §79).
    pub excluded: Vec<ExclusionHit>,
}

/// Why no notice is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NoticeReason {
    /// The plan is not in force on the day (S28).
    NotInForce,
    /// Whether a person is barred is nothing to ask without saying who asks.
    PersonsNeedSignIn,
}

impl Reason for NoticeReason {
    fn code(&self) -> &'static str {
        match self {
            Self::NotInForce => "notice_not_in_force",
            Self::PersonsNeedSignIn => "notice_persons_need_sign_in",
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotInForce => RefusalKind::State,
            Self::PersonsNeedSignIn => RefusalKind::Forbidden,
        }
    }
}

/// Whether this actor may have these looked up for a notice (S19): a business is on the public record by its code; of a
/// natural person nothing is told to nobody known.
pub fn require_may_ask_for(actor: &Actor, roles: impl IntoIterator<Item = SubjectRole>) -> Result<(), Refusal> {
    let persons = roles.into_iter().any(|role| role != SubjectRole::Business);
    if persons && actor.kind != ActorKind::Account { Err(NoticeReason::PersonsNeedSignIn.into()) } else { Ok(()) }
}

impl OneTimeNotice {
    /// Composes the notice for a day (S2, S28). Everything that is wrong with the request is reported at once.
    pub fn compose(jurisdiction: &Jurisdiction, request: &NoticeRequest, on: NaiveDate) -> Result<Self, Refusal> {
        if on < jurisdiction.policy.in_force_from.value {
            return Err(NoticeReason::NotInForce.into());
        }
        let (answers, county, mut items) = match &request.bundle {
            Some(code) => by_bundle(jurisdiction, request, code, on)?,
            None => by_codes(jurisdiction, request, on)?,
        };
        if !request.existing_licence {
            items.extend(jurisdiction.licence_in_force(on));
        }
        let items = order::in_order(items);
        let notices = items.iter().filter_map(|item| notice_item(jurisdiction, item, &county.code, on)).collect();
        Ok(Self {
            jurisdiction: jurisdiction.code.clone(),
            bundle: request.bundle.clone(),
            county: county.code.clone(),
            county_name: county.name.clone(),
            materials: materials::merged(jurisdiction, &items, &answers),
            answers: answers.into_iter().collect(),
            existing_licence: request.existing_licence,
            on,
            items: notices,
            limits: limits::of_all(&jurisdiction.policy),
            remarks: remarks::on(&items, &request.barred, &request.excluded),
            barred: request.barred.clone(),
        })
    }
}

type Chosen<'a> = (Map<String, Value>, &'a Division, Vec<&'a Item>);

/// The items that the bundle's rules make of the answers. One that is not in force on the day is not needed then.
fn by_bundle<'a>(
    jurisdiction: &'a Jurisdiction,
    request: &NoticeRequest,
    code: &str,
    on: NaiveDate,
) -> Result<Chosen<'a>, Refusal> {
    let mut faults = Faults::default();
    if !request.items.is_empty() {
        faults.add("/items", "bundle_or_items");
    }
    if request.county.is_some() {
        faults.add("/county", "county_is_an_answer");
    }
    let Some(bundle) = jurisdiction.bundle(code) else {
        faults.add("/bundle", "bundle_unknown");
        return Err(faults.into_refusal(INVALID));
    };
    let answers = faults.absorb(checked_answers(&bundle.questions, &request.answers));
    faults.into_result(INVALID)?;
    let answers = answers.unwrap_or_default();
    let county = bundle
        .questions
        .iter()
        .find(|question| question.kind == QuestionKind::County)
        .and_then(|question| answers.get(&question.id)?.as_str())
        .and_then(|county| jurisdiction.county(county))
        .ok_or_else(county_unknown)?;
    let items = bundle.items_given(&answers).into_iter().filter_map(|code| jurisdiction.item_in_force(code, on));
    let items = items.filter(|item| item.issuer_for(&county.code).is_some()).collect();
    Ok((answers, county, items))
}

/// The items that were named; answers are wanted only where they decide something, and may be left out.
fn by_codes<'a>(jurisdiction: &'a Jurisdiction, request: &NoticeRequest, on: NaiveDate) -> Result<Chosen<'a>, Refusal> {
    let mut faults = Faults::default();
    if request.items.is_empty() {
        faults.add("/items", "bundle_or_items");
    }
    let optional: Vec<Question> =
        jurisdiction.questions.iter().map(|question| Question { required: false, ..question.clone() }).collect();
    let answers = faults.absorb(checked_answers(&optional, &request.answers));
    let county = request.county.as_deref().and_then(|county| jurisdiction.county(county));
    if county.is_none() {
        faults.add("/county", if request.county.is_some() { "county_unknown" } else { "required" });
    }
    let mut items: Vec<&Item> = Vec::new();
    for (index, code) in request.items.iter().enumerate() {
        let pointer = format!("/items/{index}");
        match jurisdiction.item_in_force(code, on) {
            None => faults.add(pointer, "item_unknown"),
            Some(_) if request.items[..index].contains(code) => faults.add(pointer, "repeated"),
            Some(item) if county.is_some_and(|county| item.issuer_for(&county.code).is_none()) => {
                faults.add(pointer, "item_not_in_county");
            }
            Some(item) => items.push(item),
        }
    }
    faults.into_result(INVALID)?;
    Ok((answers.unwrap_or_default(), county.ok_or_else(county_unknown)?, items))
}

fn county_unknown() -> Refusal {
    let mut faults = Faults::default();
    faults.add("/county", "county_unknown");
    faults.into_refusal(INVALID)
}

impl Bundle {
    /// Codes of the items that its rules make of the answers, each once.
    pub fn items_given(&self, answers: &Map<String, Value>) -> Vec<&str> {
        let mut codes: Vec<&str> = Vec::new();
        for rule in &self.rules {
            if rule.when.as_ref().is_none_or(|when| when.holds(answers) == Some(true)) {
                codes.extend(rule.items.iter().map(String::as_str));
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        codes.retain(|code| seen.insert(*code));
        codes
    }
}

fn notice_item(jurisdiction: &Jurisdiction, item: &Item, county: &str, on: NaiveDate) -> Option<NoticeItem> {
    let issuer = item.issuer_for(county)?;
    let letter = item.letter.as_ref().and_then(|code| jurisdiction.letter_in_force(code, on));
    Some(NoticeItem {
        code: item.code.clone(),
        version: item.version,
        name: item.name.clone(),
        kind: item.kind,
        route: item.route,
        route_reason: item.route_reason.clone(),
        ordinary_route_open: item.route == Route::Commitment,
        review: item.review,
        issuer: issuer.clone(),
        issuer_name: jurisdiction.department(issuer)?.name.clone(),
        legal_basis: item.legal_basis.clone(),
        conditions: item.conditions.clone(),
        letter: letter.map(|letter| NoticeLetter {
            code: letter.code.clone(),
            version: letter.version,
            hash: letter.hash.clone(),
            title: letter.title.clone(),
        }),
        prerequisites: item.prerequisites.clone(),
        requires_existing: item.requires_existing.clone(),
        validity: item.validity,
        fee: item.fee.clone(),
        limits: limits::of_item(&jurisdiction.policy, item),
        provenance: item.provenance,
    })
}
