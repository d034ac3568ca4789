//! A batch and its rows as they are shown.

use chrono::{DateTime, Utc};
use kaiye_domain::intake::{BatchFormat, BatchStatus, EntryStatus, Finding, IntakeBatch};
use kaiye_persistence::{StoreResult, map::entry_from, row::IntakeEntryRow};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    http::{Language, texts},
    openapi::words,
    v1::intakes::IntakeFileView,
};

/// A batch of applications.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = IntakeBatch)]
pub struct IntakeBatchView {
    /// Its id.
    pub id: Uuid,
    /// 批次编号.
    #[schema(example = "PC-2025-7K2M9PQX4W1A")]
    pub number: String,
    /// The client that sent it.
    pub sent_by: Uuid,
    /// How its rows are written.
    #[schema(schema_with = words::<BatchFormat>)]
    pub format: BatchFormat,
    /// What was sent.
    pub file: IntakeFileView,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// How far it has come.
    #[schema(schema_with = words::<BatchStatus>)]
    pub status: BatchStatus,
    /// Rows that have their outcome.
    pub rows: i32,
    /// Of them, those that became applications.
    pub accepted: i32,
    /// Those that had become applications before.
    pub repeated: i32,
    /// Those that did not become applications.
    pub rejected: i32,
    /// When the last row had its outcome.
    pub ended_at: Option<DateTime<Utc>>,
}

impl From<IntakeBatch> for IntakeBatchView {
    fn from(batch: IntakeBatch) -> Self {
        Self {
            id: batch.id.into(),
            sent_by: batch.sent_by,
            format: batch.format,
            received_at: batch.received_at,
            status: batch.status,
            rows: batch.rows(),
            accepted: batch.accepted,
            repeated: batch.repeated,
            rejected: batch.rejected,
            ended_at: batch.ended_at,
            number: batch.number,
            file: batch.file.into(),
        }
    }
}

/// What came of a row.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = IntakeRow)]
pub struct IntakeRowView {
    /// Its number, from 1: of JSON the lines that say something, of values the lines under the column names.
    pub row: i32,
    /// The sender's own reference, where one could be read.
    pub sender_reference: Option<String>,
    /// What came of it.
    #[schema(schema_with = words::<EntryStatus>)]
    pub status: EntryStatus,
    /// The application that it became, now or before.
    pub application_id: Option<Uuid>,
    /// Its number.
    #[schema(example = "BJ-2025-7K2M9PQX4W1A")]
    pub application_number: Option<String>,
    /// Code of why it was rejected.
    #[schema(example = "content_invalid")]
    pub code: Option<String>,
    /// The same for people, in the language asked for.
    pub title: Option<String>,
    /// Of a rejected row, what is wrong with it; of an accepted one, what is still missing or to be looked at.
    pub findings: Vec<FindingView>,
}

/// One thing that is wrong or missing.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Finding)]
pub struct FindingView {
    /// Where, as a JSON pointer.
    #[schema(example = "/operator/id_number")]
    pub pointer: String,
    /// Code of what.
    #[schema(example = "citizen_number_check_character")]
    pub code: String,
    /// The same for people, in the language asked for.
    pub title: String,
}

impl FindingView {
    /// In this language.
    pub fn new(finding: Finding, language: Language) -> Self {
        let Finding { pointer, code } = finding;
        let title = said(&code, language);
        Self { pointer, code, title }
    }
}

impl IntakeRowView {
    /// From its row, in this language.
    pub fn of(row: IntakeEntryRow, language: Language) -> StoreResult<Self> {
        let (number, sender_reference) = (row.row_number, row.reference.clone());
        let outcome = entry_from(row)?;
        Ok(Self {
            row: number,
            sender_reference,
            status: outcome.status,
            application_id: outcome.application.map(Into::into),
            application_number: outcome.number,
            title: outcome.code.as_deref().map(|code| said(code, language)),
            code: outcome.code,
            findings: outcome.findings.into_iter().map(|finding| FindingView::new(finding, language)).collect(),
        })
    }
}

fn said(code: &str, language: Language) -> String {
    texts::of(code).map(|text| text.title(language).to_owned()).unwrap_or_default()
}
