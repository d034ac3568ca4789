//! One-time notices as they are shown.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    application::SubjectRole,
    catalogue::{Due, Fee, ItemKind, Need, OnFailure, Provenance, ReviewMode, Route},
    notice::{NoticeItem, NoticeMaterial, TimeLimit, number_of},
};
use kaiye_persistence::map::ServedOneTimeNotice;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    openapi::{maybe_words, word_list, words},
    v1::{
        items::view::ConditionView,
        wire::{PeriodView, Title},
    },
};

/// A one-time notice as it was served (S2).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Notice)]
pub struct NoticeView {
    /// Its id: `create_application` takes it.
    pub id: Uuid,
    /// Its number, as on the paper.
    #[schema(example = "GZ-2026-1E5HFNC91TMR")]
    pub number: String,
    /// When it was served.
    pub served_at: DateTime<Utc>,
    /// The day it speaks of.
    pub on: NaiveDate,
    /// Named hash of what it says.
    pub hash: String,
    /// Named hash of the page that people read, as the log has it; null for one served before pages were kept.
    pub page_hash: Option<String>,
    /// The bundle, unless the items were named.
    pub bundle: Option<String>,
    /// County of the premises.
    #[schema(example = "652327")]
    pub county: String,
    /// Its name.
    pub county_title: Title,
    /// What was answered, in one spelling.
    #[schema(value_type = Object)]
    pub answers: BTreeMap<String, serde_json::Value>,
    /// Whether there is a licence already: permits only.
    pub existing_licence: bool,
    /// The items, each after those it builds on.
    pub items: Vec<NoticeItemView>,
    /// The materials, each once.
    pub materials: Vec<NoticeMaterialView>,
    /// How long what may take, whatever the item.
    pub limits: Vec<TimeLimitView>,
    /// What else is to be known.
    pub remarks: Vec<Title>,
    /// Who of those it was asked for is barred from the commitment route: what it lists goes the ordinary one (S19).
    #[schema(schema_with = word_list::<SubjectRole>)]
    pub barred: Vec<SubjectRole>,
}

/// One item that is needed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NoticeItem)]
pub struct NoticeItemView {
    /// Its code.
    pub code: String,
    /// The version in force on the day.
    pub version: i32,
    /// Its name.
    pub title: Title,
    /// What it ends in.
    #[schema(schema_with = words::<ItemKind>)]
    pub kind: ItemKind,
    /// The route the catalogue opens.
    #[schema(schema_with = words::<Route>)]
    pub route: Route,
    /// Why that one.
    pub route_reason: Title,
    /// Whether the ordinary route may be chosen instead (S4).
    pub ordinary_route_open: bool,
    /// Who looks at it before it is issued.
    #[schema(schema_with = words::<ReviewMode>)]
    pub review: ReviewMode,
    /// Code of the department that grants it.
    pub issuer: String,
    /// Its name.
    pub issuer_title: Title,
    /// Articles it rests on.
    pub legal_basis: Vec<String>,
    /// Conditions, as numbered clauses.
    pub conditions: Vec<ConditionView>,
    /// Its commitment letter: code, version and hash are what `sign_commitment` takes.
    pub letter: Option<NoticeLetterView>,
    /// Codes of the items it builds on.
    pub prerequisites: Vec<String>,
    /// Codes of the items whose permits it changes or renews; it needs one of them.
    pub requires_existing: Vec<String>,
    /// How long its certificate is valid, where that is known.
    pub validity: Option<PeriodView>,
    /// What is charged, in yuan; 0 is nothing.
    pub fee_yuan: u32,
    /// How long what may take.
    pub limits: Vec<TimeLimitView>,
    /// `illustrative` until the jurisdiction replaces it.
    #[schema(schema_with = words::<Provenance>)]
    pub provenance: Provenance,
}

/// The commitment letter of an item.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NoticeLetter)]
pub struct NoticeLetterView {
    /// Its code.
    pub code: String,
    /// Its version.
    pub version: i32,
    /// Named hash of its text.
    pub hash: String,
    /// Its title.
    pub title: Title,
}

