//! The natural persons of an application. Everything in here is personal: it is kept encrypted, apart from the rest,
//! and never enters an event, a log or a public answer.

use serde::{Deserialize, Serialize};

use uuid::Uuid;

use crate::{
    actor::{Actor, Role},
    identity::{CitizenNumber, Phone},
};

/// A natural person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Full name as on the identity card.
    pub name: String,
    /// 公民身份号码.
    pub id_number: CitizenNumber,
    /// How to reach the person.
    pub phone: Phone,
}

/// Who stands behind the application.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    /// 经营者 of an individual business, 法定代表人 of an enterprise.
    pub operator: Option<Person>,
    /// 委托代理人, who needs a power of attorney (S4).
    pub agent: Option<Person>,
}

impl People {
    /// Whether this actor reads the persons of an application whole: whose it is, and the window, which compares them
    /// with the papers. Everybody else reads masked numbers.
    pub fn are_shown_whole(owner: Uuid, actor: &Actor) -> bool {
        actor.id == owner || actor.is(Role::WindowClerk)
    }
}

/// In which capacity somebody stands in an application; bars are looked up for each (S19).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SubjectRole {
    /// The business, by its unified social credit code.
    Business,
    /// 经营者 or 法定代表人, by citizen number.
    Operator,
    /// 委托代理人, by citizen number.
    Agent,
}
