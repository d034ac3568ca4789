//! An approval as agencies exchange it (S13): one item of a filed application, where it stands, and what was granted. The
//! plain words are Kaiye's own; [`national`] has those of the national data standards.

pub mod national;

use chrono::{DateTime, Utc};

use crate::{
    actor::{Actor, ActorKind, Permission},
    application::RequestedItem,
    certificate::Certificate,
    id::ApplicationId,
};

/// One item of a filed application, with what came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Approval {
    /// The item; its id is the approval's.
    pub item: RequestedItem,
    /// The application.
    pub application: ApplicationId,
    /// 办件编号.
    pub number: String,
    /// Name of the business.
    pub business: String,
    /// County of the premises.
    pub division: String,
    /// When it was filed first.
    pub filed_at: DateTime<Utc>,
    /// What was granted.
    pub certificate: Option<Certificate>,
    /// Number of the decision as served.
    pub decision: Option<String>,
    /// What it went through before.
    pub past: Past,
}

/// What an item went through, where its state does not say it any more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Past {
    /// It was accepted.
    pub accepted: bool,
    /// Its period stood still for a time (行政许可法 §45).
    pub suspended: bool,
    /// It was accepted with materials to follow (S5).
    pub deferred: bool,
}

/// How an approval is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fetch {
    /// By itself.
    One,
    /// In a list, or with others.
    Many,
}

/// The department whose receipt it is when this actor fetches an approval (S14): that of a system of its own, or of an
/// officer who may acknowledge for it and opens that one. Whoever leafs through a list has received nothing by it.
pub fn fetches_for(actor: &Actor, fetch: Fetch) -> Option<&str> {
    let officer = fetch == Fetch::One && actor.may(Permission::AcknowledgeVerification);
    let own = actor.kind == ActorKind::Client || officer;
    actor.department.as_deref().filter(|_| own)
}
