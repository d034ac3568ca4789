//! What a problem's code means: where the `type` of every problem leads.

use kaiye_domain::actor::need;
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::{Answered, Caller, PathId, Problem, Reply, Shown, texts};

/// A code of problems and of field errors.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemCode {
    /// The code.
    #[schema(example = "version_stale")]
    code: String,
    /// What it says in both languages.
    #[serde(flatten)]
    text: texts::Text,
}

/// Explain a problem
///
/// The texts of a problem's or field error's code in both languages. The `type` of every problem leads here.
#[utoipa::path(get, path = "/problems/{code}")]
pub async fn get_problem(_: Caller<need::ReadService>, code: PathId<String>) -> Answered<Shown<ProblemCode>> {
    let text = texts::all().get(&code.0).cloned().ok_or_else(Problem::not_found)?;
    Reply::fresh(Shown::new(ProblemCode { code: code.0, text }))
}
