//! Which events a reader asks for.

use actix_web::http::StatusCode;
use kaiye_domain::{
    actor::{Actor, Departments},
    event::Pattern,
};
use kaiye_persistence::repo::audience::FeedFilter;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use validator::Validate;

use crate::{
    http::Problem,
    operations::exchange::{Asked, feed_of},
};

/// Which events.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct EventsOf {
    /// Only of these types, separated by commas: `certificate.issued`, or `certificate.*` for all that begin so.
    #[serde(rename = "type")]
    #[param(example = "certificate.*,application.issued")]
    kinds: Option<String>,
    /// Only those that go to this department; of another than one's own, nothing.
    #[param(example = "jimsar_health")]
    #[validate(length(min = 1, max = 64))]
    department: Option<String>,
    /// Only those about this subject: kind and id.
    #[param(example = "application/01973384-5500-7436-b094-5f7b12517b25")]
    subject: Option<String>,
}

impl EventsOf {
    /// What it asks for, as far as the caller may read.
    pub(super) fn asked(&self, actor: &Actor) -> Result<Asked, Problem> {
        let kinds = self.kinds.as_deref().map(kinds).transpose()?.unwrap_or_default();
        let subject = self.subject.as_deref().map(subject).transpose()?;
        let whose: Departments = feed_of(actor, self.department.as_deref());
        Ok(Asked { whose, filter: FeedFilter { kinds, subject } })
    }
}

fn kinds(text: &str) -> Result<Vec<String>, Problem> {
    let mut kinds = Vec::new();
    for pattern in text.split(',') {
        let pattern: Pattern = pattern.trim().parse().map_err(|()| invalid("/query/type", "event_type_unknown"))?;
        kinds.extend(pattern.types().map(str::to_owned));
    }
    kinds.sort();
    kinds.dedup();
    Ok(kinds)
}

fn subject(text: &str) -> Result<(kaiye_domain::event::SubjectKind, Uuid), Problem> {
    let parts = text.split_once('/').and_then(|(kind, id)| Some((kind.parse().ok()?, id.parse().ok()?)));
    parts.ok_or_else(|| invalid("/query/subject", "event_subject_malformed"))
}

fn invalid(pointer: &str, code: &'static str) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "query_invalid").with_fault(pointer, code)
}
