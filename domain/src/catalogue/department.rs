//! Who is responsible for what (S23, S24).

use serde::{Deserialize, Serialize};

use super::{Provenance, Text};
use crate::identity::{DivisionCode, IdentityFault, Uscc, UsccPrefix};

/// Whose body a department is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumIter)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DepartmentKind {
    /// A body of the zone.
    Zone,
    /// 县协调办: stands for its county, and carries dossiers to the county's authorities (S7).
    CountyLiaison,
    /// An authority of a county, reached through its liaison.
    CountyAuthority,
    /// 纪工委（督察组）: inspects (S26).
    Inspector,
    /// 绩效办: appraises (S26).
    Appraiser,
}

/// A body that decides, supervises, takes part or inspects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// Its code.
    pub code: String,
    /// Its name, as certificates bear it.
    pub name: Text,
    /// Whose body it is.
    pub kind: DepartmentKind,
    /// Division it belongs to.
    pub division: String,
    /// Its unified social credit code; empty while it is not confirmed. Who issues certificates has one, as their
    /// identifiers name it (GB/T 36904).
    #[serde(default)]
    pub uscc: Option<Uscc>,
    /// 机关代字: what the numbers of its official documents begin with; every administrative organ has one.
    #[serde(default)]
    pub mark: Option<String>,
    /// Whether seals may be entrusted to it (行政许可法 §24: to an administrative organ only).
    pub administrative_organ: bool,
    /// Post of its head, the one directly responsible (S24); a post, never a name.
    pub head: Text,
    /// Where its facts come from.
    pub provenance: Provenance,
}

/// The window that takes applications, as people find it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// What it is called.
    pub name: Text,
    /// Where it is.
    pub address: Text,
    /// When it is open.
    pub hours: Text,
    /// Where its facts come from.
    pub provenance: Provenance,
}

/// A task of the plan's section 四 with its lead and responsible units (S23).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanTask {
    /// Its code.
    pub code: String,
    /// What is to be done.
    pub text: Text,
    /// 牵头单位: code of a department.
    pub lead: String,
    /// 责任单位: codes of departments.
    pub responsible: Vec<String>,
}

/// The posts that answer for the whole zone (S24).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Responsibility {
    /// The body in which both sit: what reaches them is taken note of by its head.
    pub body: String,
    /// 第一责任人.
    pub first: Text,
    /// 具体责任人.
    pub specific: Text,
}

/// A department's chain of responsibility: what is overdue escalates from the last to the first (S24).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chain<'a> {
    /// 第一责任人.
    pub first: &'a Text,
    /// 具体责任人.
    pub specific: &'a Text,
    /// 直接责任人.
    pub direct: &'a Text,
}

/// Who registers businesses, and what the first eight characters of the codes it allots are made of (GB 32100).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registrar {
    /// Code of the department.
    pub department: String,
    /// First two characters of each kind of business it registers: 91, 92, 93.
    pub kinds: Vec<String>,
    /// Division written into the codes; the zone has no code of its own.
    pub division: DivisionCode,
}

impl Registrar {
    /// The eight characters that every code for a kind of business begins with.
    pub fn uscc_prefix(&self, kind: &str) -> Result<UsccPrefix, IdentityFault> {
        format!("{kind}{}", self.division).parse()
    }
}
