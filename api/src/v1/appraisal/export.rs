//! The figures as a file.

use actix_web::web::Bytes;
use futures_util::{FutureExt, StreamExt, future::ready};
use kaiye_domain::{actor::need, hash::sha256};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use validator::Validate;

use super::{
    get::Grouped,
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
    /// A workbook with the figures, the definitions, the scores and a chart.
    Xlsx,
}

/// As which file.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams, Validate)]
pub struct AsFile {
    /// As which file.
    #[serde(default)]
    #[param(schema_with = words::<ExportFormat>, required = false)]
    format: ExportFormat,
}

/// Export the appraisal
///
/// The figures of `get_appraisal` as a file: CSV in UTF-8 with a byte order mark, in which no text is a formula, or an XLSX
/// workbook with the figures, the definitions, the scores with their parts, and a chart of the scores. Each row of a figure
/// says everything about it: the address of its cases, the period, how far the log was followed, the scheme's version, what it
/// scored and what its group scored. The same figures give the same bytes.
#[utoipa::path(get, path = "/appraisal/export")]
pub async fn export_appraisal(
    caller: Caller<need::ReadAppraisal>,
    state: State,
    limits: QueryOf<Limits>,
    grouped: QueryOf<Grouped>,
    file: QueryOf<AsFile>,
) -> Result<FileReply, Problem> {
    let (limits, by, format) = (limits.0, grouped.0.by, file.0.format);
    let work = move |tx: &mut Tx<'_>| {
        let of = limits.asked(tx)?;
        let (report, jurisdiction) = (report(tx, &of, by)?, tx.jurisdiction()?);
        let view = AppraisalView::new(report, &of, by, &jurisdiction);
        let name = format!("appraisal-{}-{}.{}", view.from, view.to, <&str>::from(format));
        let base = tx.public_url();
        let bytes = match format {
            ExportFormat::Csv => as_csv(&view, base).into_bytes(),
            ExportFormat::Xlsx => as_xlsx(&view, base).map_err(|error| Problem::internal(error.to_string()))?,
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
