//! Official documents (文书): what a body issues and people read. In the course of supervision each bears a number of its
//! body's own series, `机关代字 + 文种 +〔年〕N号`, counted without gaps for each body, kind and year. A document that falls
//! keeps its number with the reason, so that whoever walks a series finds every number accounted for. What is issued with
//! an application bears the number that the thing itself has (decision 110): windows wait on no counter.

mod kind;
mod reason;
mod standing;

use chrono::{DateTime, Datelike, Utc};
pub use kind::{DocumentKind, ONE_TIME_NOTICE, PAGES};
pub use reason::DocumentReason;
use serde::{Deserialize, Serialize};
pub use standing::{About, DocumentStanding, HangsOn};
use uuid::Uuid;

use crate::{
    catalogue::Department,
    id::{ApplicationId, OfficialDocumentId},
    refusal::Refusal,
    time::local_date,
};

/// Whether a document stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(tag = "status", rename_all = "snake_case")]
#[strum_discriminants(name(DocumentStatus), vis(pub))]
#[strum_discriminants(derive(
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
    strum::Display
))]
#[strum_discriminants(serde(rename_all = "snake_case"), strum(serialize_all = "snake_case"))]
#[strum_discriminants(doc = "Whether a document stands, without the details.")]
pub enum DocumentState {
    /// It was issued and stands.
    Issued,
    /// It fell; its number is never given again.
    Void {
        /// When.
        at: DateTime<Utc>,
        /// Why: what explains the number.
        reason: String,
    },
}

/// Every arrow of the machine; the Mermaid page is checked against it.
pub const DOCUMENT_ARROWS: &[(DocumentStatus, &str, DocumentStatus)] =
    &[(DocumentStatus::Issued, "decide_objection", DocumentStatus::Void)];

/// A series of numbers: each is counted by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The department whose numbers they are.
    pub department: String,
    /// Of which kind.
    pub kind: DocumentKind,
    /// The local year.
    pub year: i32,
}

/// A document as issued.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OfficialDocument {
    /// Its id.
    pub id: OfficialDocumentId,
    /// The application under whose lock it was issued.
    pub application: ApplicationId,
    /// Whose application it was.
    pub owner: Uuid,
    /// County of the premises.
    pub division: String,
    /// The department that issued it.
    pub department: String,
    /// What it is.
    pub kind: DocumentKind,
    /// The year of its series.
    pub year: i32,
    /// Its place in the series, from 1; none for a paper that bears the number of what it is about.
    pub serial: Option<i32>,
    /// Its number in full.
    pub number: String,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// By whom.
    pub issued_by: Uuid,
    /// What it says: ids, codes, dates and the office's words.
    pub content: serde_json::Value,
    /// Named hash of the bytes that people read, frozen when it was issued; none for one issued before bytes were kept.
    #[serde(default)]
    pub content_hash: Option<String>,
    /// What anybody checks it by: the code on its paper; none of a certificate, which has its own, and of one issued before
    /// papers bore codes.
    #[serde(default)]
    pub check_code: Option<String>,
    /// Whether it stands.
    pub state: DocumentState,
}

impl Series {
    /// The series that a document issued at an instant is numbered in.
    pub fn of(department: &str, kind: DocumentKind, at: DateTime<Utc>) -> Self {
        Self { department: department.to_owned(), kind, year: local_date(at).year() }
    }

    /// The number at a place of the series; none for a body that issues no documents.
    pub fn number(&self, department: &Department, serial: i32) -> Result<String, Refusal> {
        let mark = department.mark.as_deref().ok_or(DocumentReason::NoMark)?;
        let word = self.kind.word().ok_or(DocumentReason::NoMark)?;
        Ok(format!("{mark}{word}〔{}〕{serial}号", self.year))
    }
}

impl OfficialDocument {
    /// Its status.
    pub fn status(&self) -> DocumentStatus {
        (&self.state).into()
    }

    /// Code of the item that it is about; none where it is about the whole application.
    pub fn item_code(&self) -> Option<&str> {
        self.content["item"].as_str()
    }

    /// It falls, and says why.
    pub fn void(self, at: DateTime<Utc>, reason: String) -> Result<Self, Refusal> {
        match self.state {
            DocumentState::Issued => Ok(Self { state: DocumentState::Void { at, reason }, ..self }),
            DocumentState::Void { .. } => Err(DocumentReason::Void.into()),
        }
    }
}
