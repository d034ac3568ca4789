//! What an application still lacks, or what stands in its way.

use kaiye_domain::{
    actor::need,
    application::check::{Check, CheckCode, Outcome, Stage},
    id::ApplicationId,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    http::{Answered, Caller, Language, PathId, Shown, texts},
    openapi::words,
    operations::{Tx, dossier::Dossier},
    state::State,
};

/// Every check that was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckReport {
    /// Whether what is not filed yet could be submitted now.
    pub submittable: bool,
    /// The checks, those on the whole application first.
    pub checks: Vec<CheckView>,
}

/// One check.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckView {
    /// What was looked at.
    #[schema(schema_with = words::<CheckCode>)]
    pub code: CheckCode,
    /// What a failure means, in the language asked for.
    pub title: String,
    /// From which step on a failure is in the way.
    #[schema(schema_with = words::<Stage>)]
    pub stage: Stage,
    /// What came of it.
    #[schema(schema_with = words::<Outcome>)]
    pub outcome: Outcome,
    /// Code of the item; null for the whole application.
    pub item: Option<String>,
    /// The field, material, clause or item in question.
    #[schema(example = "materials/floor_plan")]
    pub subject: Option<String>,
    /// What the check went by: codes, versions and dates. Where it tells of other cases, it is for officers only.
    #[schema(value_type = Option<Object>)]
    pub inputs: serde_json::Value,
}

impl CheckView {
    fn new(check: Check, language: Language) -> Self {
        let title = texts::of(check.code.into()).map(|text| text.title(language).to_owned()).unwrap_or_default();
        let Check { code, stage, outcome, item, subject, inputs } = check;
        Self { code, title, stage, outcome, item, subject, inputs }
    }
}

/// Check an application
///
/// What is missing or in the way, by the very rules that submission and issue use: materials, commitments,
/// prerequisites, duplicates, the bar (S19), the delegation in force. Nothing changes.
#[utoipa::path(get, path = "/applications/{id}/check")]
pub async fn check_application(
    caller: Caller<need::ReadApplication>,
    state: State,
    id: PathId<ApplicationId>,
    language: Language,
) -> Answered<Shown<CheckReport>> {
    state
        .read(&caller, move |tx: &mut Tx<'_>| {
            let dossier = Dossier::read(tx, id.0)?;
            let checks = dossier.checks(tx)?;
            let submittable = dossier.application.items.iter().any(|item| item.state.is_editable())
                && !checks.iter().any(|check| check.blocks(Stage::Submission));
            let checks = checks.into_iter().map(|check| CheckView::new(check.seen_by(tx.actor), language)).collect();
            Ok(Shown::new(CheckReport { submittable, checks }))
        })
        .await
}
