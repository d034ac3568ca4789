//! Random inspection (双随机): whom to inspect and by whom, drawn from a seed that is recorded with all that took part, by
//! an order that anybody can compute again with nothing but SHA-256. `docs/random-selection.md` shows how.

mod order;
mod reason;

use chrono::{DateTime, Utc};
pub use order::{ALGORITHM, drawn, officers_for};
pub use reason::DrawReason;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    actor::{Actor, Permission, Reach},
    id::{CertificateId, DrawId, VerificationTaskId},
    refusal::Refusal,
};

/// As many subjects as one draw may be made from: the record names each.
pub const MOST_SUBJECTS: usize = 10_000;
/// As many as one draw may pick.
pub const MOST_PICKS: u32 = 50;
/// Officers for each: a check at the place takes two (行政许可法 §62; 行政处罚法 §42).
pub const OFFICERS_EACH: usize = 2;

/// Among which certificates it was drawn: all that the department supervises and that are in force, on whichever route
/// they were granted (S11), unless limited.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawScope {
    /// Only those for this item.
    pub item_code: Option<String>,
    /// Only those with premises in this county.
    pub division: Option<String>,
}

/// Someone who was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pick {
    /// The certificate.
    pub certificate: CertificateId,
    /// Who inspects.
    pub officers: Vec<Uuid>,
    /// The task that it became.
    pub task: VerificationTaskId,
}

/// A draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    /// Its id.
    pub id: DrawId,
    /// The department that inspects.
    pub department: String,
    /// The plan that it carries out.
    pub plan: String,
    /// Who drew.
    pub by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Among which certificates.
    pub scope: DrawScope,
    /// How it is computed from the seed.
    pub algorithm: String,
    /// The seed, as the text that is hashed.
    pub seed: String,
    /// Every certificate that could be drawn.
    pub subjects: Vec<CertificateId>,
    /// Every officer that could be drawn.
    pub officers: Vec<Uuid>,
    /// What was drawn, in the order in which it was.
    pub picks: Vec<Pick>,
}

/// What a draw is made from.
#[derive(Debug, Clone)]
pub struct DrawInputs {
    /// Its id.
    pub id: DrawId,
    /// The department that inspects.
    pub department: String,
    /// The plan that it carries out.
    pub plan: String,
    /// Who draws.
    pub by: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Among which certificates.
    pub scope: DrawScope,
    /// 32 random bytes, drawn once all else is settled.
    pub seed: [u8; 32],
    /// Every certificate that can be drawn.
    pub subjects: Vec<CertificateId>,
    /// Every officer that can be drawn.
    pub officers: Vec<Uuid>,
    /// How many certificates to draw.
    pub count: usize,
}

impl Draw {
    /// Draws. `tasks` gives the ids of the tasks that what is drawn becomes.
    pub fn make(inputs: DrawInputs, tasks: &mut dyn FnMut() -> VerificationTaskId) -> Result<Self, Refusal> {
        let DrawInputs { mut subjects, mut officers, count, .. } = inputs;
        if subjects.len() > MOST_SUBJECTS {
            return Err(DrawReason::TooManySubjects.into());
        }
        if subjects.len() < count {
            return Err(DrawReason::TooFewSubjects.into());
        }
        if officers.len() < OFFICERS_EACH {
            return Err(DrawReason::TooFewOfficers.into());
        }
        subjects.sort();
        officers.sort();
        let seed = hex::encode(inputs.seed);
        let picks = drawn(&seed, &subjects, count);
        let picks = picks.into_iter().map(|certificate| Pick {
            certificate,
            officers: officers_for(&seed, certificate, &officers, OFFICERS_EACH),
            task: tasks(),
        });
        Ok(Self {
            picks: picks.collect(),
            id: inputs.id,
            department: inputs.department,
            plan: inputs.plan,
            by: inputs.by,
            at: inputs.at,
            scope: inputs.scope,
            algorithm: ALGORITHM.to_owned(),
            seed,
            subjects,
            officers,
        })
    }

    /// Whether the actor may read it: the department that draws and whoever sees every case at once; anybody once the last
    /// inspection is concluded (一公开), so that nobody is warned before.
    pub fn is_open_to(&self, actor: &Actor, all_concluded: bool) -> bool {
        let officer = actor.may(Permission::DrawInspection) && actor.department.as_deref() == Some(&self.department);
        all_concluded || officer || actor.reach() == Reach::All
    }
}
