//! Records what came on paper.

use chrono::{DateTime, Utc};
use kaiye_domain::{actor::need, application::Channel};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::IntakeView;
use crate::{
    http::{Answered, Caller, Created, IdempotencyKey, Problem, QueryOf, Upload},
    openapi::words,
    operations::intake::{Recording, record},
    state::State,
};

/// What is said of a paper.
#[derive(Debug, Clone, Deserialize, IntoParams, Validate)]
pub struct NewIntake {
    /// Channel it came by: `letter`, `telex`, `fax` or `counter`.
    #[param(schema_with = words::<Channel>, required = true, example = "letter")]
    channel: Channel,
    /// The sender's own reference.
    #[validate(length(min = 1, max = 100))]
    #[param(min_length = 1, max_length = 100, example = "来函〔2025〕7号")]
    sender_reference: Option<String>,
    /// When the office got it, if that was before it is recorded here.
    received_at: Option<DateTime<Utc>>,
    /// Name of the scan.
    #[validate(length(min = 1, max = 200))]
    #[param(min_length = 1, max_length = 200, example = "来函.pdf")]
    file_name: String,
}

/// Record an intake
///
/// A letter, telex, fax, or what was handed in, with its scan as the body: PDF, JPEG or PNG by its content, up to the
/// configured size (S22). The law counts from when it was received. `create_application` with its `intake_id` makes an
/// application of it, with the same channel, reference and instant.
#[utoipa::path(post, path = "/intakes")]
pub async fn record_intake(
    caller: Caller<need::RecordIntake>,
    state: State,
    query: QueryOf<NewIntake>,
    key: IdempotencyKey,
    upload: Upload,
) -> Answered<Created<IntakeView>> {
    let NewIntake { channel, sender_reference, received_at, file_name } = query.0;
    let scan = upload.keep(&state).await?.named(&file_name);
    let word: &str = channel.into();
    let claim = key.over(&format!("{} {word} {sender_reference:?} {received_at:?} {}", scan.digest, scan.name));
    let recording = Recording { channel, sender_reference, received_at, scan };
    state
        .write(
            &caller,
            claim,
            |_| Ok(()),
            move |tx, ()| {
                let kept = record(tx, &recording).map_err(Problem::in_the_query)?;
                let location = format!("/api/v1/intakes/{}", kept.id);
                Ok(Created::at(location, IntakeView::new(kept, None, tx.actor)))
            },
        )
        .await
}
