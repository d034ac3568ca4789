//! Signs a commitment.

use chrono::NaiveDate;
use kaiye_domain::{
    actor::need,
    application::SubjectRole,
    commitment::{ClausePromise, LetterBinding, PromiseKind, Signature, SignatureMethod},
    id::ApplicationId,
    refusal::{Faults, Refusal},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::view::CommitmentView;
use crate::{
    http::{Answered, Body, Caller, Created, IdempotencyKey, PathId},
    openapi::words,
    operations::{
        commitments::{Letter, sign},
        dossier::Dossier,
    },
    state::State,
};

/// A commitment to sign.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCommitment {
    /// Code of the item.
    #[schema(example = "small_restaurant_registration")]
    item: String,
    /// The letter that was read: it must be the one in force.
    letter: LetterBindingBody,
    /// A promise for each clause of the item, and for no other.
    #[validate(length(min = 1, max = 50))]
    #[schema(min_items = 1, max_items = 50)]
    promises: Vec<PromiseBody>,
    /// In which capacity it is signed: `operator`, or `agent` with a power of attorney.
    #[schema(schema_with = words::<SubjectRole>)]
    capacity: SubjectRole,
    /// On paper, with the scan as evidence, or in the applicant's own session.
    #[schema(schema_with = words::<SignatureMethod>)]
    method: SignatureMethod,
    /// The scan of a letter signed on paper: a material of this application.
    evidence_id: Option<Uuid>,
}

/// The letter that was read.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LetterBindingBody {
    /// Code of the template.
    code: String,
    /// Its version.
    version: i32,
    /// Named hash of its text, as `get_letter_template` gives it.
    hash: String,
}

/// What is promised of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::EnumIter, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
enum Promised {
    /// The condition is met already.
    MetNow,
    /// It will be met, and proved, by `date`.
    ByDate,
}

/// One clause's promise.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PromiseBody {
    /// Number of the clause.
    #[schema(example = "1")]
    clause: String,
    /// `met_now`: the condition is met already. `by_date`: it will be, and the business stays shut until then (S10).
    #[schema(schema_with = words::<Promised>)]
    kind: Promised,
    /// The last day, for `by_date`.
    date: Option<NaiveDate>,
}

impl NewCommitment {
    fn letter(&self, filed_by: Uuid) -> Result<Letter, Refusal> {
        let mut faults = Faults::default();
        let mut promises = Vec::new();
        for (index, promise) in self.promises.iter().enumerate() {
            let pointer = format!("/promises/{index}/date");
            let kind = match (promise.kind, promise.date) {
                (Promised::MetNow, None) => PromiseKind::MetNow,
                (Promised::ByDate, Some(date)) => PromiseKind::ByDate { date },
                (Promised::MetNow, Some(_)) => {
                    faults.add(pointer, "only_by_date");
                    continue;
                }
                (Promised::ByDate, None) => {
                    faults.add(pointer, "required");
                    continue;
                }
            };
            promises.push(ClausePromise { clause: promise.clause.clone(), promise: kind });
        }
        faults.into_result("content_invalid")?;
        Ok(Letter {
            item: self.item.clone(),
            binding: LetterBinding {
                code: self.letter.code.clone(),
                version: self.letter.version,
                hash: self.letter.hash.clone(),
            },
            promises,
            signature: Signature {
                capacity: self.capacity,
                method: self.method,
                evidence: self.evidence_id.map(Into::into),
                filed_by,
            },
        })
    }
}

/// Sign a commitment
///
/// For one item, clause by clause, bound to the version and hash of the letter that was read (S4). A later signature
/// for the same item takes the place of the earlier. Who is barred from the commitment route (S19) may ask for the item
/// by the ordinary one.
#[utoipa::path(post, path = "/applications/{id}/commitments")]
pub async fn sign_commitment(
    caller: Caller<need::FileApplication>,
    state: State,
    id: PathId<ApplicationId>,
    key: IdempotencyKey,
    body: Body<NewCommitment>,
) -> Answered<Created<CommitmentView>> {
    let claim = key.over(&body);
    state
        .write(
            &caller,
            claim,
            move |tx| Ok(Dossier::open(tx, id.0)?),
            move |tx, mut dossier| {
                let letter = body.value.letter(tx.actor.id)?;
                let commitment = sign(tx, &mut dossier, &letter)?;
                let location = format!("/api/v1/applications/{}", dossier.application.id);
                Ok(Created::at(location, CommitmentView::new(&commitment, &letter.item)))
            },
        )
        .await
}
