//! A commitment as anybody may read it (S12): what was promised, clause by clause with its text, and where each stands
//! by now. The one place that decides what is public of it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::Masked;
use crate::{
    catalogue::{LetterTemplate, Text},
    certificate::{Certificate, CheckStatus},
    commitment::{ClausePromise, PromiseKind},
    id::CertificateId,
    publication::{PublicContent, Publication},
    rectification::RectificationOrder,
    time::local_date,
    verification::{FindingResult, VerificationTask},
};

/// Where a promised clause stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString, strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ClauseStanding {
    /// Declared to be met; no check of it is concluded.
    Declared,
    /// Promised for a day to come, and not proved yet.
    Awaited,
    /// The promised day has passed without proof.
    Overdue,
    /// Proved by the business and confirmed by its department.
    Proved,
    /// A check found it kept.
    Kept,
    /// A check found it not kept.
    NotKept,
    /// A check found it not kept, and since then it was mended (S16).
    Mended,
    /// A check found that it was untrue when it was declared.
    False,
    /// A check found that it has no bearing on this business.
    NotApplicable,
}

impl From<FindingResult> for ClauseStanding {
    fn from(result: FindingResult) -> Self {
        match result {
            FindingResult::Kept => Self::Kept,
            FindingResult::NotKept => Self::NotKept,
            FindingResult::False => Self::False,
            FindingResult::NotApplicable => Self::NotApplicable,
        }
    }
}

/// A promised clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublicClause {
    /// Its number.
    pub clause: String,
    /// What it asks, as the letter said.
    pub text: Option<Text>,
    /// What was promised of it.
    pub promise: PromiseKind,
    /// Where it stands.
    pub standing: ClauseStanding,
}

/// A commitment in the public register.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PublicCommitment {
    /// By the certificate that rests on it.
    pub id: CertificateId,
    /// Where that certificate stands.
    pub status: CheckStatus,
    /// Name of the business, as on the licence.
    pub holder_name: String,
    /// Its unified social credit code.
    pub holder_uscc: String,
    /// 经营者 or 法定代表人.
    pub operator: Masked,
    /// Code of the item.
    pub item_code: String,
    /// Title of the certificate.
    pub title: String,
    /// Its number.
    pub number: String,
    /// The authority in whose name it was issued.
    pub authority: String,
    /// Code of the department that supervises it.
    pub supervisor: String,
    /// County of the premises.
    pub division: String,
    /// First day of the term.
    pub valid_from: NaiveDate,
    /// Last day of the term.
    pub valid_to: Option<NaiveDate>,
    /// Code of the letter.
    pub letter_code: String,
    /// Its version.
    pub letter_version: i32,
    /// Its content hash.
    pub letter_hash: String,
    /// What was promised, clause by clause.
    pub clauses: Vec<PublicClause>,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// The last day on which it could have been.
    pub due_on: NaiveDate,
    /// Whether it was published by then.
    pub in_time: bool,
}

/// What the entry is drawn up from.
#[derive(Debug)]
pub struct Grounds<'a> {
    /// The certificate that rests on the commitment.
    pub certificate: &'a Certificate,
    /// What was published of the commitment.
    pub publication: &'a Publication,
    /// The letter that was signed, in its version.
    pub letter: Option<&'a LetterTemplate>,
    /// The certificate's tasks, in their order.
    pub tasks: &'a [VerificationTask],
    /// The orders to rectify that they brought.
    pub orders: &'a [RectificationOrder],
    /// The day.
    pub today: NaiveDate,
}

impl PublicCommitment {
    /// The entry; none where it is something else that was published.
    pub fn of(grounds: &Grounds<'_>) -> Option<Self> {
        let Grounds { certificate, publication, today, .. } = *grounds;
        let PublicContent::Commitment {
            holder_name,
            holder_uscc,
            item_code,
            letter_code,
            letter_version,
            letter_hash,
            promises,
        } = publication.content.clone()
        else {
            return None;
        };
        Some(Self {
            id: certificate.id,
            status: certificate.public_status(today),
            holder_name,
            holder_uscc,
            operator: Masked::person(&certificate.face.operator_name),
            item_code,
            title: certificate.face.title.clone(),
            number: certificate.number.clone(),
            authority: certificate.face.authority.clone(),
            supervisor: certificate.supervisor.clone(),
            division: certificate.division.clone(),
            valid_from: certificate.valid_from,
            valid_to: certificate.valid_to,
            letter_code,
            letter_version,
            letter_hash,
            clauses: promises.into_iter().map(|promise| grounds.clause(promise)).collect(),
            decided_on: local_date(certificate.issued_at),
            published_at: publication.published_at,
            due_on: publication.due_on,
            in_time: publication.in_time(),
        })
    }
}

impl Grounds<'_> {
    fn clause(&self, promised: ClausePromise) -> PublicClause {
        let ClausePromise { clause, promise } = promised;
        let conditions = self.letter.map(|letter| letter.notice.conditions.as_slice()).unwrap_or_default();
        let text = conditions.iter().find(|it| it.clause == clause).map(|it| it.text.clone());
        PublicClause { standing: self.standing(&clause, promise), text, clause, promise }
    }

    /// What a concluded check found counts before what the business says, and so does what was found mended when the
    /// department looked again; of several the last. What is found in a check under way is nobody's to read.
    fn standing(&self, clause: &str, promise: PromiseKind) -> ClauseStanding {
        let concluded = self.tasks.iter().filter(|task| task.state.is_concluded());
        let found = concluded.filter_map(|task| task.finding(clause));
        let found = found.map(|finding| (finding.seen.recorded_at, finding.result.into()));
        let mended = self.orders.iter().filter_map(|order| order.mended(clause));
        let mended = mended.map(|at| (at, ClauseStanding::Mended));
        if let Some((_, standing)) = found.chain(mended).max_by_key(|(at, _)| *at) {
            return standing;
        }
        let open = self.certificate.operativity.open_clauses().iter().find(|open| open.clause == clause);
        match (promise, open) {
            (PromiseKind::MetNow, _) => ClauseStanding::Declared,
            (PromiseKind::ByDate { .. }, None) => ClauseStanding::Proved,
            (PromiseKind::ByDate { .. }, Some(open)) if open.due < self.today => ClauseStanding::Overdue,
            (PromiseKind::ByDate { .. }, Some(_)) => ClauseStanding::Awaited,
        }
    }
}