/// A material that is needed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NoticeMaterial)]
pub struct NoticeMaterialView {
    /// Its code.
    pub code: String,
    /// Its name.
    pub title: Title,
    /// What it must show.
    pub note: Option<Title>,
    /// The strictest need of any item.
    #[schema(schema_with = words::<Need>)]
    pub need: Need,
    /// The items that need it.
    pub items: Vec<MaterialUseView>,
}

/// What one item needs of a material.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MaterialUse)]
pub struct MaterialUseView {
    /// Code of the item.
    pub item: String,
    /// Whether it may follow, for these answers.
    #[schema(schema_with = words::<Need>)]
    pub need: Need,
    /// When it is due if it follows.
    #[schema(schema_with = maybe_words::<Due>)]
    pub due: Option<Due>,
    /// How long after acceptance, or after issue.
    pub within: Option<PeriodView>,
    /// What happens if it does not come.
    #[schema(schema_with = maybe_words::<OnFailure>)]
    pub on_failure: Option<OnFailure>,
}

/// How long something may take.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TimeLimit)]
pub struct TimeLimitView {
    /// What: the policy's name of the figure.
    #[schema(example = "ordinary_decision")]
    pub rule: String,
    /// How long; no working day at all means on the spot.
    pub within: PeriodView,
    /// What the head of the body may add once.
    pub extension: Option<PeriodView>,
    /// Who says so.
    #[schema(example = "行政许可法 §42")]
    pub source: String,
}

impl From<&TimeLimit> for TimeLimitView {
    fn from(limit: &TimeLimit) -> Self {
        Self {
            rule: limit.rule.clone(),
            within: limit.within.into(),
            extension: limit.extension.map(Into::into),
            source: limit.source.clone(),
        }
    }
}

impl From<&NoticeMaterial> for NoticeMaterialView {
    fn from(material: &NoticeMaterial) -> Self {
        let items = material.items.iter().map(|one| MaterialUseView {
            item: one.item.clone(),
            need: one.need,
            due: one.due,
            within: one.within.map(Into::into),
            on_failure: one.on_failure,
        });
        Self {
            code: material.code.clone(),
            title: (&material.name).into(),
            note: material.note.as_ref().map(Into::into),
            need: material.need,
            items: items.collect(),
        }
    }
}

impl From<&NoticeItem> for NoticeItemView {
    fn from(item: &NoticeItem) -> Self {
        Self {
            code: item.code.clone(),
            version: item.version,
            title: (&item.name).into(),
            kind: item.kind,
            route: item.route,
            route_reason: (&item.route_reason).into(),
            ordinary_route_open: item.ordinary_route_open,
            review: item.review,
            issuer: item.issuer.clone(),
            issuer_title: (&item.issuer_name).into(),
            legal_basis: item.legal_basis.clone(),
            conditions: item.conditions.iter().map(Into::into).collect(),
            letter: item.letter.as_ref().map(|letter| NoticeLetterView {
                code: letter.code.clone(),
                version: letter.version,
                hash: letter.hash.clone(),
                title: (&letter.title).into(),
            }),
            prerequisites: item.prerequisites.clone(),
            requires_existing: item.requires_existing.clone(),
            validity: item.validity.map(Into::into),
            fee_yuan: match item.fee {
                Fee::None => 0,
                Fee::Charged { yuan, .. } => yuan,
            },
            limits: item.limits.iter().map(Into::into).collect(),
            provenance: item.provenance,
        }
    }
}

impl NoticeView {
    /// A notice as it was served.
    pub fn new(served: &ServedOneTimeNotice) -> Self {
        let notice = &served.notice;
        Self {
            id: served.id.0,
            number: number_of(served.id, served.served_at),
            served_at: served.served_at,
            page_hash: served.page_hash.clone(),
            on: notice.on,
            hash: notice.content_hash(),
            bundle: notice.bundle.clone(),
            county: notice.county.clone(),
            county_title: (&notice.county_name).into(),
            answers: notice.answers.clone(),
            existing_licence: notice.existing_licence,
            items: notice.items.iter().map(Into::into).collect(),
            materials: notice.materials.iter().map(Into::into).collect(),
            limits: notice.limits.iter().map(Into::into).collect(),
            remarks: notice.remarks.iter().map(Into::into).collect(),
            barred: notice.barred.clone(),
        }
    }
}
