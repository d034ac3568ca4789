//! Receives a batch.

use kaiye_domain::{actor::need, intake::BatchFormat};

use super::IntakeBatchView;
use crate::{
    config::Config,
    http::{Answered, Caller, Created, IdempotencyKey, Upload, UploadKind},
    operations::intake::begin,
    state::State,
};

const NDJSON: &str = "application/x-ndjson";
const CSV: &str = "text/csv";

/// A batch, as lines of JSON or of comma-separated values.
pub struct BatchFile;

impl UploadKind for BatchFile {
    const SENT_AS: &'static [&'static str] = &[NDJSON, CSV];

    fn limit(config: &Config) -> usize {
        config.intake.batch_limit_bytes
    }

    fn media_type(_: &[u8], sent_as: &str) -> Option<&'static str> {
        Self::SENT_AS.iter().find(|known| **known == sent_as).copied()
    }
}

/// Hand over a batch of applications
///
/// Each row is the body of `create_application` with a `sender_reference` of yours: as a JSON object a line
/// (`application/x-ndjson`), or as a line of comma-separated values (`text/csv`) under column names such as
/// `sender_reference`, `bundle`, `answers.area_m2`, `business.name`, `operator.id_number`, `items` (codes with `;` between
/// them). It is kept whole and answered at once; its rows are taken in one after the other, each on its own. A row is
/// `accepted` when it became a draft, with what is still missing named; `rejected`, with everything that is wrong with it;
/// or `repeated`, when its reference was accepted before: nothing is created twice. `get_intake_batch` shows how far it
/// is, `list_intake_batch_rows` is the acknowledgement.
#[utoipa::path(post, path = "/intake-batches")]
pub async fn intake_batch(
    caller: Caller<need::IntakeBatch>,
    state: State,
    key: IdempotencyKey,
    upload: Upload<BatchFile>,
) -> Answered<Created<IntakeBatchView>> {
    let kept = upload.keep(&state).await?;
    let format = if kept.media_type == CSV { BatchFormat::Csv } else { BatchFormat::Ndjson };
    let claim = key.over(&format!("{} {}", kept.digest, kept.media_type));
    let word: &str = format.into();
    let file = kept.named(&format!("batch.{word}"));
    state
        .write(
            &caller,
            claim,
            |_| Ok(()),
            move |tx, ()| {
                let batch = begin(tx, format, &file)?;
                Ok(Created::at(format!("/api/v1/intake-batches/{}", batch.id), IntakeBatchView::from(batch)))
            },
        )
        .await
}
