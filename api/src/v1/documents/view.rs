//! Documents as they are shown.

use chrono::{DateTime, Utc};
use kaiye_domain::document::{DocumentKind, DocumentState, DocumentStatus, OfficialDocument};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::openapi::words;

/// An official document.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OfficialDocument)]
pub struct DocumentView {
    /// Its id.
    pub id: Uuid,
    /// The application that it is about.
    pub application_id: Uuid,
    /// The department that issued it.
    #[schema(example = "jimsar_health")]
    pub department: String,
    /// What it is.
    #[schema(schema_with = words::<DocumentKind>)]
    pub kind: DocumentKind,
    /// The year of its series.
    pub year: i32,
    /// Its place in the series, from 1 without gaps; null for a paper that bears the number of what it is about.
    pub serial: Option<i32>,
    /// Its number.
    #[schema(example = "吉卫责停〔2026〕1号")]
    pub number: String,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// What it says.
    #[schema(value_type = Object)]
    pub content: serde_json::Value,
    /// Named hash of the page that people read, as the log has it; null for one issued before pages were kept.
    pub content_hash: Option<String>,
    /// Whether it stands.
    #[schema(schema_with = words::<DocumentStatus>)]
    pub status: DocumentStatus,
    /// What explains the number of a void one: the decision that set it aside.
    pub void_because: Option<String>,
}

impl From<OfficialDocument> for DocumentView {
    fn from(document: OfficialDocument) -> Self {
        Self {
            id: document.id.into(),
            application_id: document.application.into(),
            status: document.status(),
            department: document.department,
            kind: document.kind,
            year: document.year,
            serial: document.serial,
            number: document.number,
            issued_at: document.issued_at,
            content: document.content,
            content_hash: document.content_hash,
            void_because: match document.state {
                DocumentState::Issued => None,
                DocumentState::Void { reason, .. } => Some(reason),
            },
        }
    }
}
