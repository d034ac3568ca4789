//! Commitments as they are shown.

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    application::SubjectRole,
    commitment::{ClausePromise, Commitment, CommitmentState, PromiseKind, SignatureMethod},
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::openapi::words;

/// A signed commitment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Commitment)]
pub struct CommitmentView {
    /// Its id.
    pub id: Uuid,
    /// Code of the item it is for.
    #[schema(example = "small_restaurant_registration")]
    pub item: String,
    /// The letter it is bound to.
    pub letter: LetterBindingView,
    /// A promise a clause.
    pub promises: Vec<PromiseView>,
    /// In which capacity it was signed.
    #[schema(schema_with = words::<SubjectRole>)]
    pub capacity: SubjectRole,
    /// How.
    #[schema(schema_with = words::<SignatureMethod>)]
    pub method: SignatureMethod,
    /// The scan, for a letter signed on paper.
    pub evidence_id: Option<Uuid>,
    /// When.
    pub signed_at: DateTime<Utc>,
    /// `signed`, `superseded` or `withdrawn`.
    #[schema(example = "signed")]
    pub status: &'static str,
}

/// The very letter that was read.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LetterBinding)]
pub struct LetterBindingView {
    /// Code of the template.
    pub code: String,
    /// Its version.
    pub version: i32,
    /// Named hash of its text.
    pub hash: String,
}

/// One clause's promise.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Promise)]
pub struct PromiseView {
    /// Number of the clause.
    #[schema(example = "1")]
    pub clause: String,
    /// `met_now` or `by_date`.
    #[schema(example = "met_now")]
    pub kind: &'static str,
    /// The last day of a promise by a day.
    pub date: Option<NaiveDate>,
}

impl From<&ClausePromise> for PromiseView {
    fn from(promise: &ClausePromise) -> Self {
        let (kind, date) = match promise.promise {
            PromiseKind::MetNow => ("met_now", None),
            PromiseKind::ByDate { date } => ("by_date", Some(date)),
        };
        Self { clause: promise.clause.clone(), kind, date }
    }
}

impl CommitmentView {
    /// A commitment with the code of its item.
    pub fn new(commitment: &Commitment, item: &str) -> Self {
        Self {
            id: commitment.id.0,
            item: item.to_owned(),
            letter: LetterBindingView {
                code: commitment.letter.code.clone(),
                version: commitment.letter.version,
                hash: commitment.letter.hash.clone(),
            },
            promises: commitment.promises.iter().map(Into::into).collect(),
            capacity: commitment.signature.capacity,
            method: commitment.signature.method,
            evidence_id: commitment.signature.evidence.map(Into::into),
            signed_at: commitment.signed_at,
            status: match commitment.state {
                CommitmentState::Signed => "signed",
                CommitmentState::Superseded { .. } => "superseded",
                CommitmentState::Withdrawn { .. } => "withdrawn",
            },
        }
    }
}
