//! Letters as they are shown.

use chrono::NaiveDate;
use kaiye_domain::catalogue::LetterTemplate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::v1::{items::view::ConditionView, wire::Title};

/// A letter in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct LetterSummary {
    /// Its code.
    #[schema(example = "small_restaurant_registration_letter")]
    pub code: String,
    /// Its version.
    pub version: i32,
    /// Code of the item it is for.
    pub item: String,
    /// Its title.
    pub title: Title,
    /// Named hash of `text`: what a commitment is bound to.
    #[schema(example = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    pub hash: String,
    /// First day of this version.
    pub effective_from: NaiveDate,
    /// Last day of this version; open when null.
    pub effective_to: Option<NaiveDate>,
}

/// A letter in full.
#[derive(Debug, Serialize, ToSchema)]
pub struct LetterView {
    #[serde(flatten)]
    summary: LetterSummary,
    /// 告知: what the authority tells the applicant.
    pub notice: NoticePartView,
    /// 承诺: the applicant's declarations, numbered in this order.
    pub declarations: Vec<String>,
    /// The whole letter as people read it and sign it; `hash` is taken over it.
    pub text: String,
}

/// The authority's part of a letter.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticePartView {
    /// 审批依据.
    pub basis: Vec<String>,
    /// 准予条件: the clauses that are promised one by one.
    pub conditions: Vec<ConditionView>,
    /// 应当提交的材料.
    pub materials: Vec<LetterMaterialView>,
    /// 承诺方式一: what is promised is met already.
    pub met_now: String,
    /// 承诺方式二: what is promised will be met by a day.
    pub by_date: String,
    /// 监督核查.
    pub verification: String,
    /// 法律责任.
    pub liability: String,
    /// 承诺公开.
    pub publication: String,
    /// 选择一般程序的权利.
    pub ordinary_route: String,
    /// 承诺的撤回.
    pub withdrawal: String,
}

/// A material as a letter names it.
#[derive(Debug, Serialize, ToSchema)]
pub struct LetterMaterialView {
    /// Its code.
    pub material: String,
    /// Its name.
    pub title: Title,
    /// Whether it may follow.
    #[schema(schema_with = crate::openapi::words::<kaiye_domain::catalogue::Need>)]
    pub need: kaiye_domain::catalogue::Need,
}

impl From<&LetterTemplate> for LetterSummary {
    fn from(letter: &LetterTemplate) -> Self {
        Self {
            code: letter.code.clone(),
            version: letter.version,
            item: letter.item.clone(),
            title: (&letter.title).into(),
            hash: letter.hash.clone(),
            effective_from: letter.effective_from,
            effective_to: letter.effective_to,
        }
    }
}

impl From<&LetterTemplate> for LetterView {
    fn from(letter: &LetterTemplate) -> Self {
        let notice = &letter.notice;
        let materials = notice.materials.iter().map(|material| LetterMaterialView {
            material: material.material.clone(),
            title: (&material.name).into(),
            need: material.need,
        });
        Self {
            summary: letter.into(),
            notice: NoticePartView {
                basis: notice.basis.clone(),
                conditions: notice.conditions.iter().map(Into::into).collect(),
                materials: materials.collect(),
                met_now: notice.met_now.clone(),
                by_date: notice.by_date.clone(),
                verification: notice.verification.clone(),
                liability: notice.liability.clone(),
                publication: notice.publication.clone(),
                ordinary_route: notice.ordinary_route.clone(),
                withdrawal: notice.withdrawal.clone(),
            },
            declarations: letter.commitment.declarations.clone(),
            text: letter.text.clone(),
        }
    }
}
