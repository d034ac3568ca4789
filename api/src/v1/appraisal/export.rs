//! The figures as a file.

use actix_web::web::Bytes;
use chrono::NaiveDate;
use futures_util::{FutureExt, StreamExt, future::ready};
use kaiye_domain::{actor::need, appraisal::By, hash::sha256};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use validator::Validate;

use super::{
    limits::Limits,
    sheets::{as_csv, as_xlsx},
    view::AppraisalView,
};
use crate::{
    http::{Caller, FileReply, Problem, QueryOf},
    openapi::words,
    operations::{Tx, appraisal::report},
    state::State,
};

/// As which file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ExportFormat {
    /// CSV in UTF-8.
    #[default]
    Csv,
    /// A workbook with the figures, the definitions and a chart.
    Xlsx,
}

/// Of which cases, by what told apart, as which file.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct ExportOf {
    /// As which file.
    #[serde(default)]
    #[param(schema_with = words::<ExportFormat>, required = false)]
    format: ExportFormat,
    /// First day of the period; the first of the year when absent.
    from: Option<NaiveDate>,
    /// Last day of the period; today when absent.
    to: Option<NaiveDate>,
    /// Only of this department.
    #[param(example = "fire_brigade")]
    #[validate(length(min = 1, max = 64))]
    department: Option<String>,
    /// Only about this item; empty: only what is about none.
    #[param(example = "fire_check")]
    #[validate(length(max = 64))]
    item: Option<String>,
    /// Only in this division.
    #[param(example = "652325")]
    #[validate(length(min = 1, max = 64))]
    division: Option<String>,
    /// By what the groups are told apart.
    #[serde(default)]
    #[param(schema_with = words::<By>, required = false)]
    by: By,
}

/// Export the appraisal
///
/// The figures of `get_appraisal` as a file: CSV in UTF-8 with a byte order mark, in which no text is a formula, or an XLSX
/// workbook with the figures, the definitions and a chart of the scores. The same figures give the same bytes.
#[utoipa::path(get, path = "/appraisal/export")]
pub async fn export_appraisal(
    caller: Caller<need::ReadAppraisal>,
    state: State,
    filter: QueryOf<ExportOf>,
) -> Result<FileReply, Problem> {
    let ExportOf { format, from, to, department, item, division, by } = filter.0;
    let work = move |tx: &mut Tx<'_>| {
        let of = Limits { from, to, department, item, division }.asked(tx)?;
        let (report, jurisdiction) = (report(tx, &of, by)?, tx.jurisdiction()?);
        let view = AppraisalView::new(report, &of, by, &jurisdiction);
        let name = format!("appraisal-{}-{}.{}", view.from, view.to, <&str>::from(format));
        let bytes = match format {
            ExportFormat::Csv => as_csv(&view).into_bytes(),
            ExportFormat::Xlsx => as_xlsx(&view).map_err(|error| Problem::internal(error.to_string()))?,
        };
        Ok((name, bytes))
    };
    let (file_name, bytes) = state.look(caller.actor().clone(), work).await?;
    let media_type = match format {
        ExportFormat::Csv => "text/csv; charset=utf-8",
        ExportFormat::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };
    Ok(FileReply {
        file_name,
        media_type: media_type.to_owned(),
        digest: sha256(&bytes),
        size: bytes.len() as u64,
        stream: ready(Ok(Bytes::from(bytes))).into_stream().boxed(),
    })
}
