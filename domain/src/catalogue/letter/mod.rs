//! Commitment letter templates (告知承诺书, S4, S21): public, versioned, to read and to download.
//!
//! The hash that commitments are bound to is taken over the very text that people read, conditions and materials of the
//! item included: whoever has the text can compute it.

mod signed;
mod text;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
pub use signed::{Hand, LetterPart};

use super::{Condition, Due, Need, Text};
use crate::time::Period;

/// A material as a letter names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterMaterial {
    /// Its code.
    pub material: String,
    /// Its name.
    pub name: Text,
    /// Whether it may follow.
    pub need: Need,
    /// When it is due if it follows.
    pub due: Option<Due>,
    /// How long after acceptance, or after issue.
    pub within: Option<Period>,
    /// Whether some answers make it primary all the same.
    pub sometimes_primary: bool,
}

/// 告知: what the authority tells the applicant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticePart {
    /// 审批依据.
    pub basis: Vec<String>,
    /// 准予条件, the item's own clauses.
    pub conditions: Vec<Condition>,
    /// 应当提交的材料.
    pub materials: Vec<LetterMaterial>,
    /// 承诺方式一: what is promised is met already.
    pub met_now: String,
    /// 承诺方式二: what is promised will be met by a day (S10).
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

/// 承诺: what the applicant declares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declarations {
    /// 申请人声明, numbered in this order.
    pub declarations: Vec<String>,
}

/// One version of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterTemplate {
    /// Its code.
    pub code: String,
    /// Its version, given by [`super::Jurisdiction::merge`].
    pub version: i32,
    /// Named hash of what it was made from.
    pub source_hash: String,
    /// First day it is in force.
    pub effective_from: NaiveDate,
    /// Last day it is in force; open when empty.
    pub effective_to: Option<NaiveDate>,
    /// Code of the item it is for.
    pub item: String,
    /// Its title.
    pub title: Text,
    /// The notice part.
    pub notice: NoticePart,
    /// The commitment part.
    pub commitment: Declarations,
    /// The whole letter as people read it.
    pub text: String,
    /// Named hash of `text`.
    pub hash: String,
}
